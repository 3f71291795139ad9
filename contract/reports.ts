import { z } from 'zod';
import { queryInt } from './http.ts';
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  legStateSchema,
  textSchema,
  visitClassSchema,
} from './values.ts';

/**
 * Reports: what is counted of days that were. Every figure is of legs (one wait and one service) and
 * of periods that begin with the day `from` and end before the day `to`.
 */

/** Ten years and their leap days. */
export const reportDaysMax = 3_653;
/** Visits of one page of the list behind a number, and how far it may be leafed through. */
export const reportVisitsMax = 200;
export const reportOffsetMax = 1_000_000;
/** Lines of the list as one file. */
export const reportLinesMax = 100_000;
/** Groups of one report: ten years of days. */
const groupsMax = reportDaysMax;

export const reportGroupingSchema = z
  .enum([
    'agency',
    'service',
    'queue',
    'counter',
    'officer',
    'hour',
    'class',
    'day',
    'week',
    'month',
    'year',
  ])
  .meta({ id: 'ReportGrouping', description: 'hour: in which the leg joined its line.' });
export type ReportGrouping = z.infer<typeof reportGroupingSchema>;

const periodQuery = {
  from: businessDateSchema,
  to: businessDateSchema.meta({ description: 'The first day that is no part of it any more.' }),
};

const filterQuery = {
  agencyId: idSchema.optional(),
  serviceId: idSchema.optional(),
  queueId: idSchema.optional(),
  counterId: idSchema.optional(),
  class: visitClassSchema.optional(),
};

export const kpisQuerySchema = z.strictObject({
  ...periodQuery,
  compareFrom: businessDateSchema
    .optional()
    .meta({ description: 'The other period, given whole or not at all.' }),
  compareTo: businessDateSchema.optional(),
  by: reportGroupingSchema.default('agency'),
  ...filterQuery,
});
export type KpisQuery = z.infer<typeof kpisQuerySchema>;

export const reportFileQuerySchema = kpisQuerySchema.extend({
  language: z.enum(['id', 'en']).default('id'),
});
export type ReportFileQuery = z.infer<typeof reportFileQuerySchema>;

/** Which legs a number of the report stands for. */
export const reportMeasureSchema = z
  .enum([
    'issued',
    'served',
    'waited',
    'within-level',
    'beyond-level',
    'called',
    'no-show',
    'abandoned',
    'waiting',
    'quoted',
    'beyond-quote',
    'late-slot',
    'faulty',
  ])
  .meta({ id: 'ReportMeasure' });
export type ReportMeasure = z.infer<typeof reportMeasureSchema>;

const visitsQuery = {
  ...periodQuery,
  ...filterQuery,
  hour: queryInt(0, 23).optional(),
  measure: reportMeasureSchema.default('issued'),
  order: z.enum(['time', 'wait', 'service']).default('time').meta({
    description: 'time: as they joined; wait, service: the longest first.',
  }),
};

export const reportVisitsQuerySchema = z.strictObject({
  ...visitsQuery,
  offset: queryInt(0, reportOffsetMax).default(0),
  limit: queryInt(1, reportVisitsMax).default(50),
});
export type ReportVisitsQuery = z.infer<typeof reportVisitsQuerySchema>;

export const reportLinesQuerySchema = z.strictObject(visitsQuery);
export type ReportLinesQuery = z.infer<typeof reportLinesQuerySchema>;

export const accuracyQuerySchema = z.strictObject({ ...periodQuery, ...filterQuery });
export type AccuracyQuery = z.infer<typeof accuracyQuerySchema>;

export const myFiguresQuerySchema = z.strictObject(periodQuery);
export type MyFiguresQuery = z.infer<typeof myFiguresQuerySchema>;

/** Minutes to two decimals; null where nothing was measured. */
const minutesSchema = z.number().nullable();
/** A share of one, to four decimals; null of nothing. */
const shareSchema = z.number().min(0).nullable();
const countSchema = z.int().min(0);

export const reportSpreadSchema = z
  .object({
    n: countSchema,
    mean: minutesSchema,
    median: minutesSchema,
    p90: minutesSchema,
  })
  .meta({
    id: 'ReportSpread',
    description:
      'Minutes. Median and P90 lie between neighbours in proportion, as MEDIAN and PERCENTILE.INC ' +
      'of a spreadsheet.',
  });
export type ReportSpread = z.infer<typeof reportSpreadSchema>;

export const quoteAccuracySchema = z
  .object({
    n: countSchema.meta({ description: 'Legs that were told a wait and then waited.' }),
    mae: minutesSchema.meta({ description: 'Mean of |wait − P50|, minutes.' }),
    bias: minutesSchema.meta({ description: 'Mean of wait − P50: above 0, people waited longer.' }),
    coverage90: shareSchema.meta({ description: 'Share of waits that were not over P90.' }),
  })
  .meta({ id: 'QuoteAccuracy' });
export type QuoteAccuracy = z.infer<typeof quoteAccuracySchema>;

export const counterTimeSchema = z
  .object({
    scheduled: z.number().min(0),
    open: z.number().min(0).meta({ description: 'Pauses included.' }),
    paused: z.number().min(0),
    handle: z.number().min(0),
    idle: z.number().min(0).meta({ description: 'open − paused − handle, at least 0.' }),
    occupancy: shareSchema.meta({ description: 'handle / (open − paused)' }),
    adherence: shareSchema.meta({ description: 'open / scheduled' }),
  })
  .meta({ id: 'CounterTime', description: 'Time of counters, in minutes.' });
export type CounterTime = z.infer<typeof counterTimeSchema>;

export const kpisSchema = z
  .object({
    visits: countSchema.meta({ description: 'Numbers: a visit may have several legs.' }),
    issued: countSchema.meta({ description: 'Legs that joined a line.' }),
    called: countSchema.meta({ description: 'Of them called at least once.' }),
    served: countSchema,
    noShows: countSchema.meta({ description: 'Called, and in the end not there.' }),
    abandoned: countSchema.meta({ description: 'Left before a call.' }),
    leftAfterCall: countSchema,
    waiting: countSchema.meta({ description: 'Still in a line, set aside or at a counter.' }),
    faulty: countSchema.meta({
      description:
        'Legs with a time that cannot be, or that nobody ended: no time of theirs counts.',
    }),
    wait: reportSpreadSchema,
    gap: reportSpreadSchema.meta({ description: 'From the call to the beginning of the service.' }),
    service: reportSpreadSchema,
    handle: reportSpreadSchema,
    slotLateness: reportSpreadSchema.meta({ description: 'Of bookings that were served.' }),
    serviceLevel: shareSchema.meta({ description: 'Called within the minutes promised.' }),
    serviceLevelOf: countSchema,
    noShowRate: shareSchema.meta({ description: 'Of those who were called.' }),
    noShowRateOfIssued: shareSchema,
    abandonRate: shareSchema,
    quote: quoteAccuracySchema,
    counters: counterTimeSchema.nullable().meta({
      description: 'Null where the time of a counter cannot be divided: by class, service, queue.',
    }),
  })
  .meta({ id: 'Kpis' });
export type Kpis = z.infer<typeof kpisSchema>;

export const reportGroupSchema = z
  .object({
    key: z.string().max(64).meta({
      description: 'An id, a class, an hour (08), a day, a week (2026-W42), a month or a year.',
    }),
    name: z.union([textSchema, z.string()]).nullable().meta({
      description: 'Null where the key says it, or where a name is not for whoever asks.',
    }),
    from: businessDateSchema.nullable().meta({ description: 'Of a day, week, month or year.' }),
    kpis: kpisSchema,
    before: kpisSchema.nullable().meta({ description: 'The same group in the other period.' }),
  })
  .meta({ id: 'ReportGroup' });
export type ReportGroup = z.infer<typeof reportGroupSchema>;

const hourSchema = z.int().min(0).max(23);

export const reportHourSchema = z
  .object({
    hour: hourSchema,
    issued: countSchema,
    served: countSchema,
    wait: reportSpreadSchema,
    serviceLevel: shareSchema,
    countersOpen: z.number().min(0).nullable().meta({
      description: 'Open and not paused on the average of the days with a report.',
    }),
  })
  .meta({ id: 'ReportHour', description: 'Of the legs that joined in this hour.' });
export type ReportHour = z.infer<typeof reportHourSchema>;

export const reportDaySchema = z
  .object({
    date: businessDateSchema,
    visits: countSchema,
    issued: countSchema,
    served: countSchema,
    noShows: countSchema,
    abandoned: countSchema,
    wait: reportSpreadSchema,
    service: reportSpreadSchema,
    serviceLevel: shareSchema,
  })
  .meta({ id: 'ReportDay' });
export type ReportDay = z.infer<typeof reportDaySchema>;

export const countedUntilSchema = z
  .object({
    at: instantSchema.nullable().meta({ description: 'Null: nothing is counted yet.' }),
    isWhole: z.boolean().meta({ description: 'False while an older journal is still read.' }),
  })
  .meta({ id: 'CountedUntil' });
export type CountedUntil = z.infer<typeof countedUntilSchema>;

const periodSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  days: countSchema.meta({ description: 'Business days on which a number was given.' }),
  counters: countSchema.meta({ description: 'Counters that were open.' }),
});

export const kpisReportSchema = z
  .object({
    period: periodSchema,
    comparedWith: periodSchema.nullable(),
    by: reportGroupingSchema,
    counted: countedUntilSchema,
    target: z.object({ minutes: z.int(), percent: z.int() }),
    totals: kpisSchema,
    before: kpisSchema.nullable(),
    groups: z.array(reportGroupSchema).max(groupsMax),
    hours: z.array(reportHourSchema).max(24),
    days: z.array(reportDaySchema).max(reportDaysMax),
  })
  .meta({ id: 'KpisReport' });
export type KpisReport = z.infer<typeof kpisReportSchema>;

export const reportVisitSchema = z
  .object({
    visitId: idSchema,
    legId: idSchema,
    label: z.string(),
    businessDate: businessDateSchema,
    class: visitClassSchema,
    serviceId: idSchema,
    queueId: idSchema,
    counterId: idSchema.nullable(),
    state: legStateSchema,
    outcome: z.string().nullable(),
    enqueuedAt: instantSchema,
    calledAt: instantSchema.nullable(),
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    slotAt: instantSchema.nullable().meta({ description: 'The booked time.' }),
    calls: countSchema,
    wait: minutesSchema,
    service: minutesSchema,
    quote: z.object({ p50: z.number(), p90: z.number() }).nullable(),
    isFaulty: z.boolean(),
  })
  .meta({ id: 'ReportVisit' });
export type ReportVisit = z.infer<typeof reportVisitSchema>;

export const reportVisitsSchema = z
  .object({
    counted: countedUntilSchema,
    count: countSchema.meta({ description: 'Of all pages.' }),
    visits: z.array(reportVisitSchema).max(reportVisitsMax),
  })
  .meta({ id: 'ReportVisits' });
export type ReportVisits = z.infer<typeof reportVisitsSchema>;

export const accuracyReportSchema = z
  .object({
    period: periodSchema,
    counted: countedUntilSchema,
    totals: quoteAccuracySchema,
    queues: z
      .array(
        z.object({
          queueId: idSchema,
          name: textSchema.nullable(),
          totals: quoteAccuracySchema,
          hours: z.array(z.object({ hour: hourSchema, accuracy: quoteAccuracySchema })).max(24),
        }),
      )
      .max(1_000),
    hours: z.array(z.object({ hour: hourSchema, accuracy: quoteAccuracySchema })).max(24),
    days: z
      .array(z.object({ date: businessDateSchema, accuracy: quoteAccuracySchema }))
      .max(reportDaysMax),
  })
  .meta({ id: 'AccuracyReport' });
export type AccuracyReport = z.infer<typeof accuracyReportSchema>;

/** An officer's own figures. */
export const myFiguresSchema = z
  .object({ period: periodSchema, counted: countedUntilSchema, totals: kpisSchema })
  .meta({ id: 'MyFigures' });
export type MyFigures = z.infer<typeof myFiguresSchema>;

/** Reports that were written by themselves into a folder. */
export const exportNameSchema = z
  .string()
  .regex(/^laporan-\d{4}-\d{2}(-\d{2})?\.(xlsx|csv)$/)
  .meta({ description: 'laporan-2026-11-23.xlsx of a day, laporan-2026-10.csv of a month.' });

export const reportExportsSchema = z
  .object({
    isOn: z.boolean(),
    isElsewhere: z.boolean().meta({ description: 'REPORTS_DIR names another folder.' }),
    last: z
      .object({
        at: instantSchema,
        fault: z.enum(['not-writable', 'disk-full', 'failed']).nullable(),
      })
      .nullable(),
    files: z
      .array(z.object({ name: exportNameSchema, bytes: countSchema, writtenAt: instantSchema }))
      .max(2_000)
      .meta({ description: 'The newest first.' }),
  })
  .meta({ id: 'ReportExports' });
export type ReportExports = z.infer<typeof reportExportsSchema>;
