import type { Kpis, KpisReport, ReportGroup, ReportVisit } from '../../../contract/reports.ts';
import type { Language } from '../../../contract/values.ts';
import type { ReportRoom } from './report-room.ts';
import { reportWords, type ReportWord, type ReportWords } from './report-words.ts';

export type SheetCell = string | number | null;

/** How the numbers of a column are written. */
export type SheetFormat = 'text' | 'count' | 'minutes' | 'share';

/** One table of a file. */
export interface ReportSheet {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly format: SheetFormat }[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Where rows are of different kinds: the format of each. */
  readonly rowFormats?: readonly SheetFormat[];
}

interface Figure {
  readonly word: ReportWord;
  readonly format: SheetFormat;
  readonly of: (kpis: Kpis) => number | null;
}

const spread = (name: 'wait' | 'gap' | 'service' | 'handle'): Figure[] =>
  (['mean', 'median', 'p90'] as const).map(part => ({
    word: `${name}.${part}` as const,
    format: 'minutes',
    of: kpis => kpis[name][part],
  }));

const figures: readonly Figure[] = [
  { word: 'visitsCount', format: 'count', of: kpis => kpis.visits },
  { word: 'issued', format: 'count', of: kpis => kpis.issued },
  { word: 'called', format: 'count', of: kpis => kpis.called },
  { word: 'served', format: 'count', of: kpis => kpis.served },
  { word: 'noShows', format: 'count', of: kpis => kpis.noShows },
  { word: 'abandoned', format: 'count', of: kpis => kpis.abandoned },
  { word: 'leftAfterCall', format: 'count', of: kpis => kpis.leftAfterCall },
  { word: 'waiting', format: 'count', of: kpis => kpis.waiting },
  { word: 'faulty', format: 'count', of: kpis => kpis.faulty },
  ...spread('wait'),
  ...spread('gap'),
  ...spread('service'),
  ...spread('handle'),
  { word: 'late.mean', format: 'minutes', of: kpis => kpis.slotLateness.mean },
  { word: 'late.p90', format: 'minutes', of: kpis => kpis.slotLateness.p90 },
  { word: 'serviceLevel', format: 'share', of: kpis => kpis.serviceLevel },
  { word: 'noShowRate', format: 'share', of: kpis => kpis.noShowRate },
  { word: 'noShowRateOfIssued', format: 'share', of: kpis => kpis.noShowRateOfIssued },
  { word: 'abandonRate', format: 'share', of: kpis => kpis.abandonRate },
  { word: 'occupancy', format: 'share', of: kpis => kpis.counters?.occupancy ?? null },
  { word: 'adherence', format: 'share', of: kpis => kpis.counters?.adherence ?? null },
  { word: 'open', format: 'minutes', of: kpis => kpis.counters?.open ?? null },
  { word: 'paused', format: 'minutes', of: kpis => kpis.counters?.paused ?? null },
  { word: 'idle', format: 'minutes', of: kpis => kpis.counters?.idle ?? null },
  { word: 'scheduled', format: 'minutes', of: kpis => kpis.counters?.scheduled ?? null },
  { word: 'quoteMae', format: 'minutes', of: kpis => kpis.quote.mae },
  { word: 'quoteBias', format: 'minutes', of: kpis => kpis.quote.bias },
  { word: 'coverage', format: 'share', of: kpis => kpis.quote.coverage90 },
];

const text = (title: string) => ({ title, format: 'text' as const });

function groupName(word: ReportWords, by: string, group: ReportGroup, language: Language): string {
  const { name, key } = group;
  if (typeof name === 'string') return name;
  if (name) return name[language];
  if (by === 'hour') return `${key}.00`;
  const named = `${by}:${key}` as ReportWord;
  return named in word ? word[named] : key;
}

const lastDayOf = (to: string): string =>
  new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function summary(report: KpisReport, word: ReportWords, about: string): ReportSheet {
  const { period, comparedWith, counted, target, totals, before } = report;
  const stretch = (row: { from: string; to: string }): string =>
    `${row.from} ${word.until} ${lastDayOf(row.to)}`;
  const until = `${counted.at ?? '–'}${counted.isWhole ? '' : ` (${word.partly})`}`;
  const promised = word.promised
    .replace('{percent}', String(target.percent))
    .replace('{minutes}', String(target.minutes));
  const heads: [string, SheetCell][] = [
    [word.report, about],
    [word.period, stretch(period)],
    ...(comparedWith ? [[word.comparedWith, stretch(comparedWith)] as [string, string]] : []),
    [word.counted, until],
    [word.promise, promised],
  ];
  const rows = figures.map(({ word: name, of }): SheetCell[] => [
    word[name],
    of(totals),
    ...(before ? [of(before)] : []),
  ]);
  const columns = [text(word.figure), text(word.value), ...(before ? [text(word.before)] : [])];
  return {
    name: word.summary,
    columns,
    rows: [...heads.map(head => (before ? [...head, null] : head)), ...rows],
    rowFormats: [...heads.map(() => 'text' as const), ...figures.map(({ format }) => format)],
  };
}

function groups(report: KpisReport, word: ReportWords, language: Language): ReportSheet {
  const { by } = report;
  const rowOf = (name: string, kpis: Kpis): SheetCell[] => [
    name,
    ...figures.map(row => row.of(kpis)),
  ];
  return {
    name: word[`by:${by}`],
    columns: [
      text(word[`by:${by}`]),
      ...figures.map(({ word: name, format }) => ({ title: word[name], format })),
    ],
    rows: [
      ...report.groups.map(group => rowOf(groupName(word, by, group, language), group.kpis)),
      rowOf(word.all, report.totals),
    ],
  };
}

function days(report: KpisReport, word: ReportWords): ReportSheet {
  const count = (name: ReportWord) => ({ title: word[name], format: 'count' as const });
  const minutes = (name: ReportWord) => ({ title: word[name], format: 'minutes' as const });
  return {
    name: word.days,
    columns: [
      text(word.date),
      ...(['visitsCount', 'issued', 'served', 'noShows', 'abandoned'] as const).map(count),
      ...(['wait.mean', 'wait.median', 'wait.p90'] as const).map(minutes),
      ...(['service.mean', 'service.median', 'service.p90'] as const).map(minutes),
      { title: word.serviceLevel, format: 'share' },
    ],
    rows: report.days.map(row => [
      row.date,
      row.visits,
      row.issued,
      row.served,
      row.noShows,
      row.abandoned,
      row.wait.mean,
      row.wait.median,
      row.wait.p90,
      row.service.mean,
      row.service.median,
      row.service.p90,
      row.serviceLevel,
    ]),
  };
}

function hours(report: KpisReport, word: ReportWords): ReportSheet {
  const column = (name: ReportWord, format: SheetFormat) => ({ title: word[name], format });
  return {
    name: word.hours,
    columns: [
      text(word.hour),
      column('issued', 'count'),
      column('served', 'count'),
      column('wait.mean', 'minutes'),
      column('wait.median', 'minutes'),
      column('wait.p90', 'minutes'),
      column('serviceLevel', 'share'),
      column('countersOpen', 'minutes'),
    ],
    rows: report.hours.map(row => [
      `${String(row.hour).padStart(2, '0')}.00`,
      row.issued,
      row.served,
      row.wait.mean,
      row.wait.median,
      row.wait.p90,
      row.serviceLevel,
      row.countersOpen,
    ]),
  };
}

/** A report as tables: in one, by group, by day, by hour. */
export function reportSheets(
  report: KpisReport,
  about: string,
  language: Language,
): readonly ReportSheet[] {
  const word = reportWords(language);
  const byDay = report.by === 'day' ? [] : [days(report, word)];
  const byHour = report.by === 'hour' ? [] : [hours(report, word)];
  return [summary(report, word, about), groups(report, word, language), ...byDay, ...byHour];
}

/** The one table of a report that a file of plain text holds. */
export const groupsSheet = (report: KpisReport, language: Language): ReportSheet =>
  groups(report, reportWords(language), language);

/** The list behind a number. */
export function visitsSheet(
  room: ReportRoom,
  visits: readonly ReportVisit[],
  language: Language,
): ReportSheet {
  const word = reportWords(language);
  const { services, queues, counters } = room.index;
  const wordOf = (kind: string, value: string | null): string => {
    const name = `${kind}:${value}` as ReportWord;
    return value === null ? '' : name in word ? word[name] : value;
  };
  const timeOf = (instant: string | null): string =>
    instant === null ? '' : instant.slice(0, 19).replace('T', ' ');
  const titles = [
    'label',
    'date',
    'service',
    'queue',
    'counter',
    'class',
    'state',
    'outcome',
    'enqueued',
    'calledAt',
    'started',
    'ended',
    'slot',
  ] as const;
  return {
    name: word.visits,
    columns: [
      ...titles.map(name => text(word[name])),
      { title: word.calls, format: 'count' },
      { title: word.waitMinutes, format: 'minutes' },
      { title: word.serviceMinutes, format: 'minutes' },
    ],
    rows: visits.map(row => [
      row.label,
      row.businessDate,
      services.get(row.serviceId)?.name[language] ?? row.serviceId,
      queues.get(row.queueId)?.name[language] ?? row.queueId,
      counters.get(row.counterId ?? '')?.name[language] ?? row.counterId ?? '',
      wordOf('class', row.class),
      wordOf('state', row.state),
      wordOf('outcome', row.outcome),
      timeOf(row.enqueuedAt),
      timeOf(row.calledAt),
      timeOf(row.startedAt),
      timeOf(row.endedAt),
      timeOf(row.slotAt),
      row.calls,
      row.wait,
      row.service,
    ]),
  };
}
