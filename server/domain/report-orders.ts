import type {
  AccuracyQuery,
  KpisQuery,
  ReportLinesQuery,
  ReportVisitsQuery,
} from '../../contract/reports.ts';
import type { Language } from '../../contract/values.ts';

/** What the building knows when a report is asked for, and the thread that makes it does not. */
export interface ReportNow {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How far facts have followed; `at` 0 where nothing is counted yet. */
  readonly counted: { readonly at: number; readonly isWhole: boolean };
}

/** Whose figures may be seen by name. */
interface Seeing {
  readonly seesOfficers: boolean;
}

export type ReportOrder =
  | ({ readonly kind: 'kpis'; readonly query: KpisQuery } & Seeing)
  | { readonly kind: 'mine'; readonly query: KpisQuery; readonly staffId: string }
  | ({
      readonly kind: 'file';
      readonly query: KpisQuery;
      readonly type: 'csv' | 'xlsx';
      readonly language: Language;
    } & Seeing)
  | { readonly kind: 'visits'; readonly query: ReportVisitsQuery }
  | {
      readonly kind: 'lines';
      readonly query: ReportLinesQuery;
      readonly language: Language;
      readonly linesMax: number;
    }
  | { readonly kind: 'accuracy'; readonly query: AccuracyQuery }
  /** No report: some days that are over are packed before anybody asks for them. */
  | { readonly kind: 'pack'; readonly daysMax: number };

export interface PlacedOrder {
  readonly databasePath: string;
  readonly order: ReportOrder;
  readonly at: ReportNow;
}

/** Ids that stand nowhere, so that whoever mistyped one is not told zeros. */
export interface UnknownId {
  readonly unknown: 'agencyId' | 'serviceId' | 'queueId' | 'counterId';
}

export type ReportAnswer =
  | { readonly json: string }
  | { readonly bytes: Uint8Array }
  | UnknownId
  | { readonly failed: string };

/** Who makes reports; too many at once are told that the building is busy. */
export interface ReportDesk {
  ask(order: ReportOrder): Promise<ReportAnswer | { readonly isBusy: true }>;
}
