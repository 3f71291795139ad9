import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { FoundPerson, PersonExport } from '../contract/privacy.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { SaveFile } from './save-file.ts';

/** By what somebody is looked for: one of them, since two may be of two people. */
export const personWays = ['nik', 'phone', 'code'] as const;
export type PersonWay = (typeof personWays)[number];

export type PersonState =
  | { readonly is: 'typing' }
  | { readonly is: 'found'; readonly person: FoundPerson; readonly isSaved: boolean }
  | { readonly is: 'asking'; readonly person: FoundPerson }
  | { readonly is: 'erased'; readonly count: number }
  | { readonly is: 'refused'; readonly problem: Problem };

/** What was found does not stay on a screen that was left. */
const forgetMs = 5 * 60_000;

const looksRight: Readonly<Record<PersonWay, RegExp>> = {
  nik: /^\d{16}$/,
  phone: /^\+?\d{9,15}$/,
  code: /^[0-9A-Za-z]{8}$|^MPP:.+/i,
};

const without: Readonly<Record<PersonWay, RegExp>> = {
  nik: /[\s.-]/g,
  phone: /[\s().-]/g,
  code: /[\s-]/g,
};

export interface PersonEdges {
  readonly send: typeof send;
  readonly saveFile: SaveFile;
}

/** What is kept of one person: found, told to them as a file, erased at their wish. */
export class PersonFile {
  readonly #edges: PersonEdges;
  readonly #state = signal<PersonState>({ is: 'typing' });
  readonly #isBusy = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly way = signal<PersonWay>('nik');
  readonly text = signal('');
  /** What is asked for, once it looks like one. */
  readonly given = computed((): Readonly<Partial<Record<PersonWay, string>>> | null => {
    const way = this.way.value;
    const text = this.text.value.trim().replaceAll(without[way], '');
    return looksRight[way].test(text) ? { [way]: text } : null;
  });

  constructor(edges: PersonEdges) {
    this.#edges = edges;
  }

  get state(): ReadonlySignal<PersonState> {
    return this.#state;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  choose(way: PersonWay): void {
    this.forget();
    this.way.value = way;
  }

  write(text: string): void {
    this.text.value = text;
    this.#show({ is: 'typing' });
  }

  /** Nothing of anybody stays here. */
  forget(): void {
    this.write('');
  }

  async find(): Promise<void> {
    const person = await this.#ask<FoundPerson>('find');
    if (person !== null) this.#show({ is: 'found', person, isSaved: false });
  }

  async save(): Promise<void> {
    const { value: state } = this.#state;
    if (state.is !== 'found') return;
    const told = await this.#ask<PersonExport>('export');
    if (told === null) return;
    const name = `data-pribadi-${told.madeAt.slice(0, 10)}.json`;
    this.#edges.saveFile(name, 'application/json', `${JSON.stringify(told, null, 2)}\n`);
    this.#show({ ...state, isSaved: true });
  }

  askErase(): void {
    const { value: state } = this.#state;
    if (state.is === 'found') this.#show({ is: 'asking', person: state.person });
  }

  keep(): void {
    const { value: state } = this.#state;
    if (state.is === 'asking') this.#show({ ...state, is: 'found', isSaved: false });
  }

  async erase(): Promise<void> {
    if (this.#state.value.is !== 'asking') return;
    const erased = await this.#ask<{ readonly erased: number }>('erase');
    if (erased === null) return;
    this.text.value = '';
    this.#show({ is: 'erased', count: erased.erased });
  }

  #show(state: PersonState): void {
    clearTimeout(this.#timer);
    this.#state.value = state;
    const isOfSomebody = state.is === 'found' || state.is === 'asking';
    this.#timer = isOfSomebody ? setTimeout(() => this.forget(), forgetMs) : undefined;
  }

  async #ask<Answer>(step: 'find' | 'export' | 'erase'): Promise<Answer | null> {
    const { value: given } = this.given;
    if (given === null || this.#isBusy.value) return null;
    this.#isBusy.value = true;
    const answer = await this.#edges.send<Answer>('POST', `/admin/people/${step}`, given);
    this.#isBusy.value = false;
    // Somebody else is typed meanwhile.
    if (given !== this.given.value) return null;
    if (answer.ok) return answer.body;
    this.#show({ is: 'refused', problem: answer.problem });
    return null;
  }
}
