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
  /** To be kept as a file, of the type that its route says, in place of the body. */
  readonly file?: Buffer;
  /** The path of a database in place of the body: it may be larger than memory. */
  readonly database?: string;
}

/** Texts that people open in their own programs. */
export type TextFileType = 'application/yaml' | 'text/csv';
/** Where its name says what it is. */
export const anyFileType = 'application/octet-stream';
export const sheetFileType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A body that is a file and no JSON; the handler gets its bytes. */
export interface Upload {
  readonly type: 'image/png' | 'audio/wav' | 'application/zip' | TextFileType;
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
  /** What an integrator has to know beside it, in Markdown. */
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** In place of `body`. */
  readonly upload?: Upload;
  readonly status: 200 | 201;
  /** Its good answer carries an ETag; who gets what they have already is told 304. */
  readonly hasEtag?: true;
  /** What has changed since its `If-Match` was read is left alone (PARTNER-8). */
  readonly takesIfMatch?: true;
  /** What a good answer holds; null where it is a picture, or a sound. */
  readonly answer: z.ZodType | null;
  /** Whether a good answer without a schema is a sound. */
  readonly isSound?: true;
  /** … or an archive. */
  readonly isArchive?: true;
  /** … or a text that is kept as a file. */
  readonly fileType?: TextFileType | typeof sheetFileType | typeof anyFileType;
  /** … or a database. */
  readonly isDatabase?: true;
  readonly refusals: readonly RefusalCode[];
  /** For the document; without them they are made from the schemas. */
  readonly examples?: { readonly body?: z.input<Body>; readonly answer?: unknown };
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
  call: Pick<Call<unknown, unknown, unknown>, 'idempotency'> & Pick<Request, 'unless'>,
  command: Command,
  answer: (outcome: Outcome) => unknown,
  status: 200 | 201 = 200,
): Promise<Reply> {
  return building.execute({
    command,
    ...(call.idempotency ? { idempotency: call.idempotency } : {}),
    ...(call.unless ? { unless: call.unless } : {}),
    answer: outcome =>
      outcome.refusal ? refusalAnswer(outcome.refusal) : json(answer(outcome), status),
  });
}
