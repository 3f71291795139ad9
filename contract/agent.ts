import { z } from 'zod';
import { printerFaultSchema } from './printers.ts';
import { idSchema } from './values.ts';

/**
 * What a print agent and the server say to each other, in the namespace /printer. A job is named by
 * the database's epoch and its number: a database restored from a backup gives numbers again.
 */

const jobNameSchema = z.object({ epoch: idSchema, jobId: z.int().min(1) });

/** Bytes of one job: the largest slip, with a logo and a second language as pictures, has 120 kB. */
export const jobBytesMax = 524_288;

export const toAgent = {
  /** Answers `hello`, and comes again when the set-up changes. */
  welcome: z.object({
    profileId: z.string().max(40).nullable().meta({
      description: 'What its printer can do; null while no printer of the set-up is this agent’s.',
    }),
  }),
  /** Asks what became of a job that was under way when the connection broke. */
  ask: jobNameSchema,
  print: jobNameSchema.extend({
    profileId: z.string().max(40),
    bytes: z
      .base64()
      .max(Math.ceil(jobBytesMax / 3) * 4)
      .meta({
        description: 'What the printer is sent, in base64.',
      }),
  }),
};

export const fromAgent = {
  /** The first message on every connection. */
  hello: z.strictObject({
    recordId: idSchema.meta({
      description:
        'Names the record that the agent keeps of its jobs: another record knows nothing.',
    }),
  }),
  /** Answers `ask`, says that a job has come, and what became of it. */
  job: z.discriminatedUnion('state', [
    jobNameSchema.extend({ state: z.literal(['never-begun', 'under-way', 'printed']) }).strict(),
    jobNameSchema
      .extend({ state: z.enum(['not-sent', 'unknown']), fault: printerFaultSchema })
      .strict(),
  ]),
  /** How the printer is, on every change. */
  health: z.strictObject({
    status: z.discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('ready'),
        paper: z.enum(['adequate', 'near-end', 'unknown']),
      }),
      z.strictObject({ state: z.literal('fault'), fault: printerFaultSchema }),
    ]),
    paper: z.enum(['adequate', 'near-end', 'end', 'unknown']),
    cover: z.enum(['closed', 'open', 'unknown']),
    cutter: z.enum(['working', 'jammed', 'unknown']),
    head: z.enum(['working', 'hot', 'unknown']),
    isOffline: z.boolean(),
    isMute: z.boolean(),
  }),
  /** What a scanner beside the printer has read. */
  scan: z.strictObject({ text: z.string().min(1).max(500) }),
};

type Message<Schemas extends Record<string, z.ZodType>, Name extends keyof Schemas> = z.infer<
  Schemas[Name]
>;
export type ToAgent<Name extends keyof typeof toAgent> = Message<typeof toAgent, Name>;
export type FromAgent<Name extends keyof typeof fromAgent> = Message<typeof fromAgent, Name>;

export interface ServerToAgent {
  welcome: (message: ToAgent<'welcome'>) => void;
  ask: (message: ToAgent<'ask'>) => void;
  print: (message: ToAgent<'print'>) => void;
}

export interface AgentToServer {
  hello: (message: FromAgent<'hello'>) => void;
  job: (message: FromAgent<'job'>) => void;
  health: (message: FromAgent<'health'>) => void;
  scan: (message: FromAgent<'scan'>) => void;
}
