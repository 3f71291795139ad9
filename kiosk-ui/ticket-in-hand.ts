import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { KioskPatch, KioskView, OtherKiosk } from '../contract/views.ts';
import type { send } from '../ui-kit/api.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { Claim } from './claim.ts';
import { Paper, type PaperState } from './paper.ts';
import { spans, spansOfPaper, unclaimed, type Span } from './patience.ts';
import { PrintElsewhere } from './print-elsewhere.ts';
import type { Shown } from './shown.ts';
import { StaffCall } from './staff-call.ts';

/** A number that was given: what becomes of its paper, and what its visitor can do without it. */
export class TicketInHand {
  readonly #shown: Shown;
  readonly #stream: Stream<KioskView, KioskPatch>;
  readonly #paper: Paper;
  readonly #claim: Claim;
  readonly #elsewhere: PrintElsewhere;
  readonly staffCall: StaffCall;
  /** Where its paper was sent, by the visitor's wish. */
  readonly #sentTo = signal<OtherKiosk | null>(null);

  constructor(stream: Stream<KioskView, KioskPatch>, ask: typeof send, shown: Shown) {
    this.#shown = shown;
    this.#stream = stream;
    this.#claim = new Claim(ask);
    this.#elsewhere = new PrintElsewhere(ask);
    this.staffCall = new StaffCall(ask);
    this.#paper = new Paper(stream, state => this.#paperBecame(state));
  }

  get paper(): ReadonlySignal<PaperState> {
    return this.#paper.state;
  }
  get claim(): Claim['state'] {
    return this.#claim.state;
  }
  get sentTo(): ReadonlySignal<OtherKiosk | null> {
    return this.#sentTo;
  }
  get printingElsewhere(): PrintElsewhere['state'] {
    return this.#elsewhere.state;
  }

  show({ ticket, print }: IssuedAnswer): void {
    this.#shown.showWithoutEnd({ at: 'ticket', ticket });
    this.#paper.follow(print);
  }

  /** Whoever asks for time is here, and has the number. */
  needsTime(): void {
    if (this.#paper.state.value.is === 'failed') void this.isNoted(spans.paperFailed);
    else this.#shown.patience.renew();
  }

  async isNoted(after: Span): Promise<void> {
    const screen = this.#shown.screen.value;
    if (screen.at !== 'ticket') return;
    const claim = await this.#claim.say(screen.ticket.id);
    if (claim === 'too-late') this.#paper.become({ is: 'cancelled' });
    if (claim !== 'kept') return;
    this.#paper.become({ is: 'held', by: 'noted' });
    this.#shown.patience.begin(after);
  }

  /** The kiosk that may print it instead: only where surely no paper came out here. */
  get otherKiosk(): OtherKiosk | null {
    const paper = this.#paper.state.value;
    const hasNone = paper.is === 'failed' || (paper.is === 'held' && paper.by === 'noted');
    return hasNone ? (this.#stream.view.value?.others[0] ?? null) : null;
  }

  /** The paper then is told as every paper is; what cannot be printed there stays as it was. */
  async printAt(other: OtherKiosk): Promise<void> {
    const screen = this.#shown.screen.value;
    if (screen.at !== 'ticket') return;
    const before = this.#sentTo.value;
    this.#sentTo.value = other;
    const isAsked = await this.#elsewhere.ask(screen.ticket.id, other.id);
    if (isAsked === false) this.#sentTo.value = before;
  }

  callsStaff(): void {
    this.#shown.cover({ about: 'staff' });
    const screen = this.#shown.screen.value;
    if (screen.at === 'ticket') void this.staffCall.ask(screen.ticket.id);
  }

  forget(): void {
    this.#paper.forget();
    this.staffCall.forget();
    this.#claim.forget();
    this.#elsewhere.forget();
    this.#sentTo.value = null;
  }

  close(): void {
    this.#paper.close();
  }

  #paperBecame(paper: PaperState): void {
    if (this.#shown.screen.value.at !== 'ticket') return;
    this.#shown.uncover();
    const { patience } = this.#shown;
    if (paper.is === 'queued' || paper.is === 'printing') patience.stop();
    else if (paper.is !== 'failed') patience.begin(spansOfPaper[paper.is]);
    else patience.begin(unclaimed(paper.keptUntil - this.#stream.clock.now()));
  }
}
