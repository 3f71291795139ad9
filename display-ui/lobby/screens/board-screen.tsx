import { ArrowRight } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayRow, DisplayView } from '../../../contract/views.ts';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { rangeParts } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import { AsManyAsFit } from '../as-many-as-fit.tsx';
import type { BoardPlan } from '../board-plan.ts';
import { closedWords } from '../closed-words.ts';
import { rowKey } from '../model.ts';
import { agencyPages, type Facet } from '../pages.ts';
import { t } from '../texts.ts';

export interface BoardScreenProps {
  readonly view: DisplayView;
  readonly plan: BoardPlan;
  readonly page: number;
  readonly facet: Facet;
  readonly hotAgencies: ReadonlySet<string>;
  readonly buildingMs: number;
}

const facetHeads = { next: 'next', waiting: 'waiting', wait: 'wait' } as const;

/** Every agency of the building: whom it calls, where, who comes next and how long it takes. */
export function BoardScreen(props: BoardScreenProps): JSX.Element {
  const { plan } = props;
  const columns = agencyPages(props.view.rows, plan)[props.page] ?? [];
  const sizes = {
    '--columns': plan.columns,
    '--row': `${plan.rowPx}px`,
    '--head': `${plan.headPx}px`,
    '--name': `${plan.namePx}px`,
    '--figure': `${plan.numberPx}px`,
  };
  return (
    <div class={`board lines-${plan.lines}`} style={sizes} data-testid="lobby-board">
      {columns.map((column, at) => (
        <section key={at} class="column">
          {plan.lines === 1 ? <Heads facet={props.facet} /> : null}
          {column.map(row => (
            <AgencyRow
              key={row.agencyId}
              row={row}
              hot={props.hotAgencies.has(rowKey(row))}
              {...props}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function Heads({ facet }: { readonly facet: Facet }): JSX.Element {
  return (
    <div class="agency head">
      <span class="name">{t('agency')}</span>
      <span class="number">{t('called')}</span>
      <Fitted class="counter">{t('counterHead')}</Fitted>
      <Fitted class="next">{t(facetHeads[facet])}</Fitted>
    </div>
  );
}

interface AgencyRowProps extends BoardScreenProps {
  readonly row: DisplayRow;
  readonly hot: boolean;
}

function AgencyRow(props: AgencyRowProps): JSX.Element {
  const { row, view } = props;
  const zone = view.zones.find(other => other.id === row.zoneId);
  const idle = row.called === null && row.next.length === 0;
  const hot = props.hot && row.called !== null;
  const state = hot ? 'now' : idle && !row.availability.open ? 'closed' : '';
  return (
    <div class={`agency ${state}`} data-testid="lobby-row" data-agency={row.agencyId}>
      {zone === undefined ? (
        <span class="band" />
      ) : (
        <Cloth cloth={zone.cloth} colour="none" class={`band night-${zone.colour}`} scale={0.42}>
          {null}
        </Cloth>
      )}
      <Fitted class="name">{row.short}</Fitted>
      {idle ? (
        <Fitted class="words">{idleWords(props)}</Fitted>
      ) : (
        <>
          <Fitted class={row.called === null ? 'number nobody' : 'number figures'}>
            {row.called?.label ?? '–'}
          </Fitted>
          <span class="counter figures">
            {/* Not by its colour alone: an arrow says "go there now". */}
            {hot && props.plan.lines > 1 ? <Icon of={ArrowRight} stroke={3} /> : null}
            {row.called?.counterNumber ?? ''}
          </span>
          <LastCell row={row} facet={props.facet} isAlone={props.plan.lines > 1} />
        </>
      )}
    </div>
  );
}

function idleWords({ row, view, buildingMs }: AgencyRowProps): string {
  if (row.availability.open) return t('takeNumber');
  return closedWords(row.availability, view.building.timeZone, buildingMs);
}

/** `isAlone`: no head above says what it is, so that it says it itself. */
function LastCell(props: {
  readonly row: DisplayRow;
  readonly facet: Facet;
  readonly isAlone: boolean;
}): JSX.Element {
  const { row, facet, isAlone } = props;
  if (facet === 'waiting') {
    const words = isAlone ? 'peopleWaiting' : 'people';
    return <Fitted class="next">{t(words, { count: row.waiting })}</Fitted>;
  }
  if (facet === 'wait' && row.estimate !== null && row.waiting > 0) {
    const { figures, unit } = rangeParts(row.estimate, language.value);
    return <Fitted class="next">{unit === '' ? t('soon') : `${figures} ${t('minutes')}`}</Fitted>;
  }
  if (row.next.length === 0) return <span class="next">{t('noneNext')}</span>;
  const words = isAlone ? [t('ready'), ...row.next] : row.next;
  return <AsManyAsFit class="next figures-light" words={words} />;
}
