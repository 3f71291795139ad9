import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Place } from '../../contract/commands.ts';
import type { DeskView } from '../../contract/desk-views.ts';
import { minuteRange } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import type { DeskAction, PaneOffer } from '../actions.ts';
import { paneText } from '../pane-texts.ts';
import { refusalSentence } from '../refusal-texts.ts';
import { counterDestinations, officerDestinations, serviceDestinations } from './destination.ts';
import type { Destination, Tab } from './destination.ts';
import type { PaneEdges } from './pane-edges.ts';
import { PaneLists } from './pane-lists.ts';
import { Picker } from './picker.ts';
import { Preview } from './preview.ts';
import type { PreviewState } from './preview.ts';
import { OftenChosen } from './often.ts';
import { paneRefusal } from './refusal.ts';

export const tabs: readonly Tab[] = ['service', 'counter', 'officer'];
export const places: readonly Place[] = ['first', 'order', 'last'];
/** As the server takes it. */
export const noteCharsMax = 500;

/** Sending somebody on: where, which place there, with what note, and whether they come back. */
export class TransferPane {
  readonly #edges: PaneEdges;
  readonly #often: OftenChosen;
  readonly #preview: Preview;
  readonly #stops: (() => void)[] = [];
  readonly lists: PaneLists;
  readonly tab = signal<Tab>('service');
  readonly place = signal<Place>('order');
  readonly note = signal('');
  readonly returns = signal(false);
  readonly picker: ReadonlySignal<Picker>;
  readonly offer: ReadonlySignal<PaneOffer>;

  constructor(edges: PaneEdges) {
    this.#edges = edges;
    this.lists = new PaneLists(edges);
    this.#preview = new Preview(edges);
    this.#often = new OftenChosen(edges.memory, edges.view.peek()?.counter.id ?? '');
    const often = signal(this.#often.keys());
    const usual = computed(() => {
      const serviceId = edges.view.value?.ticket?.thenServiceId ?? null;
      return serviceId === null ? null : keyOf({ serviceId });
    });
    const pickers = new Map(
      tabs.map(
        tab =>
          [
            tab,
            new Picker(
              computed(() => this.#rows(tab)),
              often,
              usual,
            ),
          ] as const,
      ),
    );
    this.picker = computed(() => pickers.get(this.tab.value)!);
    this.offer = computed(() => this.#offer());
    this.#stops.push(effect(() => this.#askPreview()));
    this.lists.open();
  }

  get preview(): ReadonlySignal<PreviewState> {
    return this.#preview.state;
  }

  get chosen(): Destination | null {
    return this.picker.value.chosen.value;
  }

  /** The server has done it: the destination counts as used from this counter. */
  done(action: DeskAction): void {
    if (action.do === 'transfer') this.#often.add(keyOf(action.to));
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.lists.close();
    this.#preview.close();
  }

  #rows(tab: Tab): Destination[] {
    const loaded = this.lists.loaded.value;
    const view = this.#edges.view.value;
    if (!loaded || !view) return [];
    const ownId = view.counter.id;
    if (tab === 'counter') return counterDestinations(loaded.counters, ownId);
    if (tab === 'officer') return officerDestinations(loaded.counters, ownId);
    return serviceDestinations(loaded.catalogue, loaded.counters, view.ticket);
  }

  #askPreview(): void {
    const ticketId = this.#edges.view.value?.ticket?.ticketId;
    const { chosen } = this;
    const place = this.place.value;
    this.#preview.ask(ticketId && chosen ? { ticketId, to: chosen.to, place } : null);
  }

  /** Exactly what stands on the screen; null where nothing may be sent. */
  #action(): DeskAction | null {
    const { chosen } = this;
    if (!chosen || this.#preview.state.value.is === 'refused') return null;
    const note = this.note.value.trim();
    return {
      do: 'transfer',
      to: chosen.to,
      place: this.place.value,
      returns: this.returns.value,
      ...(note === '' ? {} : { note }),
    };
  }

  #offer(): PaneOffer {
    const view = this.#edges.view.value;
    const { chosen } = this;
    const words = chosen
      ? paneText(this.returns.value ? 'sendToAndBack' : 'sendTo', { to: chosen.short })
      : paneText('sendNowhere');
    return {
      words,
      lead: view ? leadAfter(view) : '',
      says: view
        ? says(this.#preview.state.value, view, this.returns.value, this.#edges.now())
        : null,
      action: this.#action(),
    };
  }
}

const keyOf = (to: Destination['to']): string => {
  if ('serviceId' in to) return `service ${to.serviceId}`;
  return 'counterId' in to ? `counter ${to.counterId}` : `officer ${to.staffId}`;
};

/** What becomes of this counter once the visitor is gone. */
function leadAfter({ counter, next }: DeskView): string {
  const { number } = counter;
  if (!next) return paneText('thenFreeNobody', { number });
  const { label } = next.ticket;
  return paneText(counter.autoCall ? 'thenCalled' : 'thenFree', { number, label });
}

/** Place, range, and what happens next, before anything is done. */
function says(state: PreviewState, view: DeskView, returns: boolean, now: number): string {
  const label = view.ticket?.label ?? '';
  switch (state.is) {
    case 'none':
      return paneText('chooseDestination');
    case 'asking':
      return paneText('previewAsking');
    case 'unknown':
      return paneText('previewUnknown');
    case 'refused':
      return paneRefusal(state.problem, view, now) ?? refusalSentence(state.problem);
    case 'known': {
      const { place, waiting, series, estimate } = state.preview;
      const wait = estimate ? waitWords(estimate) : '';
      const back = returns
        ? paneText('previewReturns', { label, number: view.counter.number })
        : '';
      const first = `${paneText('previewPlace', { label, place, waiting, series })}${wait}.`;
      return [first, back, paneText('previewPhone')].filter(Boolean).join(' ');
    }
  }
}

function waitWords(estimate: { fromMinutes: number; toMinutes: number }): string {
  if (estimate.toMinutes <= 5 && estimate.fromMinutes <= 0) return paneText('previewSoon');
  const range = minuteRange(estimate, language.value);
  return `${paneText('previewWait')}${paneText('previewRange', { range })}`;
}
