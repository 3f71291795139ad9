import { computed, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { DisplayCall, DisplayView } from '../../contract/views.ts';
import { boardPlan, type BoardPlan } from './board-plan.ts';
import { agencyPages, facetAt, pageMs } from './pages.ts';
import {
  advanceCalls,
  emptyCallBoard,
  enterCall,
  isNow,
  nowMs,
  panelMsMin,
  restingCallBoard,
  withdrawCalls,
} from './panel.ts';
import { planScreen, type Plan } from './plan.ts';
import { settingsOf, type ScreenSettings } from './screen-settings.ts';

/** What the whole screen says. Calls are shown in `live` only. */
export type Stage =
  | { kind: 'connecting' }
  | { kind: 'lost'; sinceMs: number }
  | { kind: 'back'; sinceMs: number }
  | { kind: 'live' };

/** The clocks of a display, in milliseconds. */
export interface Clocks {
  /** Steady, for how long something has been on the screen. */
  steadyMs(): number;
  /** The building's time; without the server it runs on by the display's own steady clock. */
  buildingMs(): number;
}

const backMs = 1_000;
/** In a busy hall the board comes back after so long under calls, and stays for a look. */
const coverMsMax = 24_000;
const boardMsMin = 12_000;
const seenMax = 200;
/** The stream needs this long to notice that the server is silent. */
const silenceMs = 5_000;

const callKey = (call: DisplayCall) => `${call.callId}@${call.calledAt}`;
const hotKey = (row: { zoneId: string }, short: string) => `${row.zoneId}/${short}`;

export const rowKey = (row: { zoneId: string; short: string }) => hotKey(row, row.short);

/** The lobby screen without its picture. `advance` is to be called a few times a second. */
export class Lobby {
  readonly stage = signal<Stage>({ kind: 'connecting' });
  readonly view = signal<DisplayView | null>(null);
  readonly board = signal(emptyCallBoard);
  readonly soundLocked = signal(false);
  /** Of the window, in CSS pixels. */
  readonly windowPx = signal({ width: 1920, height: 1080 });
  readonly #asked: Partial<ScreenSettings>;
  readonly #clocks: Clocks;
  readonly #atMs: Signal<number>;
  /** Rows that say "now", and until when. */
  readonly #hotUntilMs = signal<ReadonlyMap<string, number>>(new Map());
  readonly #seen = new Set<string>();
  /** The next view is the first after a silence: what it holds was mostly called before. */
  #resting = true;
  #newestCallId = 0;
  /** Since when calls have covered the board without a break. */
  #coverSinceMs: number | null = null;
  #boardUntilMs = 0;

  /** `asked` is what the address says: it goes before the set-up. */
  constructor(asked: Partial<ScreenSettings>, clocks: Clocks) {
    this.#asked = asked;
    this.#clocks = clocks;
    this.#atMs = signal(clocks.steadyMs());
  }

  readonly now = computed(() => isNow(this.board.value, this.#atMs.value));
  /** The board is covered by the call for its first six seconds. */
  readonly covered = computed(() => this.#atMs.value - this.board.value.shownAtMs < panelMsMin);
  /** Keys of the rows that say "now". */
  readonly hotAgencies = computed<ReadonlySet<string>>(
    () => new Set(this.#hotUntilMs.value.keys()),
  );
  readonly settings = computed<ScreenSettings>(() => {
    const view = this.view.value;
    return settingsOf(view?.display ?? null, this.#asked, (view?.zoneId ?? null) !== null);
  });
  readonly plan = computed<Plan>(() => {
    const { width, height } = this.windowPx.value;
    const { layout, viewingDistanceM, sizeInches } = this.settings.value;
    const shape = { widthPx: width, heightPx: height, viewingDistanceM, sizeInches };
    return planScreen(layout, shape);
  });
  readonly boardPlan = computed<BoardPlan>(() => {
    const { unitPx, pages, least } = this.plan.value;
    const place = pages[0]?.board ?? pages[0]?.panel ?? { width: 0, height: 0 };
    const room = { widthPx: place.width - 64 * unitPx, heightPx: place.height, unitPx };
    return boardPlan(room, least, this.view.value?.rows.length ?? 0);
  });
  /** Pages of everything that has to take turns, counted from the start of the screen. */
  readonly turn = computed(() => Math.floor(this.#atMs.value / pageMs));
  readonly facet = computed(() => facetAt(this.#atMs.value));
  readonly page = computed(() => {
    const pages = agencyPages(this.view.value?.rows ?? [], this.boardPlan.value).length;
    return this.turn.value % Math.max(1, pages);
  });
  /** Which panes stand now, where they take turns: a call goes before everything. */
  readonly panes = computed(() => {
    const { pages } = this.plan.value;
    const isCalling = this.now.value || this.board.value.pending.length > 0;
    return pages[isCalling ? 0 : this.turn.value % pages.length] ?? {};
  });
  readonly atMs = computed(() => this.#atMs.value);

  /** Takes a snapshot or a patched view: recent calls not seen before are announced, others not. */
  see(next: DisplayView): void {
    const unseen = next.calls.filter(call => !this.#seen.has(callKey(call)));
    const fresh = unseen.filter(call => this.#isNews(call)).toReversed();
    // A new business day begins with an empty hall.
    if (this.#resting || next.calls.length === 0) {
      const old = next.calls.filter(call => !fresh.includes(call));
      this.board.value = restingCallBoard(old, this.board.value.attention);
      this.#resting = false;
    }
    this.view.value = next;
    for (const call of unseen) this.#remember(call);
    for (const call of fresh) this.#enter(call);
  }

  /** Calls that stand no more: an officer took them back or put the visitor in the line again. */
  withdraw(callIds: readonly number[]): void {
    this.board.value = withdrawCalls(this.board.value, new Set(callIds));
  }

  link(state: 'connecting' | 'live' | 'lost'): void {
    const kind = this.stage.value.kind;
    if (state === 'lost' && kind !== 'lost') {
      this.stage.value = { kind: 'lost', sinceMs: this.#clocks.buildingMs() - silenceMs };
      this.board.value = { ...emptyCallBoard, attention: this.board.value.attention };
      this.#hotUntilMs.value = new Map();
      this.#resting = true;
    }
    if (state === 'live' && kind === 'connecting') {
      this.stage.value = { kind: 'live' };
      this.advance();
    }
    if (state === 'live' && kind === 'lost') {
      this.stage.value = { kind: 'back', sinceMs: this.#clocks.steadyMs() };
    }
  }

  advance(): void {
    const atMs = this.#clocks.steadyMs();
    const stage = this.stage.value;
    const hot = [...this.#hotUntilMs.value].filter(([, untilMs]) => untilMs > atMs);
    this.#atMs.value = atMs;
    if (hot.length < this.#hotUntilMs.value.size) this.#hotUntilMs.value = new Map(hot);
    if (stage.kind === 'back' && atMs - stage.sinceMs >= backMs)
      this.stage.value = { kind: 'live' };
    if (this.stage.value.kind === 'live' && this.#mayCover(atMs)) this.#moveCalls(atMs);
  }

  sound(unlocked: boolean): void {
    this.soundLocked.value = !unlocked;
  }

  #enter(call: DisplayCall): void {
    const atMs = this.#clocks.steadyMs();
    this.board.value = enterCall(this.board.value, call, atMs, this.#roomForCalls);
    const hot = [hotKey(call, call.agencyShort), atMs + nowMs] as const;
    this.#hotUntilMs.value = new Map([...this.#hotUntilMs.value, hot]);
    this.advance();
  }

  /** After a silence only what is recent; while the screen listens, whatever is newer. */
  #isNews(call: DisplayCall): boolean {
    const isRecent = this.#clocks.buildingMs() - Date.parse(call.calledAt) < nowMs;
    return isRecent || (!this.#resting && call.callId > this.#newestCallId);
  }

  #remember(call: DisplayCall): void {
    this.#newestCallId = Math.max(this.#newestCallId, call.callId);
    this.#seen.add(callKey(call));
    const [oldest] = this.#seen;
    if (this.#seen.size > seenMax && oldest !== undefined) this.#seen.delete(oldest);
  }

  #moveCalls(atMs: number): void {
    const before = this.board.value;
    this.board.value = advanceCalls(before, atMs, this.#roomForCalls);
    if (this.board.value !== before) this.#coverSinceMs ??= atMs;
  }

  get #roomForCalls(): number {
    return this.plan.value.panel.crowdRows;
  }

  #mayCover(atMs: number): boolean {
    if (this.settings.value.layout !== 'board') return true;
    if (atMs < this.#boardUntilMs) return false;
    const { shownAtMs, pending } = this.board.value;
    if (atMs - shownAtMs < panelMsMin) return true;
    if (pending.length > 0 && atMs - (this.#coverSinceMs ?? atMs) >= coverMsMax) {
      this.#boardUntilMs = atMs + boardMsMin;
      this.#coverSinceMs = null;
      return false;
    }
    if (pending.length === 0) this.#coverSinceMs = null;
    return true;
  }
}
