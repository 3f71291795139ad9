import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { DeskView } from '../contract/desk-views.ts';
import type { Outcome } from '../contract/values.ts';
import { newKey } from '../ui-kit/api.ts';
import type { Problem } from '../ui-kit/api.ts';
import { silenceMsMax } from '../ui-kit/stream.ts';
import type { Link } from '../ui-kit/stream.ts';
import type { ActionKind, DeskAction, PaneOffer, Panel } from './actions.ts';
import type { Barrier, DeskEdges, Notice } from './desk-edges.ts';
import { keptWhat } from './desk-keeping.ts';
import { requestOf } from './desk-requests.ts';
import type { DeskRequest } from './desk-requests.ts';
import { deskState, keptWithoutLink, offersOf, primaryKind } from './desk-state.ts';
import type { Offers } from './desk-state.ts';
import { WindowHold } from './hold.ts';
import { IdleAlert } from './idle-alert.ts';
import type { KeyMeaning, Question } from './keys.ts';
import { keyDoes } from './key-actions.ts';
import { Outbox } from './outbox.ts';
import { DeskScans } from './panes/desk-scans.ts';
import { isOutOfOrder } from './panes/waiting-marks.ts';
import { Tellings } from './tellings.ts';
import { WaitingRows } from './waiting-rows.ts';

/** A double click, a key that bounces and an impatient second press all count once. */
export const pressGapMs = 600;
/** After an answer the key waits at most this long for the screen to show what it did. */
const settleMsMax = 1_500;
/** Where somebody goes next is no news any more after this long, also after a reload. */
const leftShownMsMax = 300_000;

/** One officer at one counter: what is shown, what is chosen, and what was asked of the server. */
export class Desk {
  readonly #edges: DeskEdges;
  readonly #pending = signal<ActionKind | null>(null);
  readonly #notice = signal<Notice | null>(null);
  readonly #cameAt = signal(0);
  readonly #lostAt = signal(0);
  readonly #leftRead = signal<string | null>(null);
  readonly #hold: WindowHold;
  readonly #alert: IdleAlert;
  readonly #stops: (() => void)[] = [];
  #pressedAt = -Infinity;
  #settled: (() => void) | null = null;
  #servedLegId: string | null = null;

  readonly rows: WaitingRows;
  readonly outbox: Outbox;
  readonly scans: DeskScans;
  readonly tellings: Tellings;
  /** Null until it is chosen, where the queue asks for it. */
  readonly outcome: Signal<Outcome | null> = signal('completed');
  readonly delivered: Signal<ReadonlySet<string>> = signal(new Set());
  readonly asking: Signal<Question | null> = signal(null);
  /** Whom the question `choice` is about: called out of order, for a reason. */
  readonly choosing: Signal<string | null> = signal(null);
  readonly panel: Signal<Panel | null> = signal(null);
  /** Set by the open pane; the primary key shows it. */
  readonly paneOffer: Signal<PaneOffer | null> = signal(null);
  /** Rare actions are unfolded. */
  readonly more: Signal<boolean> = signal(false);
  /** Grows with every wish to search; the search field that is shown takes the focus then. */
  readonly searchAsked: Signal<number> = signal(0);

  /** Seconds to add to the waits of the view, in steps of ten; stands still without a link. */
  readonly grownSeconds = computed(() => {
    const until = this.link.value === 'lost' ? this.#lostAt.value : this.clock.second.value;
    return Math.max(0, Math.floor((until - this.#cameAt.value) / 10_000) * 10);
  });

  /** Asked before anything else, one at a time: another officer's counter first. */
  readonly barrier = computed((): Barrier | null => {
    const counter = this.view.value?.counter;
    const { id, role } = this.#edges.user;
    const officer = counter?.state === 'closed' ? null : counter?.officer;
    const isForeign = role === 'officer' && officer && officer.staffId !== id;
    if (isForeign) return { by: 'officer', name: officer.name };
    return this.#hold.by.value === 'elsewhere' ? { by: 'window' } : null;
  });

  /** A supervisor works in place of this officer; `name` null where nobody has the counter. */
  readonly actingFor = computed((): { readonly name: string | null } | null => {
    const { id, role } = this.#edges.user;
    const officer = this.view.value?.counter.officer ?? null;
    if (role === 'officer' || officer?.staffId === id) return null;
    return { name: officer?.name ?? null };
  });

  /** The server answers, and nothing kept here has to be told first. */
  readonly isLive = computed(
    () => this.link.value === 'live' && this.outbox.unsent.value.length === 0,
  );

  /** A finish or park of the visitor here that the server does not know yet. */
  readonly keptHere = computed(() => {
    const id = this.view.value?.ticket?.ticketId;
    const unsent = this.outbox.unsent.value;
    return unsent.find(kept => kept.ticketId === id && kept.what.do !== 'note') ?? null;
  });

  /** What can be done now. Read once a second: waits of seconds count down in it. */
  readonly offers: ReadonlySignal<Offers> = computed(() => {
    // From the very moment, so that a pause of 10 s never shows 11.
    return this.#offersAt(Math.max(this.clock.second.value, this.clock.now()));
  });

  /** Who has just left and where they go next, until the next press. */
  readonly left = computed(() => {
    const { left = null, ticket = null } = this.view.value ?? {};
    if (!left || left.at === this.#leftRead.value) return null;
    // Called again at once for their next errand: nobody has left.
    if (ticket?.label === left.label) return null;
    return this.clock.second.value - Date.parse(left.at) < leftShownMsMax ? left : null;
  });

  constructor(edges: DeskEdges) {
    this.#edges = edges;
    const { stream, counterId, windowId, user, memory } = edges;
    const ask = edges.send;
    const onSignedOut = (): void => edges.onSignedOut();
    this.#hold = new WindowHold({ counterId, windowId, send: ask });
    this.outbox = new Outbox({ memory, staffId: user.id, counterId, send: ask, onSignedOut });
    this.scans = new DeskScans(ask, onSignedOut);
    this.tellings = new Tellings(ask, counterId);
    this.rows = new WaitingRows(stream.view);
    stream.on('hold', ({ by }) => this.#hold.told(by));
    this.#alert = new IdleAlert({
      idle: computed(() => this.#idle()),
      second: stream.clock.second,
      isOn: edges.alertIsOn,
      ring: () => edges.ring(),
    });
    this.#stops.push(
      effect(() => {
        const view = this.view.value;
        if (view) untracked(() => this.#viewCame(view));
      }),
      effect(() => {
        if (this.link.value === 'lost') untracked(() => this.#linkLost());
      }),
      effect(() => {
        const maySend = this.link.value === 'live' && this.barrier.value === null;
        untracked(() => this.outbox.setMaySend(maySend && this.view.value !== null));
      }),
    );
  }

  get view(): ReadonlySignal<DeskView | null> {
    return this.#edges.stream.view;
  }

  get link(): ReadonlySignal<Link> {
    return this.#edges.stream.link;
  }

  get clock(): DeskEdges['stream']['clock'] {
    return this.#edges.stream.clock;
  }

  /** The action the server has not answered yet; meanwhile no key takes a press. */
  get pending(): ReadonlySignal<ActionKind | null> {
    return this.#pending;
  }

  get notice(): ReadonlySignal<Notice | null> {
    return this.#notice;
  }

  get alert(): ReadonlySignal<string | null> {
    return this.#alert.alert;
  }

  get hold(): WindowHold {
    return this.#hold;
  }

  /** When the server was last heard, in the building's time; moves only when the link is lost. */
  get lostAt(): ReadonlySignal<number> {
    return this.#lostAt;
  }

  /** What the big key does now, or null before anything is known. */
  get primary(): ActionKind | null {
    const view = this.view.value;
    return view && primaryKind(view, this.isLive.value);
  }

  #offersAt(now: number): Offers {
    const view = this.view.value;
    if (!view) return new Map();
    return offersOf({
      view,
      now,
      isLive: this.isLive.value,
      isMine: this.barrier.value === null,
      isKept: this.keptHere.value !== null,
      canTakeBack: this.outbox.takeable !== null,
      outcome: this.outcome.value,
      delivered: this.delivered.value,
    });
  }

  /**
   * Does it, once: true when it was granted and is on the screen, or is kept here without a link.
   * Ignored where it is not offered, while another press waits, and within 600 ms of a press.
   */
  async press(action: DeskAction): Promise<boolean> {
    const view = this.view.value;
    if (!view || this.#pending.value) return false;
    if (this.#edges.monotonic() - this.#pressedAt < pressGapMs) return false;
    const offer = this.#offersAt(this.clock.now()).get(action.do);
    const waitsFor = offer?.waits?.for;
    if (waitsFor === 'outcome' || waitsFor === 'delivered') {
      this.#notice.value = { action: action.do, problem: { code: `${waitsFor}-required` } };
    }
    if (!offer || offer.waits) return false;
    const { outcome, delivered } = this;
    const finishing = { outcome: outcome.value, delivered: delivered.value };
    const request = requestOf(action, view, finishing);
    if (!request) return false;
    this.#pressedAt = this.#edges.monotonic();
    this.#leftRead.value = view.left?.at ?? null;
    this.#notice.value = null;
    if (!this.isLive.value) return this.#withoutLink(action, request);
    batch(() => {
      this.asking.value = null;
      this.#pending.value = action.do;
    });
    const isDone = await this.#ask(action, request, view);
    this.#pending.value = null;
    return isDone;
  }

  #withoutLink(action: DeskAction, request: DeskRequest): boolean {
    this.asking.value = null;
    if (action.do === 'undo') {
      this.outbox.takeBack();
      return true;
    }
    return this.#keep(action, request, newKey(), false);
  }

  /** Keeps it for later; where even this machine can't, that is told. */
  #keep(action: DeskAction, request: DeskRequest, key: string, isTried: boolean): boolean {
    const ticket = this.view.value?.ticket;
    const what = keptWhat(action, this.outcome.value);
    if (!ticket || !what) return false;
    const { ticketId, label } = ticket;
    const at = this.clock.now();
    const isKept = this.outbox.add({ key, at, ticketId, label, what, request, isTried });
    if (!isKept) this.#notice.value = { action: action.do, problem: { code: 'not-kept' } };
    return isKept;
  }

  /** True when it was granted and is on the screen. */
  async #ask(action: DeskAction, request: DeskRequest, before: DeskView): Promise<boolean> {
    const key = newKey();
    const { path, body } = request;
    const answer = await this.#edges.send<{ ticket?: unknown }>('POST', path, body, { key });
    if (!answer.ok) {
      // Nobody knows whether it arrived: it is sent again under its own key, so it happens once.
      const isLost = answer.problem.code === 'unreachable' && keptWithoutLink.has(action.do);
      if (isLost && this.#keep(action, request, key, true)) return true;
      this.#refused(action, answer.problem);
      return false;
    }
    const isCall = action.do === 'call-next' || action.do === 'finish-next';
    const nobodyWaits = isCall && answer.body.ticket === null;
    if (!nobodyWaits || action.do === 'finish-next') await this.#settle(before);
    // After a finish the empty counter says it already.
    else this.#notice.value = { action: action.do, problem: { code: 'nobody-waits' } };
    this.#done(action);
    return true;
  }

  #refused(action: DeskAction, problem: Problem): void {
    if (problem.status === 401) this.#edges.onSignedOut();
    if (problem.code === 'choice-reason-required' && action.do === 'call') {
      this.choosing.value = action.ticketId;
      this.asking.value = 'choice';
      return;
    }
    this.#notice.value = { action: action.do, problem };
  }

  #done(action: DeskAction): void {
    this.more.value = false;
    this.closePanel();
    if (action.do === 'call') this.rows.release();
    if (action.do === 'close' && action.shiftEnds) this.#edges.onShiftEnded();
  }

  /** The answer may come before the change on the socket: no press may act on the old view. */
  async #settle(before: DeskView): Promise<void> {
    if (this.view.value !== before) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, settleMsMax);
      this.#settled = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#settled = null;
  }

  #linkLost(): void {
    this.#lostAt.value = this.clock.now() - silenceMsMax;
    // What is being written or chosen without the server stays; a pane can't be decided now.
    if (this.asking.value !== 'note' && this.asking.value !== 'park') this.asking.value = null;
    this.closePanel();
  }

  #viewCame(view: DeskView): void {
    this.#cameAt.value = this.clock.now();
    this.rows.remember(view.queues);
    const { ticket } = view;
    const legId = ticket?.state === 'serving' ? ticket.legId : null;
    if (legId !== this.#servedLegId) {
      this.#servedLegId = legId;
      this.outcome.value = ticket?.outcomeRequired ? null : 'completed';
      this.delivered.value = new Set();
    }
    this.#settled?.();
  }

  #idle(): { label: string; secondsMin: number } | null {
    const view = this.view.value;
    if (!view?.next || this.barrier.value || !this.isLive.value) return null;
    if (deskState(view) !== 'idle' || view.counter.autoCall) return null;
    return { label: view.next.ticket.label, secondsMin: view.idleAlertSeconds };
  }

  /** Calls this one; out of order always for a reason, which the journal keeps (DESK-21, CALL-14). */
  callTicket(ticketId: string): void {
    const view = this.view.value;
    if (!view || !isOutOfOrder(view, ticketId)) {
      return void this.press({ do: 'call', ticketId });
    }
    if (!this.mayDo('call')) return;
    this.choosing.value = ticketId;
    this.asking.value = 'choice';
  }

  /** Marks the service of a leg as given here, or takes the mark off again. */
  deliver(serviceId: string): void {
    const ticket = this.view.value?.ticket;
    const leg = ticket?.legs.find(each => each.serviceId === serviceId);
    if (ticket?.state !== 'serving' || !leg || this.keptHere.value) return;
    if (!leg.canServeAlong && !(leg.here && ticket.deliveredRequired)) return;
    const marked = new Set(this.delivered.value);
    if (!marked.delete(serviceId)) marked.add(serviceId);
    this.delivered.value = marked;
  }

  chooseOutcome(outcome: Outcome): void {
    if (this.view.value?.ticket?.state === 'serving') this.outcome.value = outcome;
  }

  mayDo(kind: ActionKind): boolean {
    const offer = this.#offersAt(this.clock.now()).get(kind);
    return offer?.waits === null && this.#pending.value === null;
  }

  openPanel(panel: Panel): void {
    if (!this.mayDo(panel)) return;
    this.closePanel();
    this.more.value = false;
    this.panel.value = panel;
  }

  closePanel(): void {
    this.panel.value = null;
    this.paneOffer.value = null;
  }

  /** Takes the counter over: from another officer, from another window, or from both. */
  async takeOver(): Promise<void> {
    const { value: barrier } = this.barrier;
    if (barrier?.by === 'officer' && !(await this.press({ do: 'take-over' }))) return;
    if (this.#hold.by.value === 'elsewhere') await this.#hold.take();
  }

  dismissNotice(): void {
    this.#notice.value = null;
  }

  /** Does what a key means. While a question is open only its own keys count. */
  key(meaning: KeyMeaning): void {
    if (this.view.value) keyDoes(this, meaning);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#alert.close();
    this.outbox.close();
    this.#settled?.();
    this.#edges.stream.close();
  }
}
