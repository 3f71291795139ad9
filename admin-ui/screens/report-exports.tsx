import { Download } from 'lucide';
import type { JSX } from 'preact';
import type { ReportExports as Exports } from '../../contract/reports.ts';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { byteWords } from '../byte-words.ts';
import { periodAround } from '../report-period.ts';
import { reportText as r } from '../report-texts.ts';
import { periodWords } from '../report-words.ts';
import { instantIn } from './report-head.tsx';

/** Files of one list; older ones are in the folder. */
const shownMax = 24;

/** "laporan-2026-11-23.xlsx" is of a day, "laporan-2026-10.csv" of a month. */
export function exportWords(name: string): string {
  const date = /^laporan-(\d{4}-\d{2})(-\d{2})?\./.exec(name);
  if (!date) return name;
  const [, month, day] = date;
  return day === undefined
    ? r('exportMonth', { period: periodWords(periodAround('month', `${month}-01`)) })
    : r('exportDay', { period: periodWords(periodAround('day', `${month}${day}`)) });
}

/** Reports that were written by themselves: what there is, and whether it goes on. */
export function ReportExports(props: {
  readonly exports: Exports | null;
  readonly building: BuildingView;
}): JSX.Element | null {
  const { exports, building } = props;
  if (exports === null) return null;
  const { isOn, last, files } = exports;
  const fault = last?.fault ?? null;
  return (
    <section class="report-exports" data-testid="report-exports">
      <div class="report-chart-head">
        <h2>{r('exports')}</h2>
      </div>
      <p class="report-note">{r(isOn ? 'exportsLead' : 'exportsOff')}</p>
      {fault === null ? null : (
        <p class="report-wrong" role="alert">
          {r(`exportsFailed:${fault}`, { when: instantIn(Date.parse(last!.at), building) })}
        </p>
      )}
      {files.length === 0 ? (
        <p class="report-note">{r('exportsNone')}</p>
      ) : (
        <ul>
          {files.slice(0, shownMax).map(({ name, bytes }) => (
            <li key={name}>
              <a href={`/api/v1/reports/exports/${name}`} download>
                <Icon of={Download} size={16} />
                <span>{exportWords(name)}</span>
              </a>
              <small>{`${name.endsWith('xlsx') ? r('xlsx') : r('csv')}, ${byteWords(bytes)}`}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
