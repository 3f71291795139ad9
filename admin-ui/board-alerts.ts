import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Alert } from '../contract/alerts.ts';
import type { Problem, send } from '../ui-kit/api.ts';

export interface AlertEdges {
  readonly send: typeof send;
  /** One soft sound; whatever hinders it is no matter of the board's. */
  readonly playSoft: () => void;
  /** What this browser remembers of the sound. */
  readonly sound: { read(): boolean; keep(isOn: boolean): void };
}

const isOpen = ({ acknowledged, endedAt }: Alert): boolean =>
  acknowledged === null && endedAt === null;

const newestFirst = (a: string, b: string): number => Date.parse(b) - Date.parse(a);

/** When an alert left the list of those that need somebody. */
export const handledAt = (alert: Alert): string =>
  alert.acknowledged?.at ?? alert.endedAt ?? alert.newestAt;

/** What needs somebody, what was handled, and the sound of a new one. */
export class BoardAlerts {
  readonly #edges: AlertEdges;
  readonly #known = new Set<string>();
  #hasLooked = false;
  #end: (() => void) | null = null;

  readonly isSoundOn: ReturnType<typeof signal<boolean>>;
  /** Those whose acknowledgement is under way. */
  readonly sending = signal<ReadonlySet<string>>(new Set());
  readonly trouble = signal<Problem | null>(null);
  /** Newest cause first. */
  readonly open: ReadonlySignal<readonly Alert[]>;
  readonly handled: ReadonlySignal<readonly Alert[]>;

  constructor(edges: AlertEdges, alerts: () => readonly Alert[] | null) {
    this.#edges = edges;
    this.isSoundOn = signal(edges.sound.read());
    this.open = computed(() =>
      (alerts() ?? []).filter(isOpen).sort((a, b) => newestFirst(a.raisedAt, b.raisedAt)),
    );
    this.handled = computed(() =>
      (alerts() ?? [])
        .filter(alert => !isOpen(alert))
        .sort((a, b) => newestFirst(handledAt(a), handledAt(b))),
    );
    this.#alerts = alerts;
  }

  readonly #alerts: () => readonly Alert[] | null;

  start(): void {
    this.close();
    this.#end = effect(() => {
      const alerts = this.#alerts();
      if (alerts !== null) this.#listen(alerts);
    });
  }

  close(): void {
    this.#end?.();
    this.#end = null;
    this.#known.clear();
    this.#hasLooked = false;
  }

  toggleSound(): void {
    const isOn = this.isSoundOn.value !== true;
    this.isSoundOn.value = isOn;
    this.#edges.sound.keep(isOn);
    if (isOn) this.#edges.playSoft();
  }

  async acknowledge(id: string): Promise<void> {
    if (this.sending.value.has(id)) return;
    this.sending.value = new Set([...this.sending.value, id]);
    const answer = await this.#edges.send('POST', `/alerts/${encodeURIComponent(id)}/acknowledge`);
    this.sending.value = new Set([...this.sending.value].filter(other => other !== id));
    this.trouble.value = answer.ok ? null : answer.problem;
  }

  /** One sound however many come at once; none for those that were there before the page was. */
  #listen(alerts: readonly Alert[]): void {
    const added = alerts.filter(alert => isOpen(alert) && !this.#known.has(alert.id));
    for (const { id } of alerts) this.#known.add(id);
    if (this.#hasLooked && added.length > 0 && this.isSoundOn.peek()) this.#edges.playSoft();
    this.#hasLooked = true;
  }
}
