import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer, IssuedTicket } from '../contract/http.ts';
import type { Need } from '../contract/values.ts';
import type { AgencyView, KioskPatch, KioskView, ServiceView } from '../contract/views.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { Paper } from './paper.ts';
import type { PaperState } from './paper.ts';
import { Patience, spans, unclaimed } from './patience.ts';
import type { Span } from './patience.ts';
import type { Aid, Screen, Sheet } from './screen.ts';
import { StaffCall } from './staff-call.ts';
import { Typed } from './typed.ts';
import { Wish } from './wish.ts';

export interface KioskEdges {
  readonly stream: Stream<KioskView, KioskPatch>;
  readonly send: typeof send;
  readonly newKey: () => string;
}

export const errandsMax = 5;

/** One wish of one visitor. Sent again as it was: another body under its key would be refused. */
interface Intent {
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function mergeKiosk(view: KioskView, patch: KioskPatch): KioskView {
  const renewed = new Map((patch.agencies ?? []).map(agency => [agency.id, agency]));
  return {
    ...view,
    building: patch.building ?? view.building,
    printer: patch.printer ?? view.printer,
    popular: patch.popular ?? view.popular,
    agencies: view.agencies.map(agency => renewed.get(agency.id) ?? agency),
  };
}

/** One visitor at a time: what they see and chose. Everything is forgotten when they leave. */
export class Kiosk {
  readonly #edges: KioskEdges;
  readonly #screen = signal<Screen>({ at: 'home' });
  readonly #sheet = signal<Sheet | null>(null);
  readonly #errands = signal<readonly string[]>([]);
  readonly #choice = signal<string | null>(null);
  readonly #need = signal<Need | null>(null);
  readonly #isIssuing = signal(false);
  readonly #claim = signal<'none' | 'sending' | 'lost'>('none');
  readonly #aids = signal<ReadonlySet<Aid>>(new Set());
  readonly #paper: Paper;
  readonly #patience = new Patience(() => this.leave());
  #intent: Intent | null = null;
  /** Raised when a visitor leaves, so that a late answer never shows on the next one's screen. */
  #visitor = 0;
  readonly staffCall: StaffCall;
  readonly query = new Typed(queryLengthMax);
  readonly code = new Typed(codeLength);

  readonly serviceIds = computed(() => {
    const choice = this.#choice.value;
    return choice === null ? this.#errands.value : [...this.#errands.value, choice];
  });

  constructor(edges: KioskEdges) {
    this.#edges = edges;
    this.#paper = new Paper(edges.stream, state => this.#paperBecame(state));
  }

  get view(): ReadonlySignal<KioskView | null> {
    return this.#edges.stream.view;
  }
  get link(): Stream<KioskView>['link'] {
    return this.#edges.stream.link;
  }
  get clock(): Stream<KioskView>['clock'] {
    return this.#edges.stream.clock;
  }
  get screen(): ReadonlySignal<Screen> {
    this.#wish = new Wish(edges);
    this.#plan = new ErrandPlan(edges.send, problem => this.#mark(problem));
    this.staffCall = new StaffCall(edges.send);
    return this.#screen;
  }
  get sheet(): ReadonlySignal<Sheet | null> {
    return this.#sheet;
  }
  /** Services taken along by "another errand", without the one marked now. */
  get errands(): ReadonlySignal<readonly string[]> {
    return this.#errands;
  }
  get choice(): ReadonlySignal<string | null> {
    return this.#choice;
  }
  get need(): ReadonlySignal<Need | null> {
    return this.#need;
  }
  get isIssuing(): ReadonlySignal<boolean> {
    return this.#isIssuing;
  }
  get aids(): ReadonlySignal<ReadonlySet<Aid>> {
    return this.#aids;
  }
  /** How far the word has come that the visitor has a number without paper. */
  get claim(): ReadonlySignal<'none' | 'sending' | 'lost'> {
    return this.#claim;
  }
  get paper(): ReadonlySignal<PaperState> {
    return this.#paper.state;
  }
  get waiting(): Patience['waiting'] {
    return this.#patience.waiting;
  }

  close(): void {
    this.#patience.stop();
    this.#paper.close();
    this.#edges.stream.close();
  }

  touched(): void {
    this.#patience.touched();
  }

  /** "Butuh waktu lagi": as often as the visitor likes, who then is here and has the number. */
  needsTime(): void {
    if (this.#paper.state.value.is === 'failed') void this.hasNumber(spans.paperFailed);
    else this.#patience.renew();
  }

  /** "Sudah saya catat": from now on the number is not cancelled. */
  async hasNumber(after: Span = spans.paperTaken): Promise<void> {
    const screen = this.#screen.value;
    if (screen.at !== 'ticket' || this.#claim.value === 'sending') return;
    const visitor = this.#visitor;
    this.#claim.value = 'sending';
    const path = `/tickets/${screen.ticket.id}/claim`;
    const answer = await this.#edges.send<unknown>('POST', path);
    if (visitor !== this.#visitor) return;
    const isTooLate = !answer.ok && answer.problem.code === 'wrong-state';
    this.#claim.value = answer.ok || isTooLate ? 'none' : 'lost';
    if (isTooLate) this.#paper.become({ is: 'cancelled' });
    if (!answer.ok) return;
    this.#paper.become({ is: 'held', by: 'noted' });
    this.#patience.begin(after);
  }

  callsStaff(): void {
    this.#sheet.value = { about: 'staff' };
  }

  /** After a number that was cancelled: the same person, who still needs what they set. */
  takeAnother(): void {
    const [aids, spoken] = [this.#aids.value, language.value];
    this.leave();
    this.#aids.value = aids;
    language.value = spoken;
    this.takeNumber();
  }

  takeNumber(): void {
    this.#sheet.value = null;
    this.#show({ at: 'agencies', page: 0 });
  }

  hasBooking(): void {
    this.#sheet.value = { about: 'booking' };
    this.#patience.begin(spans.choosing);
  }

  chooseAgency(agencyId: string): void {
    const agency = this.agency(agencyId);
    if (agency === undefined) return;
    if (!agency.availability.open) {
      this.#sheet.value = { about: 'agency-closed', agencyId };
      return;
    const screen = this.#screen.value;
    if (screen.at === 'ticket') void this.staffCall.ask(screen.ticket.id);
    }
    this.#show({ at: 'services', agencyId, page: null });
  }

  /** A service of the most chosen: its agency with the service already marked. */
  choosePopular(serviceId: string): void {
    const agency = this.agencyOf(serviceId);
    if (agency === undefined) return;
    this.#show({ at: 'services', agencyId: agency.id, page: null });
    this.chooseService(serviceId);
  }

  /** Moves the one mark; a wrong touch never makes two errands. */
  chooseService(serviceId: string): void {
    const service = this.service(serviceId);
    if (service === undefined || this.#errands.value.includes(serviceId)) return;
    if (!service.availability.open) {
      this.#sheet.value = { about: 'service-closed', serviceId };
      return;
    }
    this.#choice.value = serviceId;
  }

  showPage(page: number): void {
    const screen = this.#screen.value;
    if (screen.at === 'agencies' || screen.at === 'services') this.#show({ ...screen, page });
  }

  asksNeed(): void {
    this.#sheet.value = { about: 'need' };
  }

  toggleNeed(need: Need): void {
    this.#need.value = this.#need.value === need ? null : need;
    if (this.#sheet.value?.about === 'need') this.closeSheet();
  }

  toggleAid(aid: Aid): void {
    const aids = new Set(this.#aids.value);
    if (!aids.delete(aid)) aids.add(aid);
    this.#aids.value = aids;
    const screen = this.#screen.value;
    // Other aids make other pages.
    if (screen.at === 'agencies') this.#show({ ...screen, page: 0 });
    else if (screen.at === 'services') this.#show({ ...screen, page: null });
    else if (screen.at === 'home') this.#patience.begin(spans.resting);
  }

  speak(to: 'id' | 'en'): void {
    language.value = to;
    if (this.#screen.value.at === 'home') this.#patience.begin(spans.resting);
  }

  get canAddErrand(): boolean {
    return this.#choice.value !== null && this.serviceIds.value.length < errandsMax;
  }

  addErrand(): void {
    if (!this.canAddErrand) return;
    this.#errands.value = this.serviceIds.value;
    this.#choice.value = null;
    this.#show({ at: 'agencies', page: 0 });
  }

  back(): void {
    const screen = this.#screen.value;
    if (this.#sheet.value !== null) return this.closeSheet();
    if (screen.at === 'services') {
      this.#choice.value = null;
      return this.#show({ at: 'agencies', page: 0 });
    }
    const last = this.#errands.value.at(-1);
    const agency = last === undefined ? undefined : this.agencyOf(last);
    if (screen.at !== 'agencies' || last === undefined || agency === undefined) return this.leave();
    // One step back from "another errand": the last one is the marked one again.
    this.#errands.value = this.#errands.value.slice(0, -1);
    this.#choice.value = last;
    this.#show({ at: 'services', agencyId: agency.id, page: null });
  }

  closeSheet(): void {
    this.#sheet.value = null;
    if (this.#screen.value.at === 'home') this.#patience.begin(spans.resting);
  }

  /** Sends one intent once; while it is under way further presses are the same press. */
  async issue(): Promise<void> {
    if (this.#isIssuing.value || this.serviceIds.value.length === 0) return;
    const visitor = this.#visitor;
    const intent = this.#intentNow();
    this.#isIssuing.value = true;
    this.#sheet.value = null;
    this.#patience.stop();
    const answer = await this.#edges.send<IssuedAnswer>('POST', '/tickets', intent.body, {
      key: intent.key,
    });
    if (visitor !== this.#visitor) return;
    this.#isIssuing.value = false;
    if (answer.ok) {
      this.#intent = null;
      this.#screen.value = { at: 'ticket', ticket: answer.body.ticket };
      this.#paper.follow(answer.body.print);
      return;
    }
    // A lost answer may have issued the number, so its key is kept; a refusal has issued nothing.
    if (answer.problem.code !== 'unreachable') this.#intent = null;
    this.#sheet.value = { about: 'refused', problem: answer.problem };
    this.#patience.begin(spans.choosing);
  }

  /** The end of a visit, by key or by time: nothing of it stays. */
  leave(): void {
    this.#visitor += 1;
    this.#intent = null;
    this.#patience.stop();
    this.#paper.forget();
    this.#sheet.value = null;
    this.#errands.value = [];
    this.#choice.value = null;
    this.#need.value = null;
    this.#isIssuing.value = false;
    this.#claim.value = 'none';
    this.#aids.value = new Set();
    this.#screen.value = { at: 'home' };
    language.value = this.view.value?.building.languages[0] ?? 'id';
  }

  agency(agencyId: string): AgencyView | undefined {
    return this.view.value?.agencies.find(agency => agency.id === agencyId);
  }

  agencyOf(serviceId: string): AgencyView | undefined {
    return this.view.value?.agencies.find(agency =>
      agency.services.some(service => service.id === serviceId),
    );
  }

  service(serviceId: string): ServiceView | undefined {
    return this.agencyOf(serviceId)?.services.find(service => service.id === serviceId);
  }

  #show(screen: Screen): void {
    this.#screen.value = screen;
    this.#patience.begin(spans.choosing);
  }

  /** The wish as it stands; one whose answer was lost goes out as it was, even if re-worded. */
  #intentNow(): Intent {
    const need = this.#need.value;
    const wish = { serviceIds: this.serviceIds.value, need };
    const before = this.#intent;
    if (before !== null && isSameWish(before, wish)) return before;
    const body = {
      serviceIds: wish.serviceIds,
      ...(need === null ? {} : { class: 'vulnerable', need }),
      language: language.value,
    };
    this.#intent = { key: this.#edges.newKey(), body };
    return this.#intent;
  }

  #paperBecame(paper: PaperState): void {
    if (this.#screen.value.at !== 'ticket') return;
    this.#sheet.value = null;
    if (paper.is === 'queued' || paper.is === 'printing') this.#patience.stop();
    else if (paper.is !== 'failed') this.#patience.begin(spanOf[paper.is]);
    else this.#patience.begin(unclaimed(paper.keptUntil - this.clock.now()));
  }
}

/** How long the screen stays once it is known what became of the paper. */
const spanOf = {
  printed: spans.paperTaken,
  held: spans.paperTaken,
  cancelled: spans.resting,
  unknown: spans.paperFailed,
  none: spans.paperFailed,
} as const;

function isSameWish(
  intent: Intent,
  wish: { readonly serviceIds: readonly string[]; readonly need: Need | null },
): boolean {
  const { serviceIds, need } = intent.body;
  return (
    JSON.stringify(serviceIds) === JSON.stringify(wish.serviceIds) && (need ?? null) === wish.need
  );
}
    this.staffCall.forget();
    this.#errands.forget();
    this.query.set('');
    this.code.set('');
    this.#scanned = null;
    this.#acceptedWait = '';
