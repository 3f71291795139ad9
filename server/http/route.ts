import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Actor, Command } from '../../contract/commands.ts';
import type { PartnerScope } from '../../contract/partner.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import type { Access, Caller } from '../auth/access.ts';
import type { Answer, Building, Outcome, Request } from '../building.ts';
import { refusalAnswer } from './problem.ts';

/** Headers beside the answer, e.g. a cookie. */
export interface Reply extends Answer {
  readonly headers?: Readonly<Record<string, string>>;
  /** A PNG in place of the body. */
  readonly picture?: Buffer;
  /** A WAV in place of the body. */
  readonly sound?: Buffer;
  /** A ZIP in place of the body. */
  readonly archive?: Buffer;
}

/** A body that is a file and no JSON; the handler gets its bytes. */
export interface Upload {
  readonly type: 'image/png' | 'audio/wav' | 'application/zip';
  readonly bytesMax: number;
}

export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Of an upload; empty elsewhere. */
  readonly bytes: Buffer;
  readonly caller: Caller;
  readonly actor: Actor;
  readonly idempotency: Request['idempotency'];
  readonly headers: IncomingHttpHeaders;
}

interface RouteOf<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Express style, "/api/v1/tickets/:id/start". */
  readonly path: string;
  readonly access: Access;
  /** What a partner's key must be good for. */
  readonly scope?: PartnerScope;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** In place of `body`. */
  readonly upload?: Upload;
  readonly status: 200 | 201;
  /** Its answer carries an ETag: who has it already is told 304. */
  readonly hasEtag?: true;
  /** What a good answer holds; null where it is a picture, or a sound. */
  readonly answer: z.ZodType | null;
  /** Whether a good answer without a schema is a sound. */
  readonly isSound?: true;
  /** … or an archive. */
  readonly isArchive?: true;
  readonly refusals: readonly RefusalCode[];
  handle(call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Reply | Promise<Reply>;
}

/** A command of a family without what the route itself knows: who asks, and where or of whom. */
export type Ask<Family, Known extends string> = Family extends Family
  ? Omit<Family, 'actor' | Known>
  : never;

/** A row of the one table from which the server, its documents and the role test are made. */
export type Route = RouteOf<z.ZodType, z.ZodType, z.ZodType>;

/** Lets each route keep the types of its own schemas. */
export const route = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  definition: RouteOf<Params, Query, Body>,
): Route => definition;

/** A body may be left out where every field of it may. */
export const orNothing = <Schema extends z.ZodObject>(schema: Schema) =>
  schema.default({} as never);

export const json = (body: unknown, status = 200): Reply => ({
  status,
  body: JSON.stringify(body),
});

/** Runs a command and makes its answer inside the transaction: it is kept with its key. */
export async function run(
  building: Building,
  call: Pick<Call<unknown, unknown, unknown>, 'idempotency'>,
  command: Command,
  answer: (outcome: Outcome) => unknown,
  status: 200 | 201 = 200,
): Promise<Reply> {
  return building.execute({
    command,
    ...(call.idempotency ? { idempotency: call.idempotency } : {}),
    answer: outcome =>
      outcome.refusal ? refusalAnswer(outcome.refusal) : json(answer(outcome), status),
  });
}
