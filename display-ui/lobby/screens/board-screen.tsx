import type { JSX } from 'preact';
import type { DisplayRow, DisplayView } from '../../../contract/views.ts';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { closedWords } from '../closed-words.ts';
import { Fitted } from '../../fitted.tsx';
import { rowKey } from '../model.ts';
import { agencyPages } from '../pages.ts';
import { t } from '../texts.ts';

/** Few agencies get taller rows, up to a fifth of the screen. */
const rowsMin = 5;

export interface BoardScreenProps {
  readonly view: DisplayView;
  readonly page: number;
  readonly hotAgencies: ReadonlySet<string>;
  readonly buildingMs: number;
}

/** Every agency of the building: whom it calls, where, and who comes next. */
export function BoardScreen(props: BoardScreenProps): JSX.Element {
  const columns = agencyPages(props.view.rows)[props.page] ?? [];
  const rows = Math.max(rowsMin, ...columns.map(column => column.length));
  return (
    <div
      class={columns.length < 2 ? 'board wide' : 'board'}
      style={{ '--rows': rows }}
      data-testid="lobby-board"
    >
      {columns.map((column, at) => (
        <section key={at} class="column">
          <div class="agency head">
            <span class="name">{t('agency')}</span>
            <span class="number">{t('called')}</span>
            <Fitted class="counter">{t('counterHead')}</Fitted>
            <span class="next">{t('next')}</span>
          </div>
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
        <span />
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
          <span class="counter figures">{row.called?.counterNumber ?? ''}</span>
          <NextLabels labels={row.next} />
        </>
      )}
    </div>
  );
}

function idleWords({ row, view, buildingMs }: AgencyRowProps): string {
  if (row.availability.open) return t('takeNumber');
  return closedWords(row.availability, view.building.timeZone, buildingMs);
}

function NextLabels({ labels }: { readonly labels: readonly string[] }): JSX.Element {
  // A wide gap keeps two labels apart; the pair is fitted as one line.
  const gap = '\u2002';
  return <Fitted class="next">{labels.length === 0 ? t('noneNext') : labels.join(gap)}</Fitted>;
}
