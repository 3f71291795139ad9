import type { ComponentChildren, JSX } from 'preact';
import { reportText as r } from '../report-texts.ts';

export type ReportTab = 'kpis' | 'estimates' | 'survey' | 'replay';

const tabs: readonly (readonly [ReportTab, string])[] = [
  ['kpis', '/reports'],
  ['estimates', '/reports/estimates'],
  ['survey', '/reports/survey'],
  ['replay', '/supervisor/replay'],
];

/** The pages of the reports, and at their right whatever narrows the one that is open. */
export function ReportTabs(props: {
  readonly shown: ReportTab;
  /** The address of now: the other pages open with the same days and agency. */
  readonly search?: string;
  /** Whoever may open one page only is shown no way to the others. */
  readonly isAlone?: boolean;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { shown, search = '', isAlone = false, children } = props;
  const open = isAlone ? tabs.filter(([tab]) => tab === shown) : tabs;
  return (
    <div class="report-tabs">
      <nav aria-label={r('reports')}>
        {open.map(([tab, path]) => (
          <a
            key={tab}
            href={tab === 'replay' ? path : `${path}${search}`}
            aria-current={tab === shown ? 'page' : undefined}
            data-testid={`report-tab-${tab}`}
          >
            {r(tab)}
          </a>
        ))}
      </nav>
      {children}
    </div>
  );
}
