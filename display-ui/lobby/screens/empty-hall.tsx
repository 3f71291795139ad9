import type { JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { clockText } from '../../../ui-kit/formats.ts';
import { language, pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import { t } from '../texts.ts';

const zonesMax = 4;
/** What a small panel leaves out: first the hints, then the mark. */
const hintLinesMin = 8.5;
const markLinesMin = 6.4;

/** Before the first call of the day the hall is greeted instead of staring at an empty panel. */
export function EmptyHall(props: {
  readonly view: DisplayView;
  /** Lines of the least size that have room. */
  readonly lines: number;
}): JSX.Element {
  const { view, lines } = props;
  const { building } = view;
  const { today } = building;
  return (
    <section class="panel welcome" data-testid="lobby-empty">
      <Cloth cloth="kawung" colour="none" class="ground" ink={0.07} scale={2.4}>
        {null}
      </Cloth>
      {lines < markLinesMin ? null : (
        <div class="mark">
          <BuildingMark size={24} />
        </div>
      )}
      <Fitted class="greeting">{t('welcome')}</Fitted>
      <Fitted class="building">{building.line1}</Fitted>
      <Fitted class="building">{building.line2}</Fitted>
      {lines < hintLinesMin ? null : <p class="hint">{t('noCallYet')}</p>}
      {lines < hintLinesMin || today === null || building.alwaysOpen ? null : (
        <p class="hint">
          {t('hours', {
            opens: clockText(today.opens, language.value),
            closes: clockText(today.closes, language.value),
            zone: building.zoneName,
          })}
        </p>
      )}
    </section>
  );
}

/** The cloths of the building, so that a zone is known before it is spoken. */
export function ZoneList(props: {
  readonly view: DisplayView;
  readonly style: Readonly<Record<string, string>>;
}): JSX.Element {
  const { view } = props;
  const own = view.zones.filter(zone => view.zoneId === null || zone.id === view.zoneId);
  return (
    <section class="side" style={props.style}>
      <h2>{t('zones')}</h2>
      <ul>
        {own.slice(0, zonesMax).map(zone => (
          <li key={zone.id} class="zone-row">
            <Cloth
              cloth={zone.cloth}
              colour="none"
              class={`swatch night-${zone.colour}`}
              scale={1.6}
            >
              {null}
            </Cloth>
            <span class="zone-words">
              <Fitted class="word">{pick(zone.word)}</Fitted>
              <Fitted class="floor">{pick(zone.floor)}</Fitted>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
