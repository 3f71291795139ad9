import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { KioskLanguage } from '../contract/printers.ts';
import type { Need } from '../contract/values.ts';
import type { AgencyView, KioskPatch, KioskView, ServiceView } from '../contract/views.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { Aids } from './aids.ts';
import { agencyOf, isGivenAt, isOpenAt, longWait, serviceOf, shownAgencies } from './catalogue.ts';
import { CheckIn } from './check-in.ts';
import { ErrandPlan } from './errand-plan.ts';
import { Errands, isOfErrand } from './errands.ts';
import { Guide } from './guide.ts';
import { spans } from './patience.ts';
import type { Aid } from './screen.ts';
import { SearchBox } from './search-box.ts';
import { Shown } from './shown.ts';
import { speakIn, spokenLanguage } from './spoken-language.ts';
import { Taking } from './taking.ts';
import { TicketInHand } from './ticket-in-hand.ts';
import { Wish } from './wish.ts';

export interface KioskEdges {
  readonly stream: Stream<KioskView, KioskPatch>;
  readonly send: typeof send;
  readonly newKey: () => string;
}

/** One visitor at a time: what they see and chose. Everything is forgotten when they leave. */
export class Kiosk {
  readonly #edges: KioskEdges;
  readonly guide = new Guide(() => this.view.value?.kiosk.volumePercent ?? 60);
  readonly #shown = new Shown(() => this.leave(), this.guide.isSpeaking);
  readonly screen = this.#shown.screen;
  readonly sheet = this.#shown.sheet;
  readonly waiting = this.#shown.patience.waiting;
  readonly #errands = new Errands();
  readonly serviceIds = this.#errands.ids;
  /** Services taken along by "another errand", without the one marked now. */
  readonly errands = this.#errands.kept;
  readonly choice = this.#errands.choice;
  readonly need = this.#errands.need;
  readonly #isLookingUp = signal(false);
  /** Asking what to bring only: nothing is chosen for a number. */
  readonly isLookingUp: ReadonlySignal<boolean> = this.#isLookingUp;
  readonly #aids = new Aids(() => this.view.value?.kiosk);
  readonly aids = this.#aids.now;
  readonly lines = this.#aids.lines;
  readonly #taking: Taking;
  readonly plan: ErrandPlan;
  /** The number that was given last, until its visitor leaves. */
  readonly inHand: TicketInHand;
  readonly search = new SearchBox(this.#shown);
  readonly checkIn: CheckIn;
  /** Errands of which the visitor knows that they wait long. */
  #acceptedWait = '';

  /** The agencies that this kiosk gives numbers for. */
  readonly agencies = computed(() => shownAgencies(this.view.value));

  /** Errands that no number is given for now: closed, gone, or refused by the server. */
  readonly closedErrands = computed<readonly string[]>(() => {
    const refused = this.#errands.refused.value;
    return this.serviceIds.value.filter(id => refused.has(id) || !isOpenAt(this.view.value, id));
  });

  constructor(edges: KioskEdges) {
    this.#edges = edges;
    this.inHand = new TicketInHand(edges.stream, edges.send, this.#shown);
    this.#taking = new Taking(new Wish(edges), this.#shown, answer => this.inHand.show(answer));
    this.checkIn = new CheckIn(this.#shown, this.#taking, {
      language: () => (spokenLanguage() === this.#firstLanguage() ? null : language.value),
      need: () => this.need.value,
    });
    this.plan = new ErrandPlan(
      edges.send,
      problem => this.#mark(problem),
      () => this.screen.value.at === 'overview',
    );
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
  get isIssuing(): ReadonlySignal<boolean> {
    return this.#taking.isUnderWay;
  }
  get claim(): TicketInHand['claim'] {
    return this.inHand.claim;
  }
  get paper(): TicketInHand['paper'] {
    return this.inHand.paper;
  }
  get staffCall(): TicketInHand['staffCall'] {
    return this.inHand.staffCall;
  }
  close(): void {
    this.#shown.patience.stop();
    this.inHand.close();
    this.#edges.stream.close();
  }

  touched(): void {
    this.#shown.patience.touched();
  }

  /** "Butuh waktu lagi": as often as the visitor likes. */
  needsTime(): void {
    this.inHand.needsTime();
  }

  /** "Sudah saya catat": from now on the number is not cancelled. */
  hasNumber(): Promise<void> {
    return this.inHand.isNoted(spans.paperTaken);
  }

  callsStaff(): void {
    this.inHand.callsStaff();
  }

  /** What was chosen is forgotten, what the same person set for themselves is not. */
  takeAnother(): void {
    this.#startOver();
    this.takeNumber();
  }

  takeNumber(): void {
    this.#shown.uncover();
    this.#isLookingUp.value = false;
    this.#shown.show({ at: 'agencies', page: 0 });
  }

  /** From something else that cannot be had: with its service already marked where it is open. */
  takeNumberFor(serviceId: string | null): void {
    this.takeNumber();
    if (serviceId !== null && this.service(serviceId)?.availability.open === true) {
      this.chooseFound(serviceId);
    }
  }

  /** What to bring, without a number; pressed again, for a number after all. */
  lookUp(): void {
    this.#isLookingUp.value = !this.#isLookingUp.value;
    this.#shown.show({ at: 'agencies', page: 0 });
  }

  chooseAgency(agencyId: string): void {
    const agency = this.agency(agencyId);
    if (agency === undefined) return;
    if (!agency.availability.open && !this.#isLookingUp.value) {
      this.#shown.cover({ about: 'agency-closed', agencyId });
      return;
    }
    this.#shown.show({ at: 'services', agencyId, page: null });
  }

  /** A service found elsewhere than in its list: its agency with the service already marked. */
  chooseFound(serviceId: string): void {
    if (!isGivenAt(this.view.value, serviceId)) return;
    const isOpen = this.service(serviceId)?.availability.open === true;
    if (isOpen && !this.#isLookingUp.value) {
      this.#shown.uncover();
      this.#showServicesOf(serviceId);
    }
    this.chooseService(serviceId);
  }

  /** Marks a service, or shows what to bring for it where nothing else was asked. */
  chooseService(serviceId: string): void {
    const service = this.service(serviceId);
    if (service === undefined) return;
    if (this.#isLookingUp.value) return this.showWhatToBring(serviceId);
    if (this.#errands.kept.value.includes(serviceId)) return;
    if (service.availability.open) this.#errands.choose(serviceId);
    else this.#shown.cover({ about: 'service-closed', serviceId });
  }

  showWhatToBring(serviceId: string): void {
    const from = this.screen.value.at === 'search' ? 'search' : 'services';
    this.#shown.uncover();
    this.#shown.show({ at: 'bring', serviceId, from });
  }

  /** From what to bring to the number. */
  takeAfterAll(serviceId: string): void {
    this.#isLookingUp.value = false;
    this.chooseFound(serviceId);
  }

  showPage(page: number): void {
    this.#shown.page(page);
  }

  asksNeed(): void {
    this.#shown.cover({ about: 'need' });
  }

  toggleNeed(need: Need): void {
    this.#errands.toggleNeed(need);
    if (this.sheet.value?.about === 'need') this.closeSheet();
  }

  toggleAid(aid: Aid): void {
    this.#aids.toggle(aid);
    // Other aids make other pages.
    this.#shown.page(null);
    if (this.screen.value.at === 'home') this.#shown.patience.begin(spans.resting);
  }

  asksLanguage(): void {
    this.#shown.cover({ about: 'language' });
  }

  /** Reads the screens out from now on. */
  readsOut(): void {
    this.guide.turnOn();
    if (this.screen.value.at === 'home') this.#shown.patience.begin(spans.resting);
  }

  asksSound(): void {
    this.readsOut();
    this.#shown.cover({ about: 'sound' });
  }

  speak(to: KioskLanguage): void {
    void speakIn(to);
    if (this.sheet.value?.about === 'language') this.closeSheet();
    if (this.screen.value.at === 'home') this.#shown.patience.begin(spans.resting);
  }

  get canAddErrand(): boolean {
    return this.#errands.canAdd;
  }

  addErrand(): void {
    if (!this.canAddErrand) return;
    this.#errands.keep();
    this.#shown.uncover();
    this.#shown.show({ at: 'agencies', page: 0 });
  }

  /** Out of the overview; without any errand left there is nothing to see there. */
  removeErrand(serviceId: string): void {
    this.#errands.remove(serviceId);
    if (this.serviceIds.value.length === 0) this.#shown.show({ at: 'agencies', page: 0 });
    else this.#showOverview();
  }

  back(): void {
    const screen = this.screen.value;
    if (this.sheet.value !== null) return this.closeSheet();
    if (screen.at === 'bring' && screen.from === 'search') return this.search.goOn();
    if (screen.at === 'bring') return this.#showServicesOf(screen.serviceId);
    if (screen.at === 'overview') return this.#showServicesOf(this.choice.value);
    if (screen.at === 'services') this.#errands.unmark();
    if (screen.at === 'services' || screen.at === 'search') return this.#showServicesOf(null);
    // One step back from "another errand": the last one is the marked one again.
    const last = screen.at === 'agencies' ? this.#errands.takeBack() : null;
    if (last === null) this.#startOver();
    else this.#showServicesOf(last);
  }

  closeSheet(): void {
    this.#shown.closeSheet();
  }

  /**
   * The key "take a number": several errands are looked over first, and a long wait is asked about.
   */
  async issue(): Promise<void> {
    const isOverview = this.screen.value.at === 'overview';
    if (this.isIssuing.value || this.serviceIds.value.length === 0) return;
    if (this.serviceIds.value.length > 1 && !isOverview) return this.#showOverview();
    const serviceIds = this.plan.inOrder(this.#issuable(isOverview));
    if (serviceIds.length === 0) return;
    const long = longWait(this.view.value, serviceIds);
    if (long !== null && this.#acceptedWait !== serviceIds.toSorted().join()) {
      this.#shown.cover({ about: 'long-wait', serviceId: long });
      return;
    }
    const need = this.need.value;
    const problem = await this.#taking.ask('/tickets', {
      serviceIds,
      ...(need === null ? {} : { class: 'vulnerable', need }),
      language: language.value,
    });
    if (problem === null) return;
    this.#mark(problem);
    this.#shown.cover({ about: 'refused', problem });
  }

  issueDespiteWait(): Promise<void> {
    const isOverview = this.screen.value.at === 'overview';
    this.#acceptedWait = this.#issuable(isOverview).toSorted().join();
    return this.issue();
  }

  /** A scanner has read something, whatever the kiosk shows. */
  scanned(text: string): void {
    if (this.view.value !== null && this.link.value !== 'lost') this.checkIn.scanned(text);
  }

  /** The end of a visit, by key or by time: nothing of it stays. */
  leave(): void {
    this.#taking.forget();
    this.plan.forget();
    this.inHand.forget();
    this.#errands.forget();
    this.checkIn.forget();
    this.search.forget();
    this.#acceptedWait = '';
    this.#isLookingUp.value = false;
    this.#aids.forget();
    this.guide.turnOff();
    this.#shown.forget();
    void speakIn(this.#firstLanguage());
  }

  agency(agencyId: string): AgencyView | undefined {
    return this.view.value?.agencies.find(agency => agency.id === agencyId);
  }

  agencyOf(serviceId: string): AgencyView | undefined {
    return agencyOf(this.view.value, serviceId);
  }

  service(serviceId: string): ServiceView | undefined {
    return serviceOf(this.view.value, serviceId);
  }

  #startOver(): void {
    const [setAids, setGuide, spoken] = [this.#aids.keep(), this.guide.keep(), spokenLanguage()];
    this.leave();
    setAids();
    setGuide();
    void speakIn(spoken);
    this.#shown.patience.begin(spans.resting);
  }

  #firstLanguage(): KioskLanguage {
    return this.view.value?.kiosk.languages[0] ?? 'id';
  }

  #showOverview(): void {
    this.#shown.uncover();
    this.#shown.show({ at: 'overview', page: 0 });
    void this.plan.ask(this.#issuable(true));
  }

  /** The list that a service stands in; without one, or where it is gone, the agencies. */
  #showServicesOf(serviceId: string | null): void {
    const agency = serviceId === null ? undefined : this.agencyOf(serviceId);
    if (agency === undefined) this.#shown.show({ at: 'agencies', page: 0 });
    else this.#shown.show({ at: 'services', agencyId: agency.id, page: null });
  }

  /** In the overview those that are closed are named and left out; one alone is the server's to say. */
  #issuable(isOverview: boolean): readonly string[] {
    const closed = this.closedErrands.value;
    const ids = this.serviceIds.value;
    return isOverview ? ids.filter(id => !closed.includes(id)) : ids;
  }

  /** An errand that cannot be had any more is marked, one that is gone is not chosen any longer. */
  #mark({ code, facts }: Problem): void {
    const serviceId = facts?.['serviceId'];
    if (typeof serviceId !== 'string') return;
    if (code === 'unknown-service' && this.choice.value === serviceId) this.#errands.unmark();
    else if (isOfErrand(code)) this.#errands.refuse(serviceId);
    if (this.screen.value.at === 'overview') void this.plan.ask(this.#issuable(true));
  }
}
