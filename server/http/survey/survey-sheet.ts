import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node';
import type { SurveyComment } from '../../../contract/survey-comments.ts';
import type { SurveyReport } from '../../../contract/survey-report.ts';
import type { Language } from '../../../contract/values.ts';
import { surveyElements } from '../../domain/satisfaction.ts';
import { lastDayOf, unitRows } from './survey-csv.ts';
import {
  elementWords,
  performanceWords,
  profileWord,
  surveyWord,
  trendWords,
  type SurveyWord,
} from './survey-words.ts';

type Cell = Row[number];

const bold = (value: string): Cell => ({ value, fontWeight: 'bold' });
const heads = (...values: readonly string[]): Row => values.map(bold);
const decimal = (value: number | null, format: string): Cell =>
  value === null ? null : { value, type: Number, format };

interface Words {
  readonly report: SurveyReport;
  readonly language: Language;
  readonly word: (key: SurveyWord) => string;
}

function headRows({ report, language, word }: Words): Row[] {
  const { unit, period, figures, sample, respondentsMin } = report;
  const isEnough = figures.enough === 'enough';
  const quality = isEnough ? figures.quality : null;
  return [
    [bold(word('title'))],
    [word('basis')],
    [],
    [word('unit'), unit.name[language]],
    ...(unit.of === null ? [] : [[word('of'), unit.of[language]]]),
    [word('period'), `${period.from} ${word('until')} ${lastDayOf(period.to)}`],
    [word('respondents'), figures.respondents],
    [word('served'), sample.served],
    [word('recommended'), sample.recommended],
    [],
    [bold(word('index')), isEnough ? decimal(figures.index, '0.00') : word('tooFew')],
    [word('quality'), quality ?? ''],
    [word('performance'), quality === null ? '' : performanceWords[quality][language]],
    ...(isEnough ? [] : [[word('tooFewLead').replace('{min}', String(respondentsMin))]]),
    [],
  ];
}

function elementRows({ report, language, word }: Words): Row[] {
  const { figures, before, priorities } = report;
  const isEnough = figures.enough === 'enough';
  const head = ['', word('element'), word('answers'), word('mean'), word('weighted')];
  const rows = figures.elements.map((row, at): Row => {
    const other = before?.elements[at]?.mean ?? null;
    return [
      `U${at + 1}`,
      elementWords[row.element][language],
      row.answers,
      decimal(row.mean, '0.0000'),
      decimal(row.weighted, '0.0000'),
      isEnough ? (row.quality ?? '') : '',
      isEnough && row.quality ? performanceWords[row.quality][language] : '',
      decimal(other, '0.0000'),
    ];
  });
  return [
    heads(...head, word('quality'), word('performance'), before ? word('before') : ''),
    ...rows,
    ['', bold(word('weightedSum')), null, null, decimal(figures.weightedSum, '0.0000')],
    ['', word('weight')],
    [],
    [bold(word('priorities'))],
    ...priorities.map(element => ['', elementWords[element][language]]),
  ];
}

function profileSheet({ report, language, word }: Words): Row[] {
  const { profile, figures } = report;
  if (profile === null) return [[word('tooFew')]];
  const of = (field: keyof typeof profile): Row[] => [
    heads(word(field), word('count'), word('share')),
    ...profile[field].map(({ value, count }): Row => [
      profileWord(language, field, value),
      count,
      decimal(figures.respondents === 0 ? null : count / figures.respondents, '0.0%'),
    ]),
    [],
  ];
  return [...of('gender'), ...of('education'), ...of('occupation'), ...of('age')];
}

function unitsSheet({ report, language, word }: Words): Row[] {
  const elements = surveyElements.map((_, at) => `U${at + 1}`);
  const rows = unitRows(report, language).map((row): Row => {
    const isEnough = row.enough === 'enough';
    return [
      word(row.kind),
      row.name,
      row.agency,
      row.respondents,
      ...row.means.map(mean => decimal(mean, '0.0000')),
      isEnough ? decimal(row.index, '0.00') : word('tooFew'),
      (isEnough && row.quality) || '',
      isEnough && row.quality ? performanceWords[row.quality][language] : '',
    ];
  });
  const first = [word('kind'), word('name'), word('agency'), word('respondents')];
  const last = [word('index'), word('quality'), word('performance')];
  return [heads(...first, ...elements, ...last), ...rows];
}

function trendSheet({ report, language, word }: Words): Row[] {
  const { by, points } = report.trend;
  const head = [trendWords[by][language], word('until'), word('respondents'), word('index')];
  return [
    heads(...head, word('quality')),
    ...points.map((point): Row => {
      const isEnough = point.enough === 'enough';
      return [
        point.from,
        lastDayOf(point.to),
        point.respondents,
        isEnough ? decimal(point.index, '0.00') : word('tooFew'),
        (isEnough && point.quality) || '',
      ];
    }),
  ];
}

function commentsSheet({ language, word }: Words, comments: readonly SurveyComment[]): Row[] {
  const wrapped = (value: string): Cell => ({ value, wrap: true, type: String });
  return [
    heads(word('week'), word('agency'), word('service'), word('comment'), word('reply')),
    ...comments.map((comment): Row => [
      comment.week,
      comment.agencyShort,
      comment.serviceName?.[language] ?? '',
      wrapped(comment.text),
      wrapped(comment.reply ?? ''),
    ]),
  ];
}

const widths = (...chars: readonly number[]): Pick<Sheet<Buffer>, 'columns'> => ({
  columns: chars.map(width => ({ width })),
});

/** The report as a workbook: texts are texts and never formulas, numbers are numbers. */
export async function surveySheet(
  report: SurveyReport,
  comments: readonly SurveyComment[],
  language: Language,
): Promise<Buffer> {
  const words: Words = { report, language, word: key => surveyWord(language, key) };
  const { word } = words;
  const sheets: Sheet<Buffer>[] = [
    {
      sheet: word('index'),
      data: [...headRows(words), ...elementRows(words)],
      ...widths(24, 44, 12, 12, 16, 10, 16, 18),
    },
    { sheet: word('profile'), data: profileSheet(words), ...widths(32, 12, 12) },
    {
      sheet: word('units'),
      data: unitsSheet(words),
      ...widths(12, 44, 20, 12, ...surveyElements.map(() => 9), 22, 8, 14),
    },
    { sheet: word('trend'), data: trendSheet(words), ...widths(14, 14, 14, 22, 8) },
    {
      sheet: word('comments'),
      data: commentsSheet(words, comments),
      ...widths(14, 18, 36, 70, 50),
    },
  ];
  return writeXlsxFile(sheets).toBuffer();
}
