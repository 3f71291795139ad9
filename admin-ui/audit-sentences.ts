import type { AuditAbout, AuditEntry } from '../contract/audit.ts';
import type { SetupFault } from '../contract/setup-edits.ts';
import type { Setup } from '../contract/setup.ts';
import { dateLong } from '../ui-kit/formats.ts';
import { language, pick } from '../ui-kit/language.ts';
import { auditText as a, type AuditKey } from './audit-texts.ts';
import { sentenceOf, wordsOfEdit } from './edit-sentences.ts';
import { faultSentence } from './setup-fault-texts.ts';
import { valueOf } from './setup-desk.ts';
import { steeredDetails, steeredTitle, toldTitle } from './steer-sentences.ts';

/** An entry of the audit as a plain sentence. */

type Configured = Extract<AuditAbout, { type: 'building-configured' }>;

/** A business date, as a day with its name. */
export const dayWords = (date: string): string =>
  dateLong(Date.parse(`${date}T00:00:00Z`), 'UTC', language.value);

/** What is not in the catalogue is told without its step: nobody reads the program's own word. */
function step(
  family: string,
  what: string,
  other: AuditKey,
  words: Record<string, string>,
): string {
  const key = `${family}:${what}` as AuditKey;
  const said: string | undefined = a(key, words);
  return said ?? a(other, words);
}

export const doneBy = ({ by }: Pick<AuditEntry, 'by'>): string =>
  by === null ? a('byItself') : (by.name ?? a('formerMember'));

function setupTitle({ isFirst, edits, plans, undoes }: Configured, setup: Setup): string {
  if (isFirst) return a('setup:first');
  if (undoes !== null) return a('setup:undone');
  const [plan] = plans;
  if (plan) return a(`plan:${plan.what}`, { date: dayWords(plan.from), count: plan.edits });
  const [edit] = edits;
  if (!edit) return a('setup:none');
  if (edits.length > 1) {
    const things = new Set(edits.map(one => wordsOfEdit(one, setup).what));
    const [first = ''] = things;
    return things.size === 1
      ? a('setup:changed', { what: first })
      : a('setup:many', { what: first, count: things.size - 1 });
  }
  const { what, done } = wordsOfEdit(edit, setup);
  return a(`setup:${done}`, { what });
}

export function titleOf(about: AuditAbout, setup: Setup): string {
  switch (about.type) {
    case 'building-configured':
      return setupTitle(about, setup);
    case 'staff-account': {
      const name = about.member.name ?? a('formerMember');
      return step('account', about.what, 'account:other', { name });
    }
    case 'device-changed': {
      const kind = a(`device:${about.kind}`);
      const name = about.device.name === null ? kind : `${kind} ${about.device.name}`;
      return step('device', about.what, 'device:other', { name });
    }
    case 'partner-key-changed':
    case 'webhook-changed': {
      const family = about.type === 'webhook-changed' ? 'webhook' : 'key';
      const name = about.partner.name ?? a('formerPartner');
      return step(family, about.what, `${family}:other`, { name });
    }
    case 'person-erased':
      return a('person:erased', { count: about.subjects });
    case 'person-seen':
      return a(`person:${about.what}`, { count: about.subjects });
    case 'screens-told':
      return a('screens', { text: pick(about.text) });
    case 'steered':
      return steeredTitle(about, setup);
    case 'counters-told':
      return toldTitle(about, setup);
    case 'backup-noted':
      return step('backup', about.what, 'backup:other', {});
    case 'comment-moderated':
      return step('comment', about.what, 'comment:other', {});
  }
}

/** What unfolds below it, as sentences; of other entries nothing does. */
export function detailsOf(about: AuditAbout, setup: Setup): string[] {
  if (about.type === 'screens-told') {
    const zones = about.zoneIds.flatMap(id => {
      const zone = setup.zones.find(row => row.id === id);
      return zone ? pick(zone.word) : [];
    });
    return [about.zoneIds.length === 0 ? a('everyScreen') : zones.join(', ')];
  }
  if (about.type === 'steered') return steeredDetails(about);
  if (about.type !== 'building-configured') return [];
  const plans = about.plans.map(plan =>
    a(`plan:${plan.what}`, { date: dayWords(plan.from), count: plan.edits }),
  );
  return [...plans, ...about.edits.map(edit => sentenceOf(edit, setup))];
}

/** Why a plan could not be made. */
export function planFaults(failed: readonly SetupFault[], setup: Setup): string[] {
  const named = { seen: { value: null }, value: (path: string): unknown => valueOf(setup, path) };
  return failed.map(fault =>
    fault.message === 'changed meanwhile'
      ? a('changedMeanwhile', { what: wordsOfPath(fault.path, setup) })
      : faultSentence(fault, named),
  );
}

const wordsOfPath = (path: string, setup: Setup): string =>
  wordsOfEdit({ path, before: null, after: valueOf(setup, path) }, setup).what;
