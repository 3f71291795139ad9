import { z } from 'zod';
import {
  displaySettingsSchema,
  mediaItemSchema,
  mediaItemsMax,
  runningTextSchema,
  screenMessageSchema,
  screenMessagesMax,
} from './displays.ts';
import { kioskSetupSchema } from './printers.ts';
import {
  availabilitySchema,
  clothSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  legStateSchema,
  printStateSchema,
  textSchema,
  zoneColourSchema,
} from './values.ts';

/** What the screens are told: one view per audience, made by the server, shown as it is. */

export const zoneViewSchema = z
  .object({
    id: idSchema,
    word: textSchema,
    floor: textSchema,
    colour: zoneColourSchema,
    cloth: clothSchema,
  })
  .meta({ id: 'ZoneView' });
export type ZoneView = z.infer<typeof zoneViewSchema>;

export const buildingViewSchema = z
  .object({
    line1: z.string(),
    line2: z.string(),
    short: z.string(),
    timeZone: z.string(),
    /** WIB, WITA or WIT. */
    zoneName: z.string(),
    contact: z.string().meta({ description: 'Who helps staff that cannot sign in.' }),
    demo: z.boolean(),
    languages: z.array(languageSchema),
    /** Today's opening in local time; null where the building is closed today or never closes. */
    today: z.object({ opens: z.string(), closes: z.string(), lastTicket: z.string() }).nullable(),
    alwaysOpen: z.boolean(),
  })
  .meta({ id: 'BuildingView' });
export type BuildingView = z.infer<typeof buildingViewSchema>;

// ---- kiosk

export const serviceViewSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: textSchema,
    queueId: idSchema,
    /** Numbers of the counters that may call for it, e.g. "1–3". */
    counters: z.string(),
    availability: availabilitySchema,
    waiting: z.int().min(0),
    estimate: estimateSchema.nullable(),
    requirements: z.array(textSchema),
    synonyms: z.array(z.string()),
    bookable: z.boolean(),
  })
  .meta({ id: 'ServiceView' });
export type ServiceView = z.infer<typeof serviceViewSchema>;

export const agencyViewSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: textSchema,
    short: z.string(),
    icon: z.string(),
    zoneId: idSchema,
    /** Numbers of its counters, e.g. "1–6". */
    counters: z.string(),
    availability: availabilitySchema,
    waiting: z.int().min(0),
    estimate: estimateSchema.nullable(),
    services: z.array(serviceViewSchema),
  })
  .meta({ id: 'AgencyView' });
export type AgencyView = z.infer<typeof agencyViewSchema>;

export const catalogueSchema = z
  .object({ agencies: z.array(agencyViewSchema) })
  .meta({ id: 'Catalogue' });
export type Catalogue = z.infer<typeof catalogueSchema>;

export const printerViewSchema = z
  .object({ state: z.enum(['ready', 'fault', 'none']), fault: z.string().optional() })
  .meta({ id: 'PrinterView' });
export type PrinterView = z.infer<typeof printerViewSchema>;

/** How a kiosk is set up. */
export const kioskSettingsSchema = kioskSetupSchema
  .omit({ name: true, place: true, printerIds: true, scannerDeviceId: true })
  .extend({
    /** Null for a kiosk that is not of the set-up. */
    id: idSchema.nullable(),
    longWaitMinutes: z.int(),
    earlyMinutes: z.int(),
  })
  .meta({ id: 'KioskSettings' });
export type KioskSettings = z.infer<typeof kioskSettingsSchema>;

/** A kiosk that prints now, for a visitor whose own one does not. */
export const otherKioskSchema = z.object({ id: idSchema, name: z.string(), place: z.string() });
export type OtherKiosk = z.infer<typeof otherKioskSchema>;

export const kioskViewSchema = z.object({
  building: buildingViewSchema,
  deviceName: z.string(),
  kiosk: kioskSettingsSchema,
  zones: z.array(zoneViewSchema),
  agencies: z.array(agencyViewSchema),
  printer: printerViewSchema,
  /** At most three, in the order of the set-up. */
  others: z.array(otherKioskSchema),
  /** Ids of the services most chosen today, or the first ones of a new day. At most three. */
  popular: z.array(idSchema),
});
export type KioskView = z.infer<typeof kioskViewSchema>;

/** What is known of a number's paper, and of the number itself. */
export const paperToldSchema = z
  .object({
    /** The first job of the number, whatever was printed of it later. */
    jobId: z.int(),
    state: printStateSchema,
    /** Why there is no paper, or none that is proven. */
    fault: z.string().optional(),
    /** Whether its visitor is known to have it: noted, on a phone, or ended because nobody had it. */
    number: z.enum(['open', 'noted', 'phone', 'cancelled']),
    /** When a number that nobody has ends; null where it does not. */
    keptUntil: instantSchema.nullable(),
    /** Whose slot the paper comes from; `isOther`: not the kiosk's first printer. */
    printer: z.object({ name: z.string(), isOther: z.boolean() }).nullable(),
  })
  .meta({ id: 'PaperTold' });
export type PaperTold = z.infer<typeof paperToldSchema>;

/**
 * Every field that is there replaces the rows with the same id. With `building` the set-up or the day
 * has changed: then `agencies` are all that there are.
 */
export const kioskPatchSchema = z.object({
  building: buildingViewSchema.optional(),
  deviceName: z.string().optional(),
  zones: z.array(zoneViewSchema).optional(),
  kiosk: kioskSettingsSchema.optional(),
  agencies: z.array(agencyViewSchema).optional(),
  printer: printerViewSchema.optional(),
  others: z.array(otherKioskSchema).optional(),
  popular: z.array(idSchema).optional(),
  print: paperToldSchema.optional(),
});
export type KioskPatch = z.infer<typeof kioskPatchSchema>;

// ---- display

export const displayCallSchema = z
  .object({
    /** The journal's seq of the call: a recall is a call of its own. */
    callId: z.int(),
    ticketId: idSchema,
    label: z.string(),
    counterId: idSchema,
    counterNumber: z.int(),
    counterName: textSchema,
    agencyShort: z.string(),
    zoneId: idSchema,
    calledAt: instantSchema,
    calls: z.int().min(1),
  })
  .meta({ id: 'DisplayCall' });
export type DisplayCall = z.infer<typeof displayCallSchema>;

export const displayRowSchema = z
  .object({
    agencyId: idSchema,
    short: z.string(),
    zoneId: idSchema,
    /** The newest call of the agency that is still called or being served. */
    called: z.object({ label: z.string(), counterNumber: z.int() }).nullable(),
    /** At most two labels, in the order they will be called as things stand. */
    next: z.array(z.string()).max(2),
    /** Its queues that somebody waits in, and at most three labels of each in calling order. */
    queues: z.array(
      z.object({ series: z.string(), next: z.array(z.string()).max(3), waiting: z.int().min(1) }),
    ),
    waiting: z.int().min(0),
    estimate: estimateSchema.nullable(),
    availability: availabilitySchema,
  })
  .meta({ id: 'DisplayRow' });
export type DisplayRow = z.infer<typeof displayRowSchema>;

/** What a hall says of its hours. Null where the building does not open, or never closes. */
export const hallHoursSchema = z
  .object({
    opensAt: instantSchema.nullable(),
    lastTicketAt: instantSchema.nullable(),
    closesAt: instantSchema.nullable(),
    /** The next opening on a later day. */
    reopensAt: instantSchema.nullable(),
    holidayToday: textSchema.nullable(),
    holidayTomorrow: textSchema.nullable(),
  })
  .meta({ id: 'HallHours' });
export type HallHours = z.infer<typeof hallHoursSchema>;

const screenMessagesOfView = z
  .array(screenMessageSchema.omit({ zoneIds: true }))
  .max(screenMessagesMax);
const mediaOfView = z.array(mediaItemSchema).max(mediaItemsMax);

export const displayViewSchema = z.object({
  building: buildingViewSchema,
  zones: z.array(zoneViewSchema),
  /** How this screen is set up; null for one that is not of the set-up. */
  display: displaySettingsSchema.nullable(),
  /** The zone this screen belongs to; null shows the whole building. */
  zoneId: idSchema.nullable(),
  rows: z.array(displayRowSchema),
  /** Newest first, at most eight; only calls of this business day. */
  calls: z.array(displayCallSchema).max(8),
  sentences: z.array(runningTextSchema),
  hours: hallHoursSchema,
  /** What a supervisor tells this zone now, the newest first. */
  messages: screenMessagesOfView,
  /** What lies in the media folder. */
  media: mediaOfView,
});
export type DisplayView = z.infer<typeof displayViewSchema>;

export const displayPatchSchema = z.object({
  rows: z.array(displayRowSchema).optional(),
  call: displayCallSchema.optional(),
  /** Calls that stand no more: taken back, put back in the line, or set aside. */
  withdrawn: z.array(z.int()).max(50).optional(),
  /** With `withdrawn`: the list as it stands without them. */
  calls: z.array(displayCallSchema).max(8).optional(),
  messages: screenMessagesOfView.optional(),
  media: mediaOfView.optional(),
  /** Sent when sentences, hours or zones were set up anew, or a new business day began. */
  view: displayViewSchema.optional(),
});
export type DisplayPatch = z.infer<typeof displayPatchSchema>;

// ---- a sign above a counter

export const signViewSchema = z
  .object({
    building: buildingViewSchema,
    /** Null where the building has no such counter. */
    counter: z
      .object({
        id: idSchema,
        number: z.int(),
        name: textSchema,
        agencyShort: z.string(),
        zone: zoneViewSchema.nullable(),
        state: z.enum(['called', 'serving', 'free', 'paused', 'closed']),
        label: z.string().nullable(),
        /** Grows with every call, so that a repeated one draws the eye again. */
        callId: z.int().nullable(),
        calledAt: instantSchema.nullable(),
        arrow: z.enum(['left', 'right', 'up', 'down', 'none']),
      })
      .nullable(),
  })
  .meta({ id: 'SignView' });
export type SignView = z.infer<typeof signViewSchema>;

// ---- a visitor's phone

export const trackLegSchema = z.object({
  serviceId: idSchema,
  serviceName: textSchema,
  agencyShort: z.string(),
  state: legStateSchema,
  ahead: z.int().min(0).nullable(),
  estimate: estimateSchema.nullable(),
  zone: zoneViewSchema,
  /** Numbers of the counters that may call, e.g. "1–3". */
  counters: z.string(),
  counterName: textSchema.nullable(),
  calledAt: instantSchema.nullable(),
  calls: z.int().min(0),
  /** Asked for more time: back in the line by itself then. */
  backAt: instantSchema.nullable(),
  requirements: z.array(textSchema),
});
export type TrackLeg = z.infer<typeof trackLegSchema>;

export const trackViewSchema = z
  .object({
    /** The building's own time: a phone's clock may be wrong. */
    at: instantSchema,
    building: buildingViewSchema,
    label: z.string(),
    businessDate: z.string(),
    issuedAt: instantSchema,
    language: languageSchema,
    legs: z.array(trackLegSchema),
    /** More time for somebody who waits: whether it can be asked for now, and for how long. */
    delay: z.object({ minutes: z.int(), left: z.int().min(0), allowed: z.boolean() }),
    /** The booked time; null without a booking. */
    bookedFor: instantSchema.nullable(),
  })
  .meta({ id: 'TrackView' });
export type TrackView = z.infer<typeof trackViewSchema>;
