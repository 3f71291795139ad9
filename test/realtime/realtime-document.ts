import { z } from 'zod';
import { fromAgent, toAgent } from '../../contract/agent.ts';
import {
  audioSchema,
  mediaTroubleSchema,
  scanSchema,
  namespaces,
  shownSchema,
  orderSchema,
  speakSchema,
  spokenSchema,
  streams,
  tickSchema,
  type StreamName,
} from '../../contract/sockets.ts';

/** Writes docs/realtime.md from the schemas that the server and the pages are made of. */

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly maxItems?: number;
  readonly description?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Types with a name, met while writing; each is written once, at the end. */
type Names = Map<string, Node>;

function typeOf(node: Node, indent: string): string {
  if (node.$ref) return node.$ref.split('/').at(-1)!;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map(value => JSON.stringify(value)).join(' | ');
  const options = node.anyOf ?? node.oneOf;
  if (options) return options.map(option => typeOf(option, indent)).join(' | ');
  if (node.type === 'array') {
    const item = typeOf(node.items ?? {}, indent);
    return `${item.includes(' | ') ? `(${item})` : item}[]`;
  }
  if (node.type !== 'object') return [node.type ?? 'unknown'].flat().join(' | ');
  const required = new Set(node.required);
  const fields = Object.entries(node.properties ?? {}).map(([name, field]) => {
    const note = noteOf(field);
    const type = typeOf(field, `${indent}  `);
    return `${indent}  ${name}${required.has(name) ? '' : '?'}: ${type};${note}`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`;
}

function noteOf({ description, maxItems }: Node): string {
  const notes = [description, maxItems === undefined ? undefined : `At most ${maxItems}.`];
  const said = notes.filter(note => note !== undefined).join(' ');
  return said === '' ? '' : ` // ${said}`;
}

function written(schema: z.ZodType, names: Names): string {
  const node = z.toJSONSchema(schema) as Node;
  for (const [name, named] of Object.entries(node.$defs ?? {})) names.set(name, named);
  return typeOf(node, '');
}

const code = (text: string): string => `\`\`\`ts\n${text}\n\`\`\``;

const aboutStreams: Readonly<Record<StreamName, string>> = {
  kiosk: 'A kiosk: every agency and service, and what became of its papers.',
  display:
    'A lobby screen. `?zone=` takes the id or the colour of a zone; without it, the whole building. A `call` in a patch goes to the front of `calls`, and an older call of the same ticket leaves.',
  sign: 'The sign above one counter, in the namespace of the displays: `?sign=` takes the id or the number of the counter.',
  survey:
    'The tablet at the exit, in the namespace of the displays: `?survey=` with any value. Of the queue it is told nothing.',
  desk: 'The desk of one counter, for its officers, supervisors and administrators.',
  overview: 'The building on one board, for supervisors and administrators.',
  track: 'A visitor’s phone. Whoever holds the token is the visitor.',
};

const aboutAccess: Readonly<Record<keyof typeof namespaces, string>> = {
  '/kiosk': 'a kiosk; in a demo building any program on the same computer',
  '/display': 'a display; in a demo building any program on the same computer',
  '/counter': 'staff, by the cookie of `POST /api/v1/session`',
  '/track': 'whoever holds the token of a ticket of today',
};

const aboutAgent: Readonly<Record<keyof typeof toAgent | keyof typeof fromAgent, string>> = {
  hello: 'first on every connection',
  welcome: 'answers `hello`; comes again when the set-up changes',
  print: 'an order; the agent answers at once with the state `under-way`',
  ask: 'asks what became of a job that was under way when the connection broke',
  job: 'answers `ask`, and says how a job ended',
  health: 'how the printer is, on every change',
  scan: 'what a scanner beside the printer has read',
};

/** Not a stream: orders go one way, what became of them the other. */
function agentSection(names: Names): string[] {
  const rows = (schemas: typeof toAgent | typeof fromAgent): string[] =>
    Object.entries(schemas).map(([name, schema]) =>
      [
        `\`${name}\`: ${aboutAgent[name as keyof typeof aboutAgent]}.`,
        code(written(schema, names)),
      ].join('\n\n'),
    );
  return [
    '## Print agents',
    'The namespace `/printer` is for paired devices of the kind `agent` (`Authorization: Bearer` with the token of `POST /api/v1/devices/pair`). An agent keeps a record of its jobs: that a job has begun stands in it, durably, before the first byte leaves for the printer, and its end afterwards. After a new connection the server asks about the job that was under way. It sends one again only where the agent answers `never-begun`, and only within 20 s; later such a job counts as not sent. What the agent does not know, because its record is another one or because it stays away for 60 s, is unknown and is never printed again by itself. An agent that says more than 20 words a second is cut off.',
    'The server says:',
    ...rows(toAgent),
    'The agent says:',
    ...rows(fromAgent),
  ];
}

function namespaceTable(): string {
  const rows = Object.entries(namespaces).map(([name, { stream, query }]) => {
    const asked = Object.entries(query).map(([key, what]) => `\`${key}\`: ${what}`);
    const also = name === '/counter' ? ' or `overview`' : '';
    if (name === '/counter') asked.push('or `view`: `overview`');
    const access = aboutAccess[name as keyof typeof namespaces];
    return `| \`${name}\` | \`${stream}\`${also} | ${asked.join(', ') || 'none'} | ${access} |`;
  });
  return ['| namespace | stream | query | who |', '|---|---|---|---|', ...rows].join('\n');
}

function streamSections(names: Names): string[] {
  return Object.entries(streams).map(([name, { snapshot, change }]) => {
    const view = z.object({ view: snapshot.shape.view }).shape.view;
    return [
      `## Stream \`${name}\``,
      aboutStreams[name as StreamName],
      '`snapshot.view`:',
      code(written(view, names)),
      '`change.patch` and `refresh.patch`:',
      code(written(change.shape.patch.unwrap(), names)),
    ].join('\n\n');
  });
}

export function realtimeDocument(): string {
  const names: Names = new Map();
  const sections = streamSections(names);
  const tick = written(tickSchema, names);
  const speak = written(speakSchema, names);
  const scan = written(scanSchema, names);
  const said = (event: string, schema: z.ZodType, what: string): string =>
    `| \`${event}\` | \`${written(schema, names).replaceAll(/\s+/g, ' ')}\` | ${what} |`;
  const clientTable = [
    '| event | message | meaning |',
    '|---|---|---|',
    '| `resync` | none | send a new `snapshot`; answered at most every 200 ms |',
    said('shown', shownSchema, 'a display has shown this call'),
    said('spoken', spokenSchema, 'the display that was told to speak has spoken to the end'),
    said('audio', audioSchema, 'whether a display can be heard'),
    said('mediaTrouble', mediaTroubleSchema, 'a file of the media folder could not be shown'),
  ].join('\n');
  const types = [...names].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    '# Real time',
    'This page is written from the schemas in `contract/` by `test/realtime/realtime-document.ts`; a test fails where the two differ. `npx vitest run test/realtime/realtime-document.test.ts -u` writes it anew.',
    'Sockets only tell; commands go through HTTP. The server speaks Socket.IO 4 at `/socket.io`, over WebSocket only. A connection that names an Origin other than the server’s own is refused. Messages of a client are at most 4096 bytes.',
    namespaceTable(),
    'A connection that may not be made fails with `connect_error`; its message is `not-signed-in`, `not-allowed`, `unknown-ticket`, `too-many-attempts` or `busy`.',
    '## What the server says',
    'On every connection `snapshot` comes first, then one `change` for each entry of the journal, with the entry’s `seq`. (`integer` stands for a whole number.) A change without `patch` moves only the seq. A client applies a change only where its epoch is the same and its seq is the next one; otherwise it says `resync` and waits for the new snapshot. `refresh` carries a patch without a new entry, because waits grow by themselves: it holds only where its seq is the client’s own. `tick` comes every 2 s: a screen that hears nothing for 5 s has lost the server and says so.',
    'All of them carry where the stream stands; `clockRate` only `snapshot` and `tick`:',
    code(tick),
    'To the one display of a zone that speaks, `speak`: fetch `url`, play it, say `spoken`. The server tells the next one only then, or 3 s after the sound should have ended.',
    code(speak),
    'To a kiosk, `scan`: what the scanner at its own computer has read, once. Which kiosk a scanner belongs to is in the set-up.',
    code(scan),
    'To the screens of a device, or to a demo building’s own kiosk, `order`: load the page anew once nobody is at it, or say in large letters which screen this is.',
    code(written(orderSchema, names)),
    '## What a client may say',
    'Everything else, and everything of another form, is dropped without an answer.',
    clientTable,
    ...sections,
    ...agentSection(names),
    '## Types',
    ...types.map(([name, node]) => {
      const about = node.description ? `${node.description}\n\n` : '';
      return `### ${name}\n\n${about}${code(`type ${name} = ${typeOf(node, '')};`)}`;
    }),
    '',
  ].join('\n\n');
}
