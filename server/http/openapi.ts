import { z } from 'zod';
import { problemSchema } from '../../contract/http.ts';
import { partnerScopeSchema } from '../../contract/partner.ts';
import '../../contract/printer-setup.ts';
import '../../contract/setup.ts';
import '../../contract/speech.ts';
import '../../contract/staff.ts';
import '../../contract/ticket-setup.ts';
import '../../contract/views.ts';
import '../../contract/voice-studio.ts';
import { waitingToldSchema } from '../../contract/waiting-list.ts';
import { bookingToldSchema, pingSchema } from '../../contract/webhooks.ts';
import { headerComponents, operationOf, parameterComponents, tagOf } from './openapi/operation.ts';
import { refusalExamples } from './openapi/refusals.ts';
import { SchemaBook, type Json } from './openapi/schemas.ts';
import { webhooksOf } from './openapi/webhooks.ts';
import type { Route } from './route.ts';

export interface OpenApiDocument extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

const description = `The queue of a Mal Pelayanan Publik, a public service mall.

Who books for citizens needs only what begins with \`/api/v1/partner\`, a key of the building’s
administrator and docs/BOOKING.md, which walks from a key to a checked-in booking. Sockets are
described in docs/realtime.md.

* Times are RFC 3339 with the building’s offset; any offset is understood.
* Ids are opaque.
* Every POST takes an \`Idempotency-Key\`.
* Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`; each response lists its
  codes as examples. Input errors name the fields at fault.
* Lists that grow come in pages: \`after\` is the \`nextAfter\` of the page before.
* 429 says in \`Retry-After\` when to come again. A body has at most 16 KiB.`;

const tagDescriptions: Readonly<Record<string, string>> = {
  anyone: 'Open to everybody: health, the building, a visitor’s own ticket by its token.',
  kiosk: 'What a kiosk in the building asks; staff may, too.',
  screen: 'What any paired kiosk or display asks; staff may, too.',
  account: 'A member’s own session and password, whatever their role.',
  staff: 'What officers at counters and at the front desk do.',
  supervisor: 'What supervisors see and steer; administrators may, too.',
  'agency-administrator':
    'The set-up and the staff: an agency’s administrator changes their own, an auditor reads.',
  administrator: 'Setting up the building.',
  demo: 'Only in a building that is there to be tried.',
  'partner catalogue': 'For portals: services and their free slots.',
  'partner bookings': 'For portals: book, read, move and cancel.',
  'partner check-in': 'For portals: a booking becomes a ticket.',
  'partner queues': 'For portals: how many wait and for how long, and a ticket that is followed.',
  'partner webhooks': 'For portals: being told, without asking, what happens to bookings.',
};

const scopes = partnerScopeSchema.options.map(scope => `\`${scope}\``).join(', ');

const securitySchemes: Readonly<Record<string, Json>> = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mpp_session',
    description: 'Set by signing in; a page of another origin cannot use it.',
  },
  device: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mpp_device',
    description: 'Set by pairing a kiosk. A demo building’s own computer needs none.',
  },
  partnerKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      `A key made in the administrator’s office, told once. Its scopes (${scopes}) and agencies ` +
      'say what it opens; a sandbox key acts on a shadow of the building.',
  },
};

const servers: readonly Json[] = [
  { url: '/', description: 'The building that serves this document' },
  {
    url: 'https://{host}',
    description: 'A building, or the hub that speaks for one behind NAT',
    variables: {
      host: { default: 'antrean.example', description: 'As its administrator tells it' },
    },
  },
];

function pathsOf(routes: readonly Route[], book: SchemaBook, schemas: Record<string, Json>) {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, book, schemas) };
  }
  return paths;
}

function bookOf(routes: readonly Route[]): SchemaBook {
  const answers = routes.flatMap(({ answer }): z.ZodType[] => (answer ? [answer] : []));
  const sent = [problemSchema, bookingToldSchema, waitingToldSchema, pingSchema];
  const book = new SchemaBook([...answers, ...sent]);
  book.of(problemSchema, 'output');
  return book;
}

/** OpenAPI 3.1, made from the same table the server runs on: it cannot fall behind. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const book = bookOf(routes);
  const webhooks = webhooksOf(book);
  const examplesNeed = (): Record<string, Json> => {
    for (const { body, answer } of routes) {
      if (body) book.of(body, 'input');
      if (answer) book.of(answer, 'output');
    }
    return book.components();
  };
  const paths = pathsOf(routes, book, examplesNeed());
  const tags = [...new Set(routes.map(tagOf))].map(name => ({
    name,
    description: tagDescriptions[name] ?? name,
  }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'MPP Antrean',
      version,
      summary: 'Queue and bookings of one public service mall',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers,
    tags,
    paths,
    webhooks,
    components: {
      schemas: book.components(),
      examples: refusalExamples(routes),
      headers: headerComponents,
      parameters: parameterComponents,
      securitySchemes,
    },
  };
}
