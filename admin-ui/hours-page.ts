import { computed, signal } from '@preact/signals';
import type { HolidayList, HolidayLists } from '../contract/holiday-lists.ts';
import type { Agency, Holiday, Season } from '../contract/setup.ts';
import { newKey } from '../ui-kit/api.ts';
import { importBytesMax, importRow, readHolidays, type HolidayImport } from './holiday-import.ts';
import { dayAfter, neverCloses, openDays, type OpenDay, type Times } from './opening-days.ts';
import type { SetupDeskEdges } from './setup-desk.ts';
import { SetupPage } from './setup-page.ts';

export const hoursTabs = ['week', 'seasons', 'holidays'] as const;
export type HoursTab = (typeof hoursTabs)[number];

export const daysShown = 14;
/** A new season lasts as long as a month of fasting. */
const seasonDays = 30;
/** Where a building that never closes gets hours for a while. */
const fastingHours: Season['hours'] = {
  periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:00' }],
  lastTicketMinutes: 30,
};

export const tabAt = (hash: string): HoursTab =>
  hoursTabs.find(tab => `#${tab}` === hash) ?? 'week';

/** Hours, seasons and holidays of the building, and which of them is looked at. */
export class HoursPage extends SetupPage {
  readonly #send: SetupDeskEdges['send'];
  readonly tab = signal<HoursTab>('week');
  /** Null: the building's own. */
  readonly agencyId = signal<string | null>(null);
  readonly seasonId = signal<string | null>(null);
  readonly holidayDate = signal<string | null>(null);
  readonly isPastShown = signal(false);

  readonly isImporting = signal(false);
  readonly importText = signal('');
  readonly isFileTooLarge = signal(false);
  readonly #lists = signal<readonly HolidayList[]>([]);
  /** A list that came with the program, instead of a text. */
  readonly #listYear = signal<number | null>(null);

  constructor(edges: SetupDeskEdges, tab: HoursTab = 'week') {
    super(edges, 'hours');
    this.#send = edges.send;
    this.tab.value = tab;
  }

  protected override follow(maySee: boolean): void {
    super.follow(maySee);
    if (maySee && this.#lists.value.length === 0) void this.#loadLists();
  }

  async #loadLists(): Promise<void> {
    const answer = await this.#send<HolidayLists>('GET', '/admin/holiday-lists');
    if (answer.ok) this.#lists.value = answer.body.lists;
  }

  get lists(): readonly HolidayList[] {
    return this.#lists.value;
  }
  get today(): string {
    return this.desk.seen.value?.today ?? '';
  }

  readonly agency = computed((): Agency | null => {
    const id = this.agencyId.value;
    return id === null ? null : this.desk.row('agencies', id);
  });

  readonly seasons = computed((): readonly Season[] =>
    this.desk.rows('seasons').toSorted((one, other) => (one.from < other.from ? -1 : 1)),
  );
  readonly season = computed((): Season | null => {
    const id = this.seasonId.value;
    return id === null ? null : this.desk.row('seasons', id);
  });

  readonly holidays = computed((): readonly Holiday[] =>
    this.desk.rows('holidays').toSorted((one, other) => (one.date < other.date ? -1 : 1)),
  );
  readonly holiday = computed((): Holiday | null => {
    const date = this.holidayDate.value;
    return date === null ? null : this.desk.row('holidays', date);
  });

  get times(): Times {
    return {
      hours: this.desk.field('building', 'hours'),
      seasons: this.desk.rows('seasons'),
      holidays: this.desk.rows('holidays'),
    };
  }

  /** The first of the days that are shown: where the page looks, today at the earliest. */
  readonly daysFrom = computed((): string => {
    const { today } = this;
    const at = { week: null, seasons: this.season.value?.from, holidays: this.holiday.value?.date };
    const looked = at[this.tab.value];
    if (!looked) return today;
    const before = dayAfter(looked, -2);
    return before < today ? today : before;
  });

  readonly days = computed((): readonly OpenDay[] =>
    this.desk.seen.value === null
      ? []
      : openDays(this.times, this.agency.value, this.daysFrom.value, daysShown),
  );

  // ---- an agency's own hours

  giveOwnHours(agencyId: string, isOwn: boolean): void {
    const was = this.desk.was(`agencies/${agencyId}`) as Agency | null;
    const begun = was?.hours ?? this.desk.field('building', 'hours');
    this.desk.merge('agencies', agencyId, { hours: isOwn ? structuredClone(begun) : null });
  }

  // ---- seasons

  addSeason(name: Season['name']): void {
    const id = `season-${newKey().slice(0, 12)}`;
    const last = this.seasons.value.at(-1)?.until ?? '';
    const from = dayAfter(last < this.today ? this.today : last, 1);
    const usual = this.desk.field('building', 'hours');
    const hours = structuredClone(neverCloses(usual) ? fastingHours : usual);
    const until = dayAfter(from, seasonDays - 1);
    this.desk.change(`seasons/${id}`, { id, name, from, until, hours, agencies: [] });
    this.seasonId.value = id;
  }

  removeSeason(id: string): void {
    this.desk.change(`seasons/${id}`, null);
    this.seasonId.value = null;
  }

  /** With null it keeps its usual hours; with `undefined` it follows the season again. */
  letDiffer(agencyId: string, hours: Season['hours'] | null | undefined): void {
    const season = this.season.value;
    if (season === null) return;
    const at = season.agencies.findIndex(row => row.agencyId === agencyId);
    const row = { agencyId, hours: hours ?? null };
    const agencies =
      hours === undefined
        ? season.agencies.filter(other => other.agencyId !== agencyId)
        : at === -1
          ? [...season.agencies, row]
          : season.agencies.with(at, row);
    this.desk.merge('seasons', season.id, { agencies });
  }

  // ---- holidays

  addHoliday(name: Holiday['name']): void {
    let date = this.today;
    while (this.desk.row('holidays', date) !== null) date = dayAfter(date, 1);
    this.desk.change(`holidays/${date}`, { date, name, kind: 'holiday', exceptAgencyIds: [] });
    this.holidayDate.value = date;
  }

  /** False where that day is a holiday already. */
  moveHoliday(from: string, to: string): boolean {
    const row = this.desk.row('holidays', from);
    if (row === null || from === to) return true;
    if (this.desk.row('holidays', to) !== null) return false;
    this.desk.change(`holidays/${from}`, null);
    this.desk.change(`holidays/${to}`, { ...row, date: to });
    this.holidayDate.value = to;
    return true;
  }

  removeHoliday(date: string): void {
    this.desk.change(`holidays/${date}`, null);
    this.holidayDate.value = null;
  }

  // ---- a list of holidays

  readonly imported = computed((): HolidayImport | null => {
    const list = this.#lists.value.find(({ year }) => year === this.#listYear.value);
    const known = this.holidays.value;
    if (list) {
      const before = (date: string) => known.find(row => row.date === date) ?? null;
      return { rows: list.holidays.map(row => importRow(row, before(row.date))), faults: [] };
    }
    return this.importText.value.trim() === '' ? null : readHolidays(this.importText.value, known);
  });

  get listYear(): number | null {
    return this.#listYear.value;
  }

  takeText(text: string): void {
    this.#listYear.value = null;
    this.isFileTooLarge.value = false;
    this.importText.value = text;
  }

  async takeFile(file: Blob): Promise<void> {
    const isTooLarge = file.size > importBytesMax;
    this.takeText(isTooLarge ? '' : await file.text());
    this.isFileTooLarge.value = isTooLarge;
  }

  takeList(year: number): void {
    this.takeText('');
    this.#listYear.value = year;
  }

  /** What the list brings is changed here, and saved with everything else. */
  takeImport(): void {
    for (const { holiday, state } of this.imported.value?.rows ?? []) {
      if (state !== 'known') this.desk.change(`holidays/${holiday.date}`, holiday);
    }
    this.endImport();
  }

  endImport(): void {
    this.isImporting.value = false;
    this.takeText('');
  }
}
