import type { AuditEntry } from '../contract/audit.ts';
import type { Setup } from '../contract/setup.ts';
import { dayOf, timeOfDay } from '../ui-kit/formats.ts';
import { auditText as a } from './audit-texts.ts';
import { detailsOf, doneBy, titleOf } from './audit-sentences.ts';

/**
 * A cell as spreadsheets read it. What begins as a formula would is made a text by an apostrophe: a name
 * that somebody typed shall not be run by who opens the file (OWASP, CSV injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Semicolons and a mark in front: so a spreadsheet set to Indonesian opens it as a table. */
export function auditCsv(entries: readonly AuditEntry[], setup: Setup, timeZone: string): string {
  const head = [a('csv:date'), a('csv:time'), a('csv:who'), a('csv:what'), a('csv:details')];
  const rows = entries.map(entry => {
    const at = Date.parse(entry.at);
    const details = detailsOf(entry.about, setup).join('. ');
    const time = timeOfDay(at, timeZone, 'en');
    return [dayOf(at, timeZone), time, doneBy(entry), titleOf(entry.about, setup), details];
  });
  const lines = [head, ...rows].map(row => row.map(csvCell).join(';'));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
