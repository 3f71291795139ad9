import { z } from 'zod';
import { idSchema, instantSchema } from './values.ts';
import { deviceOrderSchema } from './devices.ts';
import { mediaNameSchema } from './displays.ts';
import { surveyScreenViewSchema } from './survey.ts';
import { deskViewSchema } from './desk-views.ts';
import { overviewSchema } from './overview.ts';
import {
  displayPatchSchema,
  displayViewSchema,
  kioskPatchSchema,
  kioskViewSchema,
  signViewSchema,
  trackViewSchema,
} from './views.ts';

/**
 * Sockets only tell; commands go through HTTP. On every connection the server sends `snapshot`,
 * then one `change` per journal entry with seq + 1. A client that sees a gap or another epoch asks
 * `resync`. `refresh` carries the same patch without a new entry (waits grow by themselves).
 * `tick` comes every 2 s; a screen that hears nothing for 5 s says that it lost the server.
 */

/** Where a stream stands. `at` is the server's time; `clockRate` is 1 but in a simulation. */
const headSchema = z.object({ epoch: idSchema, seq: z.int().min(0), at: instantSchema });

export const tickSchema = headSchema.extend({ clockRate: z.number().positive() });
export type Tick = z.infer<typeof tickSchema>;

const stream = <View extends z.ZodType, Patch extends z.ZodObject>(view: View, patch: Patch) => ({
  snapshot: tickSchema.extend({ view }),
  change: headSchema.extend({ patch: patch.optional() }),
  refresh: headSchema.extend({ patch }),
});

const whole = <View extends z.ZodType>(view: View) =>
  stream(view, z.object({ view: view.optional() }));

export const streams = {
  kiosk: stream(kioskViewSchema, kioskPatchSchema),
  display: stream(displayViewSchema, displayPatchSchema),
  /** In the namespace /display, for the sign above a counter: query `sign`. */
  sign: whole(signViewSchema),
  /** One per counter; `view` replaces the whole desk. */
  desk: whole(deskViewSchema),
  /** In the namespace /display, for the tablet at the exit: query `survey`. */
  survey: whole(surveyScreenViewSchema),
  /** In the namespace /counter, for supervisors: query `view=overview`. */
  overview: whole(overviewSchema),
  track: whole(trackViewSchema),
} as const;

export type StreamName = keyof typeof streams;
export type Snapshot<Name extends StreamName> = z.infer<(typeof streams)[Name]['snapshot']>;
export type Change<Name extends StreamName> = z.infer<(typeof streams)[Name]['change']>;

/** Said to the one display of a zone that speaks. */
export const speakSchema = z.object({
  announcementId: idSchema,
  callId: z.int(),
  url: z.string(),
  durationMs: z.int().min(0),
  volumePercent: z.int().min(0).max(100),
  startMsMax: z.int().min(0).meta({
    description: 'A sound that cannot begin within this is not played: another screen says it.',
  }),
});
export type Speak = z.infer<typeof speakSchema>;

/**
 * Said to a desk: whether this window is the one that works at the counter, or another window of it
 * was there first. Only windows that give a windowId are told.
 */
export const holdMessageSchema = z.object({ by: z.enum(['here', 'elsewhere']) });
export type HoldMessage = z.infer<typeof holdMessageSchema>;

/**
 * Said to a kiosk: what the scanner at its computer has read, as it was read. It is said once and
 * never again: a kiosk without a connection at that moment has not been told.
 */
export const scanSchema = z.object({ text: z.string().min(1).max(500) });
export type ScanMessage = z.infer<typeof scanSchema>;

/** Said to a paired screen, or to a demo building's own kiosk: what somebody asks of it from afar. */
export const orderSchema = z.object({ order: deviceOrderSchema });
export type OrderMessage = z.infer<typeof orderSchema>;

/** What a client may say. Everything else is dropped. */
export const shownSchema = z.object({ callId: z.int().min(0) });
/** The first sample of a sound is heard now. */
export const startedSchema = z.object({ announcementId: idSchema });
export const spokenSchema = z.object({ announcementId: idSchema });
export const audioSchema = z.object({ unlocked: z.boolean() });
/** A file of the media folder that this screen could not show. */
export const mediaTroubleSchema = z.object({ name: mediaNameSchema });

/** Namespace → stream and the query it takes. */
export const namespaces = {
  '/kiosk': { stream: 'kiosk', query: {} },
  '/display': {
    stream: 'display',
    query: {
      zone: 'optional zone id',
      display: 'optional id of the set-up, in a demo building',
      survey: 'optional, any value: the tablet at the exit, where visitors rate their visit',
      sign: 'optional counter id or number: the sign above it instead of a screen of the hall',
    },
  },
  '/counter': {
    stream: 'desk',
    query: {
      counterId: 'a counter of the signed-in officer',
      windowId: 'optional id of the window',
    },
  },
  '/track': { stream: 'track', query: { token: 'the token of a ticket' } },
} as const;

export interface ServerToClient<Name extends StreamName> {
  snapshot: (message: Snapshot<Name>) => void;
  change: (message: Change<Name>) => void;
  refresh: (message: Change<Name>) => void;
  tick: (message: Tick) => void;
  speak: (message: Speak) => void;
  hold: (message: HoldMessage) => void;
  scan: (message: ScanMessage) => void;
  order: (message: OrderMessage) => void;
}

export interface ClientToServer {
  resync: () => void;
  shown: (message: z.infer<typeof shownSchema>) => void;
  started: (message: z.infer<typeof startedSchema>) => void;
  spoken: (message: z.infer<typeof spokenSchema>) => void;
  audio: (message: z.infer<typeof audioSchema>) => void;
  mediaTrouble: (message: z.infer<typeof mediaTroubleSchema>) => void;
}
