import { bookingToldSchema, pingSchema, webhookTypeSchema } from '../../../contract/webhooks.ts';
import { waitingToldSchema } from '../../../contract/waiting-list.ts';
import type { WebhookType } from '../../../contract/webhooks.ts';
import { bookingToldExample, pingExample, waitingToldExamples } from '../partner-examples.ts';
import type { Json, SchemaBook } from './schemas.ts';

const said: Readonly<Record<WebhookType, string>> = {
  'booking.created': 'A place was booked',
  'booking.moved': 'A booking has another time',
  'booking.cancelled': 'A booking was cancelled, by the citizen, the partner or the building',
  'booking.noshow': 'The day is over and nobody came',
  'booking.checked-in': 'The citizen is there and has a number',
  'booking.called': 'The number was called to a counter',
  'booking.serving': 'The citizen is being served',
  'booking.fulfilled': 'The service is finished',
  'booking.missed': 'Called in vain, or left the line',
  'waiting-list.offered': 'A place is kept for somebody on the waiting list',
  'waiting-list.ended': 'An offer lapsed, or no place came free in time',
  ping: 'Sent on request, to see whether it arrives',
};

const header = (name: string, description: string, example: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

/** Standard Webhooks [standardwebhooks.com]: three headers, signed over id, time and body. */
const signature: readonly Json[] = [
  header(
    'webhook-id',
    'The same with every try of the same message: what was taken once is not taken again.',
    'msg-9f86d081884c7d659a2feaa0',
  ),
  header('webhook-timestamp', 'Unix seconds of this try; far from now: refuse it.', '1795489200'),
  header(
    'webhook-signature',
    '`v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`, keyed with the decoded part of ' +
      'the secret behind `whsec_`. Several, with spaces between them, while a secret is renewed.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

const responses: Json = {
  '2XX': { description: 'Taken. Anything else is tried again for 24 hours, ever more slowly.' },
  410: { description: 'Nothing more is wanted: the webhook is stopped.' },
};

/** What is sent to a partner's own server, one entry for each type. */
export function webhooksOf(book: SchemaBook): Json {
  const told = book.of(bookingToldSchema, 'output');
  const ping = book.of(pingSchema, 'output');
  const waiting = book.of(waitingToldSchema, 'output');
  const bodyOf = (type: WebhookType): Json => {
    if (type === 'ping') return { schema: ping, example: pingExample };
    if (type === 'waiting-list.offered' || type === 'waiting-list.ended') {
      return { schema: waiting, example: waitingToldExamples[type] };
    }
    return { schema: told, example: bookingToldExample(type) };
  };
  return Object.fromEntries(
    webhookTypeSchema.options.map(type => [
      type,
      {
        post: {
          operationId: `told-${type.replace('.', '-')}`,
          summary: said[type],
          description: `${said[type]}.`,
          tags: ['partner webhooks'],
          security: [],
          parameters: signature,
          requestBody: {
            required: true,
            content: { 'application/json': bodyOf(type) },
          },
          responses,
        },
      },
    ]),
  );
}
