import { z } from 'zod';
import { idSchema, instantSchema, languageSchema } from './values.ts';

/** Screens of the hall: how they are set up, what they play, and what a supervisor tells them. */

export const displayLayoutSchema = z.enum(['call', 'call-list', 'board', 'split']).meta({
  id: 'DisplayLayout',
  description:
    'One big call; the call and the last ones; every agency in rows; the call beside pictures. Each ' +
    'stands upright or lies by the shape of its screen.',
});
export type DisplayLayout = z.infer<typeof displayLayoutSchema>;

const running = z.string().trim().min(1).max(300);
/** Stepped through at the bottom of a screen: longer ones are cut at spaces. */
export const runningTextSchema = z
  .strictObject({ id: running, en: running })
  .meta({ id: 'RunningText', description: 'A longer text in Indonesian and English.' });
export type RunningText = z.infer<typeof runningTextSchema>;

/** Of a file in the building's own media folder: a plain name, no path, nothing hidden. */
export const mediaNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,99}\.(png|jpe?g|webp|gif|mp4|webm)$/i)
  .meta({ id: 'MediaName' });

export const mediaItemsMax = 200;
export const mediaItemSchema = z
  .object({
    name: mediaNameSchema,
    kind: z.enum(['picture', 'video']),
    url: z.string().meta({ description: 'Changes with the content of the file.' }),
  })
  .meta({ id: 'MediaItem' });
export type MediaItem = z.infer<typeof mediaItemSchema>;

/** Why a file of the media folder is not shown. */
export const mediaFaultSchema = z
  .object({
    name: z.string().max(260),
    fault: z.enum([
      'bad-name',
      'wrong-type',
      'too-large',
      'unreadable',
      'not-playable',
      'too-many',
    ]),
  })
  .meta({ id: 'MediaFault' });
export type MediaFault = z.infer<typeof mediaFaultSchema>;

const settings = z.strictObject({
  layout: displayLayoutSchema.default('call-list'),
  /** From the screen to the last seat: the sizes of all words follow from it. */
  viewingDistanceM: z.number().min(0.5).max(40).default(10),
  /** Diagonal of the picture. */
  sizeInches: z.number().min(5).max(200).default(55),
  language: languageSchema.default('id'),
  /** Files of the media folder in this order; none named: all of them, by name. */
  playlist: z.array(mediaNameSchema).max(100).default([]),
  pictureSeconds: z.int().min(3).max(600).default(12),
  /** Of the sound of videos, which is silent during calls in any case. */
  mediaVolumePercent: z.int().min(0).max(100).default(0),
});

/** A screen as the set-up names it, and the paired device that it is. */
export const displaySetupSchema = settings
  .extend({
    id: idSchema,
    name: z.string().trim().min(1).max(60),
    deviceId: idSchema.nullable().default(null),
    /** Null shows the whole building. */
    zoneId: idSchema.nullable().default(null),
    /** Whether it may speak; one of its zone does. */
    isSpeaker: z.boolean().default(true),
    /** A small screen above this counter instead of one of the hall. */
    counterId: idSchema.nullable().default(null),
    /** Where the counter is from there. */
    arrow: z.enum(['left', 'right', 'up', 'down', 'none']).default('down'),
  })
  .meta({ id: 'DisplaySetup' });
export type DisplaySetup = z.infer<typeof displaySetupSchema>;

/** What a screen of the set-up is told of itself. */
export const displaySettingsSchema = displaySetupSchema
  .omit({ deviceId: true, zoneId: true })
  .meta({ id: 'DisplaySettings' });
export type DisplaySettings = z.infer<typeof displaySettingsSchema>;

// ---- what a supervisor tells the hall

export const screenMessagesMax = 5;

export const screenMessageSchema = z
  .object({
    id: idSchema,
    text: runningTextSchema,
    /** Empty: every screen. */
    zoneIds: z.array(idSchema),
    until: instantSchema,
  })
  .meta({ id: 'ScreenMessage' });
export type ScreenMessage = z.infer<typeof screenMessageSchema>;

export const tellScreensSchema = z
  .strictObject({
    text: runningTextSchema,
    zoneIds: z.array(idSchema).min(1).max(20).optional().meta({
      description: 'On the screens of these zones; absent: everywhere.',
    }),
    until: instantSchema.meta({ description: 'The end of the business day at the latest.' }),
  })
  .meta({ id: 'TellScreens' });

export const screenMessageAnswerSchema = z
  .object({ message: screenMessageSchema })
  .meta({ id: 'ScreenMessageAnswer' });

export const screenMessagesSchema = z
  .object({ messages: z.array(screenMessageSchema).max(screenMessagesMax) })
  .meta({ id: 'ScreenMessages' });

export const mediaListSchema = z
  .object({
    items: z.array(mediaItemSchema).max(mediaItemsMax),
    faults: z.array(mediaFaultSchema).max(mediaItemsMax),
  })
  .meta({ id: 'MediaList', description: 'What lies in the media folder, and what is not shown.' });

/** A supervisor tells the screens of some zones something, or ends it before its time. */
export type ScreenCommand =
  | {
      readonly type: 'tell-screens';
      /** Made by the edge: unguessable, never reused. */
      readonly messageId: string;
      readonly text: RunningText;
      readonly zoneIds: readonly string[];
      readonly until: number;
    }
  | { readonly type: 'end-screen-message'; readonly messageId: string };

export type ScreenEventBody =
  | {
      readonly type: 'screens-told';
      readonly data: {
        readonly messageId: string;
        readonly text: RunningText;
        readonly zoneIds: readonly string[];
        readonly until: number;
      };
    }
  | { readonly type: 'screen-message-ended'; readonly data: { readonly messageId: string } };
