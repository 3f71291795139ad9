import type { JSX } from 'preact';
import { pick } from '../../ui-kit/language.ts';
import { rowsOnPageMax } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { lookWords } from './counter-squares.tsx';

/** Zones as far as the board has several: each shows its own agencies, and how many wait there. */
function ZoneKeys({ page }: { readonly page: BoardPage }): JSX.Element | null {
  const zones = page.zones.value;
  if (zones.length < 2) return null;
  const shown = page.shownZoneId.value;
  return (
    <span class="zone-keys" role="group" aria-label={t('zones')}>
      {page.allRows.value.length <= rowsOnPageMax && (
        <button
          type="button"
          class="zone-key"
          aria-pressed={shown === null}
          data-testid="zone-all"
          onClick={() => (page.zoneId.value = null)}
        >
          {t('allZones')}
        </button>
      )}
      {zones.map(({ zone, waiting, isBroken }) => (
        <button
          type="button"
          key={zone.id}
          class={isBroken ? 'zone-key is-broken' : 'zone-key'}
          aria-pressed={shown === zone.id}
          data-testid={`zone-${zone.id}`}
          onClick={() => (page.zoneId.value = shown === zone.id ? null : zone.id)}
        >
          {pick(zone.word)} <b>{waiting}</b>
        </button>
      ))}
    </span>
  );
}

/** Below the rows: what the squares and bars mean, the zones, and the order. */
export function BoardLegend(props: {
  readonly page: BoardPage;
  readonly hasBars: boolean;
}): JSX.Element {
  const { page, hasBars } = props;
  const isUrgent = page.order.value === 'urgent';
  return (
    <div class="legend">
      <span class="legend-squares">
        {(['serving', 'ready', 'paused', 'closed'] as const).map(look => (
          <span key={look}>
            <i class={`square ${look}`} />
            {t(lookWords[look])}
          </span>
        ))}
      </span>
      <ZoneKeys page={page} />
      <button
        type="button"
        class="quiet"
        data-testid="order"
        aria-pressed={isUrgent}
        onClick={() => page.toggleOrder()}
      >
        {t(isUrgent ? 'orderSeries' : 'orderUrgent')} <kbd>U</kbd>
      </button>
      {hasBars && (
        <span class="legend-bars">
          <i class="last-bar" /> {t('lastLegend')}
          <i class="last-close" /> {t('closesLegend')}
        </span>
      )}
    </div>
  );
}
