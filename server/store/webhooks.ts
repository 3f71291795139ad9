import type { Database } from 'better-sqlite3';
import type { WebhookType } from '../../contract/webhooks.ts';

/** Times are milliseconds since the epoch. */
export interface WebhookRecord {
  readonly id: string;
  readonly partnerId: string;
  readonly url: string;
  /** Null: all. */
  readonly types: readonly WebhookType[] | null;
  readonly secret: string;
  /** Signs too until `oldSecretUntil`. */
  readonly oldSecret: string | null;
  readonly oldSecretUntil: number | null;
  readonly isActive: boolean;
  readonly madeAt: number;
  /** The last journal entry that was looked at for it. */
  readonly followedSeq: number;
}

export interface DeliveryRecord {
  readonly id: string;
  readonly webhookId: string;
  readonly seq: number;
  /** What it is about: deliveries of one subject keep their order. */
  readonly subjectId: string;
  readonly type: WebhookType;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly nextAt: number;
  readonly lastStatus: number | null;
  readonly madeAt: number;
}

export type NewDelivery = Pick<
  DeliveryRecord,
  'id' | 'webhookId' | 'seq' | 'subjectId' | 'type' | 'body' | 'madeAt'
>;

interface WebhookRow {
  webhook_id: string;
  partner_id: string;
  url: string;
  types: string | null;
  secret: string;
  old_secret: string | null;
  old_secret_until: number | null;
  is_active: number;
  made_at: number;
  followed_seq: number;
}

interface DeliveryRow {
  delivery_id: string;
  webhook_id: string;
  seq: number;
  subject_id: string;
  type: WebhookType;
  body: string;
  state: DeliveryRecord['state'];
  attempts: number;
  next_at: number;
  last_status: number | null;
  made_at: number;
}

const webhookOf = (row: WebhookRow): WebhookRecord => ({
  id: row.webhook_id,
  partnerId: row.partner_id,
  url: row.url,
  types: row.types === null ? null : (JSON.parse(row.types) as WebhookType[]),
  secret: row.secret,
  oldSecret: row.old_secret,
  oldSecretUntil: row.old_secret_until,
  isActive: row.is_active === 1,
  madeAt: row.made_at,
  followedSeq: row.followed_seq,
});

const deliveryOf = (row: DeliveryRow): DeliveryRecord => ({
  id: row.delivery_id,
  webhookId: row.webhook_id,
  seq: row.seq,
  subjectId: row.subject_id,
  type: row.type,
  body: row.body,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.next_at,
  lastStatus: row.last_status,
  madeAt: row.made_at,
});

/** One line of every subject: what came first and is not told yet. */
const dueSql = `SELECT * FROM webhook_delivery AS one
  WHERE state = 'pending' AND next_at <= ? AND NOT EXISTS (
    SELECT 1 FROM webhook_delivery AS earlier
    WHERE earlier.webhook_id = one.webhook_id AND earlier.subject_id = one.subject_id
      AND earlier.state = 'pending' AND earlier.seq < one.seq)
  ORDER BY next_at, seq LIMIT ?`;

export class Webhooks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  #run(sql: string, ...values: readonly unknown[]): void {
    this.#database.prepare(sql).run(...values);
  }

  add(webhook: WebhookRecord): void {
    this.#run(
      `INSERT INTO webhook (webhook_id, partner_id, url, types, secret, is_active, made_at,
       followed_seq) VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
      webhook.id,
      webhook.partnerId,
      webhook.url,
      webhook.types && JSON.stringify(webhook.types),
      webhook.secret,
      webhook.madeAt,
      webhook.followedSeq,
    );
  }

  /** Of one partner, or of all; oldest first. */
  all(partnerId: string | null = null): WebhookRecord[] {
    const rows = this.#database
      .prepare<[string | null, string | null], WebhookRow>(
        `SELECT * FROM webhook WHERE ? IS NULL OR partner_id = ? ORDER BY made_at, webhook_id`,
      )
      .all(partnerId, partnerId);
    return rows.map(webhookOf);
  }

  find(id: string): WebhookRecord | undefined {
    const row = this.#database
      .prepare<[string], WebhookRow>('SELECT * FROM webhook WHERE webhook_id = ?')
      .get(id);
    return row && webhookOf(row);
  }

  renewSecret(id: string, secret: string, oldUntil: number): void {
    this.#run(
      `UPDATE webhook SET old_secret = secret, old_secret_until = ?, secret = ?
       WHERE webhook_id = ?`,
      oldUntil,
      secret,
      id,
    );
  }

  /** Its receiver said that it wants nothing more. */
  stop(id: string): void {
    this.#run('UPDATE webhook SET is_active = 0 WHERE webhook_id = ?', id);
  }

  remove(id: string): void {
    this.#run('DELETE FROM webhook_delivery WHERE webhook_id = ?', id);
    this.#run('DELETE FROM webhook WHERE webhook_id = ?', id);
  }

  /** Keeps what is to be told, and how far the journal was looked at, in one transaction. */
  follow(webhookIds: readonly string[], deliveries: readonly NewDelivery[], seq: number): void {
    this.#database.transaction(() => {
      for (const row of deliveries) {
        this.#run(
          `INSERT OR IGNORE INTO webhook_delivery (delivery_id, webhook_id, seq, subject_id, type,
           body, state, attempts, next_at, made_at) VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?)`,
          row.id,
          row.webhookId,
          row.seq,
          row.subjectId,
          row.type,
          row.body,
          row.madeAt,
          row.madeAt,
        );
      }
      for (const id of webhookIds) {
        this.#run('UPDATE webhook SET followed_seq = ? WHERE webhook_id = ?', seq, id);
      }
    })();
  }

  /** What is to be sent now: of each subject the oldest only. */
  due(now: number, limit: number): DeliveryRecord[] {
    return this.#database
      .prepare<[number, number], DeliveryRow>(dueSql)
      .all(now, limit)
      .map(deliveryOf);
  }

  /** When something is due next; null where nothing is to be sent. */
  nextAt(): number | null {
    return this.#database
      .prepare<[], { next: number | null }>(
        `SELECT min(next_at) AS next FROM webhook_delivery WHERE state = 'pending'`,
      )
      .get()!.next;
  }

  tried(id: string, state: DeliveryRecord['state'], status: number | null, nextAt: number): void {
    this.#run(
      `UPDATE webhook_delivery SET attempts = attempts + 1, state = ?, last_status = ?, next_at = ?,
       ended_at = CASE ? WHEN 'pending' THEN NULL ELSE ? END WHERE delivery_id = ?`,
      state,
      status,
      nextAt,
      state,
      nextAt,
      id,
    );
  }

  /** The newest first; after one of them, in that order, where a page went before. */
  deliveries(
    webhookId: string,
    state: DeliveryRecord['state'] | null,
    limit: number,
    after?: Pick<DeliveryRecord, 'seq' | 'id'>,
  ): DeliveryRecord[] {
    const { seq, id } = after ?? { seq: Number.MAX_SAFE_INTEGER, id: '' };
    return this.#database
      .prepare<[string, string | null, string | null, number, string, number], DeliveryRow>(
        `SELECT * FROM webhook_delivery WHERE webhook_id = ? AND (? IS NULL OR state = ?)
         AND (-seq, delivery_id) > (?, ?) ORDER BY seq DESC, delivery_id LIMIT ?`,
      )
      .all(webhookId, state, state, -seq, id, limit)
      .map(deliveryOf);
  }

  delivery(id: string): DeliveryRecord | undefined {
    const row = this.#database
      .prepare<[string], DeliveryRow>('SELECT * FROM webhook_delivery WHERE delivery_id = ?')
      .get(id);
    return row && deliveryOf(row);
  }

  /** To be sent again from the beginning, for another day of retries. */
  replay(id: string, now: number): void {
    this.#run(
      `UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = ?, made_at = ?,
       ended_at = NULL WHERE delivery_id = ?`,
      now,
      now,
      id,
    );
  }

  /** Everything of a webhook that could not be told; how many they are. */
  replayDead(webhookId: string, now: number): number {
    return this.#database
      .prepare(
        `UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = ?, made_at = ?,
         ended_at = NULL WHERE webhook_id = ? AND state = 'dead'`,
      )
      .run(now, now, webhookId).changes;
  }

  count(webhookId: string, state: DeliveryRecord['state']): number {
    return this.#database
      .prepare<[string, string], { rows: number }>(
        'SELECT count(*) AS rows FROM webhook_delivery WHERE webhook_id = ? AND state = ?',
      )
      .get(webhookId, state)!.rows;
  }

  forgetBefore(at: number): void {
    this.#run(`DELETE FROM webhook_delivery WHERE state <> 'pending' AND ended_at <= ?`, at);
  }
}
