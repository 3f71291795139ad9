import { signal, type ReadonlySignal } from '@preact/signals';
import type { DeskView } from '../contract/desk-views.ts';
import type { Text } from '../contract/values.ts';
import type { Memory } from './model.ts';

/** The counter that this machine stands at, as it is named before anybody signs in. */
export interface OwnCounter {
  readonly name: Text;
  readonly agencyName: Text;
}

const place = 'counter-shown';

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'en' in value &&
  typeof value.en === 'string';

/** What a machine remembers may be of an older program: what cannot be read is nothing. */
function read(text: string | null): OwnCounter | null {
  try {
    const { name, agencyName } = JSON.parse(text ?? '') as Partial<OwnCounter>;
    return isText(name) && isText(agencyName) ? { name, agencyName } : null;
  } catch {
    return null;
  }
}

/** Told at the sign-in, so that nobody opens another counter than the one they sit at. */
export class MachineCounter {
  readonly #memory: Memory;
  readonly #now = signal<OwnCounter | null>(null);

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#now.value = read(memory.read(place));
  }

  get now(): ReadonlySignal<OwnCounter | null> {
    return this.#now;
  }

  seen({ counter: { name, agencyName } }: Pick<DeskView, 'counter'>): void {
    const words = JSON.stringify({ name, agencyName });
    if (words === JSON.stringify(this.#now.peek())) return;
    this.#memory.write(place, words);
    this.#now.value = { name, agencyName };
  }

  /** Whoever signs in next is asked. */
  forget(): void {
    this.#memory.write('counter', '');
    this.#memory.write(place, '');
    this.#now.value = null;
  }
}
