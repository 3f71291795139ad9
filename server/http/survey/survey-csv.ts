import type { SurveyReport, SurveyRowOf } from '../../../contract/survey-report.ts';
import type { Language } from '../../../contract/values.ts';
import { surveyElements } from '../../domain/satisfaction.ts';
import { csvCell, guarded } from '../files/services-sheet.ts';
import { elementWords, performanceWords, surveyWord, type SurveyWord } from './survey-words.ts';

/** A row of a report, its own unit first, then agencies and services. */
interface UnitRow extends Pick<
  SurveyRowOf,
  'respondents' | 'enough' | 'index' | 'quality' | 'means'
> {
  readonly kind: 'building' | 'agency' | 'service';
  readonly id: string;
  readonly name: string;
  readonly agency: string;
}

export function unitRows(report: SurveyReport, language: Language): UnitRow[] {
  const { unit, figures } = report;
  const row = (kind: UnitRow['kind'], own: SurveyRowOf): UnitRow => ({
    ...own,
    kind,
    name: own.name[language],
    agency: own.short,
  });
  const whole: UnitRow = {
    ...figures,
    kind: unit.kind,
    id: unit.id ?? '',
    name: unit.name[language],
    agency: unit.kind === 'building' ? '' : (unit.of?.[language] ?? ''),
    means: figures.elements.map(({ mean }) => mean),
  };
  const agencies = report.agencies.map(own => row('agency', own));
  const services = report.services.map(own => row('service', own));
  return [
    whole,
    ...(unit.kind === 'building' ? agencies : []),
    ...(unit.kind === 'service' ? [] : services),
  ];
}

/** As table programs of this country open it: semicolons, a byte order mark, decimal commas. */
export function surveyCsv(report: SurveyReport, language: Language): string {
  const word = (key: SurveyWord): string => surveyWord(language, key);
  const number = (value: number | null, places: number): string => {
    if (value === null) return '';
    const fixed = value.toFixed(places);
    return language === 'id' ? fixed.replace('.', ',') : fixed;
  };
  const { from, to } = report.period;
  const head = [
    word('kind'),
    word('id'),
    word('name'),
    word('agency'),
    word('period'),
    word('until'),
    word('respondents'),
    ...surveyElements.map((element, at) => `U${at + 1} ${elementWords[element][language]}`),
    word('index'),
    word('quality'),
    word('performance'),
  ];
  const rows = unitRows(report, language).map(row => [
    word(row.kind),
    row.id,
    row.name,
    row.agency,
    from,
    lastDayOf(to),
    String(row.respondents),
    ...row.means.map(mean => number(mean, 4)),
    row.enough === 'enough' ? number(row.index, 2) : word('tooFew'),
    (row.enough === 'enough' && row.quality) || '',
    row.enough === 'enough' && row.quality ? performanceWords[row.quality][language] : '',
  ]);
  const lines = [head, ...rows].map(cells => cells.map(cell => csvCell(guarded(cell))).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** People write the last day that is of a period, not the first one after it. */
export const lastDayOf = (to: string): string =>
  new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
