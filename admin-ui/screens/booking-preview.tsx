import { Check, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { BookedQueue, BookingPreview } from '../../contract/booking-setup.ts';
import { dateLong, timeOfDay, weekdayName } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { BookingPage } from '../booking-page.ts';
import { bookingText as b } from '../booking-texts.ts';

interface Props {
  readonly page: BookingPage;
  readonly line: BookedQueue;
}

/** Noon of a calendar day, for naming it whatever the zone. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

function Days(props: { readonly page: BookingPage; readonly preview: BookingPreview }) {
  const { form } = props.page;
  return (
    <div class="booking-dates">
      {props.preview.days.map(({ date, slots }) => (
        <button
          key={date}
          type="button"
          data-testid={`date-${date}`}
          aria-pressed={form.date.value === date}
          title={dateLong(noonOf(date), 'UTC', language.value)}
          class={slots === 0 ? 'booking-none' : ''}
          onClick={() => form.show(date)}
        >
          <small>{weekdayName(noonOf(date), 'UTC', language.value).slice(0, 3)}</small>
          {Number(date.slice(8))}
        </button>
      ))}
    </div>
  );
}

function SlotRow(props: { readonly slot: BookingPreview['slots'][number]; readonly zone: string }) {
  const { startsAt, places, taken } = props.slot;
  const time = timeOfDay(Date.parse(startsAt), props.zone, language.value);
  const isOver = taken > places;
  const share = places === 0 ? (taken > 0 ? 100 : 0) : Math.min(100, (taken / places) * 100);
  return (
    <li data-testid={`slot-${time}`} class={isOver ? 'booking-over' : ''}>
      <time>{time}</time>
      <span class="booking-bar" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      <span class="booking-count">
        {b('slotSaid', { taken, places })}
        {isOver ? <b> {b('overFull')}</b> : null}
      </span>
    </li>
  );
}

function Slots(props: { readonly preview: BookingPreview; readonly zone: string }): JSX.Element {
  const { slots } = props.preview;
  if (slots.length === 0) {
    return (
      <p class="printing-note booking-no-slots" data-testid="no-slots">
        {b('noSlots')}
      </p>
    );
  }
  const [places, taken] = [
    slots.reduce((sum, slot) => sum + slot.places, 0),
    slots.reduce((sum, slot) => sum + slot.taken, 0),
  ];
  return (
    <>
      <p class="printing-note" data-testid="day-totals">
        {b('dayTotals', { taken, places })}
      </p>
      <ul class="booking-slots">
        {slots.map(slot => (
          <SlotRow key={slot.startsAt} slot={slot} zone={props.zone} />
        ))}
      </ul>
    </>
  );
}

function Pools({ line }: Pick<Props, 'line'>): JSX.Element {
  const { places, taken, released, walkIns, quota } = line.pools;
  const rows = [
    ['poolBooked', places],
    ['poolTaken', taken],
    ['poolReleased', released],
    ['poolWalkIns', quota === null ? walkIns : b('poolQuota', { walkIns, quota })],
    ['ahead', line.ahead],
  ] as const;
  return (
    <section class="booking-pools">
      <h3>{b('pools')}</h3>
      <dl data-testid="pools">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{b(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What saving would mean for those who have booked. */
function Consequences({ preview }: { readonly preview: BookingPreview }): JSX.Element {
  const { overFull, outside } = preview;
  return (
    <section class="booking-means" role="status" data-testid="consequences">
      <h3>{b('consequences')}</h3>
      {overFull > 0 ? (
        <p>
          <Icon of={TriangleAlert} size={18} />
          {b('overFullSaid', { count: overFull })}
        </p>
      ) : null}
      {outside > 0 ? (
        <p>
          <Icon of={TriangleAlert} size={18} />
          {b('outsideSaid', { count: outside })}
        </p>
      ) : null}
      {overFull + outside === 0 ? (
        <p class="booking-well">
          <Icon of={Check} size={18} />
          {b('nothingLost')}
        </p>
      ) : null}
    </section>
  );
}

/** Slots of a day as they would be, and how today is shared. */
export function BookingPreviewPane({ page, line }: Props): JSX.Element {
  const { form } = page;
  const preview = form.preview.value;
  const zone = page.building.value?.timeZone ?? 'Asia/Jakarta';
  const isChanged = form.isChanged.value;
  return (
    <aside class="booking-preview">
      <div class="booking-preview-slots">
        <h2>{b(isChanged ? 'preview' : 'previewNow')}</h2>
        {preview === null ? null : (
          <>
            <Days page={page} preview={preview} />
            <Slots preview={preview} zone={zone} />
          </>
        )}
      </div>
      {preview !== null && isChanged ? <Consequences preview={preview} /> : <Pools line={line} />}
    </aside>
  );
}
