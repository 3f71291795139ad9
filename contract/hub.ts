import { z } from 'zod';

/**
 * Between a building that nobody can reach from outside and a hub on the internet: the building asks
 * the hub for requests and brings the answers (docs/BOOKING.md). Both sides parse these words.
 */

export const hubProtocol = 1;

/** Bodies of the API are text; so large is none of them. */
const bodyCharsMax = 65_536;
const headersMax = 32;

/** Chosen by the hub, the same when it hands a request out again. */
export const hubRequestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const headersSchema = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/), z.string().regex(/^[\x20-\x7e]{0,2000}$/))
  .refine(headers => Object.keys(headers).length <= headersMax, { message: 'Too many headers' });

export const hubRequestSchema = z.strictObject({
  id: hubRequestIdSchema,
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  /** With its query, as it stands in a request line. */
  path: z.string().regex(/^\/[\x21-\x7e]{0,2000}$/),
  headers: headersSchema.default({}),
  body: z.string().max(bodyCharsMax).nullable().default(null),
});
export type HubRequest = z.infer<typeof hubRequestSchema>;

export const hubAnswerSchema = z.strictObject({
  id: hubRequestIdSchema,
  status: z.int().min(200).max(599),
  headers: headersSchema,
  body: z.string(),
});
export type HubAnswer = z.infer<typeof hubAnswerSchema>;

const whoAsks = {
  protocol: z.literal(hubProtocol),
  buildingId: z.string().max(64),
  /** Another one after each start: what an older one had under way is not known any more. */
  session: z.string().max(64),
};

/** `POST HUB_URL/requests`: held by the hub until it has something, or for so many seconds. */
export const askForRequestsSchema = z.strictObject({
  ...whoAsks,
  places: z.int().min(1).max(64),
  waitSeconds: z.int().min(0).max(60),
});
export type AskForRequests = z.infer<typeof askForRequestsSchema>;

/** What is in the list is looked at one by one, so that one wrong request spoils no other. */
export const hubRequestsSchema = z.object({ requests: z.array(z.unknown()).max(1_000) });

/** `POST HUB_URL/answers`: what is not taken is brought again. */
export const bringAnswersSchema = z.strictObject({
  ...whoAsks,
  answers: z.array(hubAnswerSchema).min(1).max(64),
});
export type BringAnswers = z.infer<typeof bringAnswersSchema>;
