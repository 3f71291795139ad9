import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { KioskSettings } from '../contract/views.ts';
import { reachLines } from './reach-lines.ts';
import type { ReachLines } from './reach-lines.ts';
import type { Aid } from './screen.ts';
import { shape } from './stage.ts';

type Stands = Pick<KioskSettings, 'startsInReach' | 'mountBottomMm'>;

/** Where a kiosk's picture hangs until it is known. */
const mountBottomMmUsual = 800;

/** What a visitor has set for themselves, upon what the kiosk is set up to start with. */
export class Aids {
  readonly #touched = signal<ReadonlySet<Aid>>(new Set());
  readonly lines: ReadonlySignal<ReachLines>;
  readonly now: ReadonlySignal<ReadonlySet<Aid>>;

  constructor(stands: () => Stands | undefined) {
    this.lines = computed(() =>
      reachLines(stands()?.mountBottomMm ?? mountBottomMmUsual, shape.value),
    );
    this.now = computed(() => {
      const { needsReach, isAllInReach } = this.lines.value;
      const touched = this.#touched.value;
      const isStart = stands()?.startsInReach === true;
      const isReach = !isAllInReach && (needsReach || touched.has('reach') !== isStart);
      return new Set([...touched, 'reach' as const].filter(aid => aid !== 'reach' || isReach));
    });
  }

  toggle(aid: Aid): void {
    const touched = new Set(this.#touched.value);
    if (!touched.delete(aid)) touched.add(aid);
    this.#touched.value = touched;
  }

  /** What was set so far, to be set again for the same visitor. */
  keep(): () => void {
    const touched = this.#touched.value;
    return () => {
      this.#touched.value = touched;
    };
  }

  forget(): void {
    this.#touched.value = new Set();
  }
}
