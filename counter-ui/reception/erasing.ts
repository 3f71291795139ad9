import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Problem, send } from '../../ui-kit/api.ts';

/** What a person gave by which they are found. */
export type Given =
  { readonly nik: string } | { readonly phone: string } | { readonly code: string };

/** A NIK has sixteen digits, a phone number begins with 0 or 62; anything else is a booking’s code. */
export function givenOf(text: string): Given | null {
  const bare = text.replaceAll(/[\s().-]/g, '');
  if (bare.length < 6) return null;
  if (/^\d{16}$/.test(bare)) return { nik: bare };
  if (/^(\+?62|0)\d{7,14}$/.test(bare)) return { phone: bare };
  return { code: text.trim() };
}

export type Erased =
  | { readonly is: 'typing' | 'asking' }
  | { readonly is: 'done'; readonly count: number }
  | { readonly is: 'refused'; readonly problem: Problem };

/** Erasing what is kept of a person at their wish; what was typed of them goes with it. */
export class Erasing {
  readonly #send: typeof send;
  readonly #state = signal<Erased>({ is: 'typing' });
  readonly #isBusy = signal(false);

  readonly text = signal('');
  readonly given = computed(() => givenOf(this.text.value));

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get state(): ReadonlySignal<Erased> {
    return this.#state;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  write(text: string): void {
    this.text.value = text;
    this.#state.value = { is: 'typing' };
  }

  ask(): void {
    if (this.given.value !== null) this.#state.value = { is: 'asking' };
  }

  forget(): void {
    this.write('');
  }

  async erase(): Promise<void> {
    const given = this.given.value;
    if (given === null || this.#state.value.is !== 'asking' || this.#isBusy.value) return;
    this.#isBusy.value = true;
    const answer = await this.#send<{ erased: number }>('POST', '/admin/people/erase', given);
    this.#isBusy.value = false;
    if (!answer.ok) {
      this.#state.value = { is: 'refused', problem: answer.problem };
      return;
    }
    this.text.value = '';
    this.#state.value = { is: 'done', count: answer.body.erased };
  }
}
