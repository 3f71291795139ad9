import type { AlertFacts, AlertKind, AlertSubject } from '../../contract/alerts.ts';
import type { Condition } from './alert-rules.ts';

/** An alert from when it was raised. Times are milliseconds since the epoch. */
export interface AlertRecord {
  readonly id: string;
  readonly kind: AlertKind;
  readonly severity: Condition['severity'];
  readonly subject: AlertSubject;
  readonly since: number;
  readonly raisedAt: number;
  readonly newestAt: number;
  readonly facts: AlertFacts;
  readonly acknowledged: { readonly at: number; readonly staffId: string | null } | null;
  readonly endedAt: number | null;
}

/** What a look came to. Facts that changed alone are no news. */
export interface AlertNews {
  readonly raised: readonly AlertRecord[];
  readonly ended: readonly AlertRecord[];
}

/** How long a thing holds before it is an alert, and how long it is well before that is over. */
const holdMs: Readonly<Partial<Record<AlertKind, number>>> = {
  'no-counter': 5_000,
  'backup-failed': 0,
  'report-failed': 0,
  'clock-jumped': 0,
  printer: 10_000,
};
const usualHoldMs = 20_000;
const wellMs = 30_000;

const keyOf = ({ kind, subject }: Pick<Condition, 'kind' | 'subject'>): string =>
  `${kind} ${subject.kind} ${subject.id}`;

/**
 * Which alerts stand. What flickers raises none, and ends none: a line around its threshold is told
 * once (ALERT-7). One alert for one thing, however long it lasts.
 */
export class AlertBook {
  readonly #standing = new Map<string, AlertRecord>();
  readonly #heldSince = new Map<string, number>();
  readonly #wellSince = new Map<string, number>();
  readonly #newId: () => string;

  constructor(standing: readonly AlertRecord[], newId: () => string) {
    for (const alert of standing) this.#standing.set(keyOf(alert), alert);
    this.#newId = newId;
  }

  get standing(): readonly AlertRecord[] {
    return [...this.#standing.values()];
  }

  look(conditions: readonly Condition[], now: number): AlertNews {
    const raised: AlertRecord[] = [];
    const holding = new Set<string>();
    for (const condition of conditions) {
      const key = keyOf(condition);
      holding.add(key);
      this.#wellSince.delete(key);
      const known = this.#standing.get(key);
      if (known) this.#standing.set(key, { ...known, ...this.#newest(condition, now) });
      else if (this.#isDue(key, condition.kind, now)) raised.push(this.#raise(condition, now));
    }
    for (const key of this.#heldSince.keys()) {
      if (!holding.has(key)) this.#heldSince.delete(key);
    }
    return { raised, ended: this.#end(holding, now) };
  }

  /** Whoever was first is known; null where there is no such alert. */
  acknowledge(
    id: string,
    by: NonNullable<AlertRecord['acknowledged']>,
  ): { readonly alert: AlertRecord; readonly isNews: boolean } | null {
    for (const [key, alert] of this.#standing) {
      if (alert.id !== id) continue;
      if (alert.acknowledged) return { alert, isNews: false };
      const acknowledged = { ...alert, acknowledged: by };
      this.#standing.set(key, acknowledged);
      return { alert: acknowledged, isNews: true };
    }
    return null;
  }

  #newest({ facts, subject }: Condition, now: number) {
    return { facts, subject, newestAt: now };
  }

  #isDue(key: string, kind: AlertKind, now: number): boolean {
    const since = this.#heldSince.get(key) ?? now;
    this.#heldSince.set(key, since);
    return now - since >= (holdMs[kind] ?? usualHoldMs);
  }

  #raise(condition: Condition, now: number): AlertRecord {
    const key = keyOf(condition);
    const { kind, severity, subject, facts } = condition;
    const since = Math.min(now, condition.since ?? this.#heldSince.get(key) ?? now);
    const raised = { raisedAt: now, newestAt: now, acknowledged: null, endedAt: null };
    const alert = { id: this.#newId(), kind, severity, subject, since, facts, ...raised };
    this.#standing.set(key, alert);
    this.#heldSince.delete(key);
    return alert;
  }

  #end(holding: ReadonlySet<string>, now: number): AlertRecord[] {
    const ended: AlertRecord[] = [];
    for (const [key, alert] of this.#standing) {
      if (holding.has(key)) continue;
      const since = this.#wellSince.get(key) ?? now;
      this.#wellSince.set(key, since);
      if (now - since < wellMs) continue;
      this.#standing.delete(key);
      this.#wellSince.delete(key);
      ended.push({ ...alert, endedAt: since });
    }
    return ended;
  }
}

/** The book with its timer and its table behind it. */
export interface AlertWatch {
  readonly standing: readonly AlertRecord[];
  /** What ended today or was handled, the newest first. */
  today(): AlertRecord[];
  find(alertId: string): AlertRecord | undefined;
  acknowledge: AlertBook['acknowledge'];
  /** Raised in [from, to), newest first. */
  between(from: number, to: number, limit: number): AlertRecord[];
  /** Looks now; the timer does so by itself. */
  look(): void;
  close(): void;
}
