import type { JSX } from 'preact';
import type { ZoneView } from '../../../contract/views.ts';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { t } from '../texts.ts';

export interface ZonePlaceProps {
  readonly zone: ZoneView;
  /** Numbers as the set-up gives them, "1–6"; without them, `words` stand below the zone. */
  readonly counters?: string;
  readonly words?: string;
}

/** Where to be: the zone's word, floor and cloth, and the counters that may call. */
export function ZonePlace({ zone, counters, words }: ZonePlaceProps): JSX.Element {
  const numbers = counters?.replaceAll('–', ` ${t('to')} `);
  return (
    <div class="place">
      <Cloth cloth={zone.cloth} colour={zone.colour} class="swatch" ink={0.4} scale={0.42}>
        {null}
      </Cloth>
      <p>
        <b>
          {pick(zone.word)}, {pick(zone.floor)}
        </b>
        <span>{numbers === undefined ? words : t('counters', { numbers })}</span>
      </p>
    </div>
  );
}
