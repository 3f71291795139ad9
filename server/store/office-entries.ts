import type { Database } from 'better-sqlite3';

/** Word by word as the partial index of the journal says it. */
export const officeTypesSql = `type IN ('building-configured', 'staff-account', 'device-changed', 'partner-key-changed',
                 'webhook-changed', 'person-erased', 'person-seen', 'screens-told', 'backup-noted',
                 'comment-moderated', 'steered', 'counters-told')`;

/** Which entries of the office are asked for; absent: all of them. */
export interface OfficeFilter {
  readonly types?: readonly string[];
  /** Of an account entry: one of these steps. */
  readonly whats?: readonly string[];
  /** Who did it, or whose account it was done to. */
  readonly staffId?: string;
}

/**
 * Where entries of what administrators did stand in the journal, newest first. `type IN` repeats the
 * partial index word by word, so that no year of tickets is read.
 */
export function openOfficeEntries(
  database: Database,
): (before: number, filter: OfficeFilter, limit: number) => number[] {
  const select = database.prepare<unknown[], { seq: number }>(
    `SELECT seq FROM journal INDEXED BY journal_of_office
      WHERE ${officeTypesSql}
        AND seq < :before
        AND (:types IS NULL OR type IN (SELECT value FROM json_each(:types)))
        AND (:whats IS NULL OR json_extract(data, '$.what') IN (SELECT value FROM json_each(:whats)))
        AND (:staffId IS NULL OR staff_id = :staffId
             OR (type = 'staff-account' AND json_extract(data, '$.byStaffId') = :staffId))
      ORDER BY seq DESC LIMIT :limit`,
  );
  const list = (values: readonly string[] | undefined): string | null =>
    values === undefined ? null : JSON.stringify(values);
  return (before, { types, whats, staffId }, limit) => {
    const asked = { before, types: list(types), whats: list(whats), staffId: staffId ?? null };
    return select.all({ ...asked, limit }).map(({ seq }) => seq);
  };
}
