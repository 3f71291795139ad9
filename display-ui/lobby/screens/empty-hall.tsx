import type { JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { clockText } from '../../../ui-kit/formats.ts';
import { language, pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import { t } from '../texts.ts';

const zonesMax = 4;
/** What a small panel leaves out: first the hints, then the mark, then the kind of house. */
const hintLinesMin = 8.5;
const markLinesMin = 6.4;
/** A name of usual length has room on one line. */
const lineEmsMin = 11.5;

/** A letter of these words is about so wide, in ems. */
const letterEms = 0.56;
/** Between two paragraphs, in lines. */
const gapLines = 0.2;

/** Lines that paragraphs take where words are set in so many ems, none of them broken. */
export function wrappedLines(paragraphs: readonly string[], ems: number): number {
  const letters = Math.max(1, ems / letterEms);
  let lines = 0;
  for (const paragraph of paragraphs) {
    let left = 0;
    for (const { length } of paragraph.split(' ')) {
      if (left < length) {
        lines += 1;
        left = letters;
      }
      left -= length + 1;
    }
  }
  return lines + gapLines * (paragraphs.length - 1);
}

/** How much stands on the panel at the least size. */
export interface EmptyHallRoom {
  readonly lines: number;
  readonly ems: number;
}

/** Before the first call of the day the hall is greeted instead of staring at an empty panel. */
export function EmptyHall(props: {
  readonly view: DisplayView;
  readonly room: EmptyHallRoom;
}): JSX.Element {
  const { view, room } = props;
  const { building } = view;
  const isWide = room.ems >= lineEmsMin;
  const greeting = t('welcome');
  const { line1, line2 } = building;
  const hasAll = isWide || wrappedLines([greeting, line1, line2], room.ems) * 1.1 <= room.lines;
  return (
    <section class={isWide ? 'panel welcome' : 'panel welcome slim'} data-testid="lobby-empty">
      <Cloth cloth="kawung" colour="none" class="ground" ink={0.07} scale={2.4}>
        {null}
      </Cloth>
      {isWide && room.lines >= markLinesMin ? (
        <div class="mark">
          <BuildingMark size={24} />
        </div>
      ) : null}
      <Line class="greeting" isWide={isWide} words={greeting} />
      {hasAll ? <Line class="building" isWide={isWide} words={line1} /> : null}
      <Line class="building" isWide={isWide} words={line2} />
      {room.lines >= hintLinesMin ? <Hints view={view} /> : null}
    </section>
  );
}

/** On one line where it has room, on two where it would have to be set smaller. */
function Line(props: {
  readonly class: string;
  readonly isWide: boolean;
  readonly words: string;
}): JSX.Element {
  if (props.isWide) return <Fitted class={props.class}>{props.words}</Fitted>;
  return <p class={props.class}>{props.words}</p>;
}

function Hints({ view }: { readonly view: DisplayView }): JSX.Element {
  const { building } = view;
  const { today } = building;
  return (
    <>
      <p class="hint">{t('noCallYet')}</p>
      {today === null || building.alwaysOpen ? null : (
        <p class="hint">
          {t('hours', {
            opens: clockText(today.opens, language.value),
            closes: clockText(today.closes, language.value),
            zone: building.zoneName,
          })}
        </p>
      )}
    </>
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
