import type { Database } from 'better-sqlite3';
import type { KpisQuery } from '../../../contract/reports.ts';
import type { Language } from '../../../contract/values.ts';
import type { PackedDay } from '../../store/fact-days.ts';
import { accuracyReport, filterOf, kpisReport, myFigures } from './kpis-report.ts';
import type { PlacedOrder, ReportAnswer, ReportOrder } from '../../domain/report-orders.ts';
import { ReportRoom } from './report-room.ts';
import { groupsSheet, reportSheets, visitsSheet } from './report-sheets.ts';
import { csvOf, workbookOf } from './sheet-files.ts';
import { visitLines, visitsPage } from './visits-list.ts';

/** The answer, and the days that were packed on the way. */
export interface MadeReport {
  readonly answer: ReportAnswer;
  readonly packed: readonly PackedDay[];
}

/** What a report is about, in words: the building, or what the filter leaves of it. */
function aboutOf(room: ReportRoom, query: KpisQuery, language: Language): string {
  const { building } = room.index.setup;
  const parts = (['agency', 'service', 'queue', 'counter'] as const).flatMap(by => {
    const id = query[`${by}Id`];
    return id === undefined ? [] : (room.nameOf(by, id)?.[language] ?? id);
  });
  return [building.short, ...parts].join(', ');
}

async function fileOf(
  room: ReportRoom,
  order: Extract<ReportOrder, { kind: 'file' }>,
): Promise<Uint8Array> {
  const { query, type, language, seesOfficers } = order;
  const report = kpisReport(room, query, seesOfficers);
  if (type === 'csv') return csvOf(groupsSheet(report, language));
  return workbookOf(reportSheets(report, aboutOf(room, query, language), language));
}

async function answerOf(room: ReportRoom, order: ReportOrder): Promise<ReportAnswer> {
  if (order.kind === 'mine') {
    return { json: JSON.stringify(myFigures(room, order.query, order.staffId)) };
  }
  if (order.kind === 'pack') {
    return { json: JSON.stringify({ days: room.days.packAhead(order.daysMax) }) };
  }
  const unknown = room.unknownOf(filterOf(order.query));
  if (unknown) return unknown;
  switch (order.kind) {
    case 'kpis':
      return { json: JSON.stringify(kpisReport(room, order.query, order.seesOfficers)) };
    case 'file':
      return { bytes: await fileOf(room, order) };
    case 'visits':
      return { json: JSON.stringify(visitsPage(room, order.query)) };
    case 'lines': {
      const lines = visitLines(room, order.query, order.linesMax);
      return { bytes: csvOf(visitsSheet(room, lines, order.language)) };
    }
    case 'accuracy':
      return { json: JSON.stringify(accuracyReport(room, order.query)) };
  }
}

/** Makes a report on a database that is only read: one look, so that all of it is of one moment. */
export async function answerReport(
  database: Database,
  { order, at }: PlacedOrder,
): Promise<MadeReport> {
  database.exec('BEGIN');
  try {
    const room = new ReportRoom(database, at);
    const answer = await answerOf(room, order);
    return { answer, packed: room.days.packed };
  } finally {
    database.exec('COMMIT');
  }
}
