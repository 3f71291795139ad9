import type { Slot } from '../api-types.ts';
import { dayOf, longDay, shortDay, timeOf, zoneOf } from '../formats.ts';
import { html, type Html } from '../html.ts';

export interface SlotFacts {
  readonly slots: readonly Slot[];
  /** As it was asked for; the first day with a place where it has none. */
  readonly day: string | undefined;
  /** The address of this page without its query. */
  readonly path: string;
  /** An instant that stands marked. */
  readonly chosen?: string | undefined;
  /** The slot that the citizen has now. */
  readonly current?: string;
  readonly error?: string | undefined;
}

interface Day {
  readonly day: string;
  readonly left: number;
  readonly slots: readonly Slot[];
}

function daysOf(slots: readonly Slot[]): Day[] {
  const byDay = Map.groupBy(slots, ({ startsAt }) => dayOf(startsAt));
  return [...byDay].map(([day, those]) => ({
    day,
    left: those.reduce((sum, { left }) => sum + left, 0),
    slots: those,
  }));
}

/** The day that is shown; undefined where there is none at all. */
function shownDay(days: readonly Day[], asked: string | undefined): Day | undefined {
  return days.find(({ day }) => day === asked) ?? days.find(({ left }) => left > 0) ?? days[0];
}

const dayLink = ({ day, left }: Day, path: string, isShown: boolean): Html => {
  const [weekday, date] = shortDay(day);
  return html`<li>
    <a
      class="day ${left === 0 && 'full'}"
      href="${path}?tanggal=${day}"
      ${isShown && html`aria-current="date"`}
    >
      <span>${weekday}</span><strong>${date}</strong>
      <small>${left === 0 ? 'penuh' : `${left} tempat`}</small>
    </a>
  </li>`;
};

const parts: readonly (readonly [name: string, untilHour: number])[] = [
  ['Pagi', 11],
  ['Siang', 15],
  ['Sore dan malam', 24],
];

const isWithin = ({ startsAt }: Slot, from: number, until: number): boolean => {
  const hour = Number(startsAt.slice(11, 13));
  return hour >= from && hour < until;
};

function slotKey({ startsAt, left }: Slot, { chosen, current }: SlotFacts): Html {
  const isCurrent = current === startsAt;
  const isFull = left === 0 || isCurrent;
  const words = isCurrent ? 'jadwal Anda kini' : left === 0 ? 'penuh' : `${left} tempat`;
  return html`<label class="slot">
    <input
      type="radio"
      name="startsAt"
      value="${startsAt}"
      required
      ${isFull && html`disabled`}
      ${chosen === startsAt && !isFull && html`checked`}
    />
    <span><strong>${timeOf(startsAt)}</strong><small>${words}</small></span>
  </label>`;
}

/** Days as links, the slots of one as keys of the form that this stands in. */
export function slotChoice(facts: SlotFacts): Html {
  const days = daysOf(facts.slots);
  const shown = shownDay(days, facts.day);
  if (!shown) {
    return html`<p class="card" data-testid="no-slots">
      Belum ada jam yang dapat dipesan. Silakan lihat lagi besok, atau ambil nomor di kiosk gedung.
    </p>`;
  }
  const groups = parts.map(([name, until], index) => ({
    name,
    those: shown.slots.filter(slot => isWithin(slot, parts[index - 1]?.[1] ?? 0, until)),
  }));
  return html`<h2 id="day">Hari</h2>
    <ul class="days" aria-labelledby="day">
      ${days.map(day => dayLink(day, facts.path, day === shown))}
    </ul>
    <fieldset class="slots" ${facts.error !== undefined && html`aria-describedby="slot-error"`}>
      <legend>Jam, ${longDay(shown.day)} (${zoneOf(shown.slots[0]?.startsAt ?? '')})</legend>
      ${facts.error !== undefined && html`<p class="field-error" id="slot-error">${facts.error}</p>`}
      ${groups.map(
        ({ name, those }) =>
          those.length > 0 &&
          html`<h3>${name}</h3>
            <div class="slot-grid">${those.map(slot => slotKey(slot, facts))}</div>`,
      )}
    </fieldset>`;
}
