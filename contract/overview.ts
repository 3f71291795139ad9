import { z } from 'zod';
import { alertListSchema } from './alerts.ts';
import { backupFaultSchema } from './backups.ts';
import { mediaFaultSchema, mediaItemsMax } from './displays.ts';
import { helpCallsSchema } from './help.ts';
import {
  counterAskSchema,
  counterAsksShownMax,
  counterMessageSchema,
  counterMessagesShownMax,
  issuingViewSchema,
} from './steering.ts';
import {
  availabilitySchema,
  counterStateSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  legStateSchema,
  textSchema,
} from './values.ts';
import { buildingViewSchema, zoneViewSchema } from './views.ts';
import { zoneScreensSchema } from './zone-screens.ts';

/** The building as a supervisor sees it. */

/** The promise of service so far today; null where nobody was called yet. */
export const servedWithinSchema = z
  .object({
    percent: z.int().min(0).max(100),
    called: z.int().min(1).meta({ description: 'How many it is a share of.' }),
  })
  .nullable()
  .meta({ id: 'ServedWithin' });
export type ServedWithin = z.infer<typeof servedWithinSchema>;

export const overviewSchema = z
  .object({
    building: buildingViewSchema,
    totals: z.object({
      issued: z.int().min(0),
      waiting: z.int().min(0),
      serving: z.int().min(0),
      done: z.int().min(0),
      noShow: z.int().min(0),
      longestWaitSeconds: z.int().min(0),
      countersOpen: z.int().min(0),
      counters: z.int().min(0),
      servedWithin: servedWithinSchema,
    }),
    queues: z.array(
      z.object({
        id: idSchema,
        series: z.string(),
        name: textSchema,
        agencyId: idSchema,
        agencyName: textSchema,
        agencyShort: z.string(),
        zoneId: idSchema,
        waiting: z.int().min(0),
        longestWaitSeconds: z.int().min(0),
        estimate: estimateSchema.nullable(),
        availability: availabilitySchema,
        counterIds: z.array(idSchema),
        servedWithin: servedWithinSchema,
        issuing: issuingViewSchema,
      }),
    ),
    counters: z.array(
      z.object({
        id: idSchema,
        number: z.int(),
        name: textSchema,
        agencyId: idSchema,
        agencyShort: z.string(),
        state: counterStateSchema,
        stateSince: instantSchema,
        openedAt: instantSchema.nullable().meta({ description: 'Null while it is closed.' }),
        freeSince: instantSchema
          .nullable()
          .meta({ description: 'Open and without a visitor since then.' }),
        servedToday: z.int().min(0),
        ticketId: idSchema.nullable(),
        label: z.string().nullable(),
        legState: legStateSchema.nullable(),
        legSince: instantSchema.nullable(),
        serviceName: textSchema.nullable(),
        /** Of the service that is under way. */
        usualMinutes: z.number().nullable(),
        pauseReason: z.string().nullable(),
        officerName: z.string().nullable(),
        /** What it serves now; `isMoved`: not what the set-up says, until the day ends. */
        queueIds: z.array(idSchema),
        isMoved: z.boolean(),
      }),
    ),
    zones: z.array(zoneViewSchema),
    printers: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        state: z.enum(['ready', 'fault']),
        fault: z.string().optional(),
        /** Since when it is in this state; null before it was first heard. */
        since: instantSchema.nullable(),
        /** Tickets its roll still gives, once it says that it is near its end. */
        ticketsLeft: z.int().min(0).nullable(),
      }),
    ),
    displays: z.int().min(0),
    screens: z.array(zoneScreensSchema),
    /** Files of the media folder that no screen shows. */
    mediaFaults: z.array(mediaFaultSchema).max(mediaItemsMax).optional(),
    /** The newest backup where it failed, until one goes well. */
    backup: z.object({ at: instantSchema, fault: backupFaultSchema }).nullable().optional(),
    /** Visitors at a kiosk who called for staff, the oldest first. */
    helpCalls: helpCallsSchema,
    alerts: alertListSchema,
    /** Counters that were asked for help today, the newest first. */
    asks: z.array(counterAskSchema).max(counterAsksShownMax),
    /** What counters were told today, the newest first. */
    counterMessages: z.array(counterMessageSchema).max(counterMessagesShownMax),
    /** The rules that the board marks by. */
    limits: z.object({
      waitAlertMinutes: z.int(),
      unservedAlertMinutes: z.int(),
      waitingAlertPeople: z.int(),
      serviceAlertPercent: z.int(),
      serviceLevelMinutes: z.int(),
      serviceLevelPercent: z.int(),
    }),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof overviewSchema>;
