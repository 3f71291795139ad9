import {
  auditPageMax,
  auditQuerySchema,
  auditSchema,
  auditSetupsMax,
  type Audit,
  type AuditAbout,
  type AuditEntry,
  type AuditKind,
} from '../../contract/audit.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { PlannedChange } from '../../contract/setup-edits.ts';
import type { Building } from '../building.ts';
import { conflictOf, reversed } from '../domain/setup-parts.ts';
import { setupOf } from '../domain/state.ts';
import type { Store } from '../store/store.ts';
import { instant } from '../views/names.ts';
import { json, route, type Route } from './route.ts';
import { editsOf } from './setup-routes.ts';

export interface AuditRoutesOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'journal' | 'staff' | 'devices' | 'partnerKeys' | 'steerTexts'>;
}

type OfType<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;
type Filter = Parameters<Store['journal']['officeBefore']>[1];

/** Signing in and out is apart: it would bury everything else that is done to an account. */
const signIns = ['signed-in', 'signed-out', 'sessions-ended', 'locked', 'unlocked'];
const accountSteps = ['password-changed', 'made', 'changed', 'password-given', 'ended', 'returned'];

const filters: Readonly<Record<AuditKind, Filter>> = {
  setup: { types: ['building-configured'] },
  accounts: { types: ['staff-account'], whats: accountSteps },
  'sign-ins': { types: ['staff-account'], whats: signIns },
  devices: { types: ['device-changed'] },
  partners: { types: ['partner-key-changed', 'webhook-changed'] },
  people: { types: ['person-erased', 'person-seen'] },
  screens: { types: ['screens-told'] },
  steering: { types: ['steered', 'counters-told'] },
  backups: { types: ['backup-noted'] },
  survey: { types: ['comment-moderated'] },
};

type Plan = Extract<AuditAbout, { type: 'building-configured' }>['plans'][number];

/** What an entry did to what is planned. A plan that came up is gone, or stands with why it failed. */
function plansOf(entry: OfType<'building-configured'>, before: readonly PlannedChange[]): Plan[] {
  const now = new Map(entry.data.setup.planned.map(plan => [plan.id, plan]));
  const was = new Map(before.map(plan => [plan.id, plan]));
  const told = ({ id, from, edits }: PlannedChange, what: Plan['what']): Plan => ({
    id,
    from,
    edits: edits.length,
    what,
  });
  const isByItself = entry.staffId === undefined;
  return [...new Map([...was, ...now]).values()].flatMap((plan): Plan[] => {
    const [one, other] = [was.get(plan.id), now.get(plan.id)];
    if (!one) return [told(plan, 'planned')];
    if (!other) return [told(plan, isByItself ? 'made' : 'removed')];
    return one.failed === null && other.failed !== null ? [told(plan, 'failed')] : [];
  });
}

class AuditReader {
  readonly #options: AuditRoutesOptions;
  readonly #partners: ReadonlyMap<string, string>;

  constructor(options: AuditRoutesOptions) {
    this.#options = options;
    const keys = options.store.partnerKeys.all();
    this.#partners = new Map(keys.map(key => [key.partnerId, key.partnerName]));
  }

  #member(staffId: string): { id: string; name: string | null } {
    return { id: staffId, name: this.#options.store.staff.nameOf(staffId) ?? null };
  }

  #text(textId: string): string | null {
    return this.#options.store.steerTexts.textOf(textId) ?? null;
  }

  #configured(entry: OfType<'building-configured'>): AuditAbout {
    const { building, store } = this.#options;
    const [before] = store.journal.configuredBefore(entry.seq, 1);
    const edits = editsOf(entry, before);
    const was = before?.type === 'building-configured' ? before.data.setup.planned : [];
    const { setup } = setupOf(building.state);
    return {
      type: entry.type,
      isFirst: before === undefined,
      edits,
      plans: plansOf(entry, was),
      canUndo: edits.length > 0 && conflictOf(setup, reversed(edits, setup)) === null,
      undoes: entry.data.undoes ?? null,
    };
  }

  /** Null for what is no work of the office. */
  #about(entry: JournalEntry): AuditAbout | null {
    switch (entry.type) {
      case 'building-configured':
        return this.#configured(entry);
      case 'staff-account': {
        const member = this.#member(entry.staffId ?? '-');
        return { type: entry.type, what: entry.data.what, member };
      }
      case 'device-changed': {
        const { what, kind } = entry.data;
        const id = entry.deviceId ?? '-';
        const name = this.#options.store.devices.byId(id)?.name ?? null;
        return { type: entry.type, what, kind, device: { id, name } };
      }
      case 'partner-key-changed':
      case 'webhook-changed': {
        const { what, partnerId } = entry.data;
        const partner = { id: partnerId, name: this.#partners.get(partnerId) ?? null };
        return { type: entry.type, what, partner };
      }
      case 'person-erased':
        return { type: entry.type, subjects: entry.data.subjects };
      case 'person-seen':
        return { type: entry.type, ...entry.data };
      case 'backup-noted':
      case 'comment-moderated':
        return { type: entry.type, what: entry.data.what };
      case 'screens-told': {
        const { text, zoneIds } = entry.data;
        return { type: entry.type, text, zoneIds: [...zoneIds] };
      }
      case 'steered': {
        const { noteId, queueIds, ...data } = entry.data;
        const note = noteId === null ? null : this.#text(noteId);
        return { type: entry.type, ...data, queueIds: [...queueIds], note };
      }
      case 'counters-told': {
        const { messageId, counterIds, agencyId, isToAll } = entry.data;
        const told = { counterIds: [...counterIds], agencyId, isToAll };
        return { type: entry.type, text: this.#text(messageId), ...told };
      }
      default:
        return null;
    }
  }

  entryOf(entry: JournalEntry): AuditEntry | null {
    const about = this.#about(entry);
    if (about === null) return null;
    const byId = entry.type === 'staff-account' ? entry.data.byStaffId : (entry.staffId ?? null);
    return {
      seq: entry.seq,
      at: instant(this.#options.building.state, entry.at),
      by: byId === null ? null : this.#member(byId),
      about,
    };
  }

  members(): Audit['members'] {
    const { building, store } = this.#options;
    return store.staff
      .accounts(building.now())
      .map(({ member }) => ({ id: member.id, name: member.name }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'id'));
  }
}

/** One page: it ends early where many set-ups would have to be read for it. */
function pageOf(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  let setups = 0;
  const end = entries.findIndex(({ type }) => {
    if (type === 'building-configured') setups += 1;
    return setups > auditSetupsMax;
  });
  return entries.slice(0, Math.min(auditPageMax, end === -1 ? entries.length : end));
}

/** What administrators did, and who looked at what is kept of visitors. */
export const auditRoutes = (options: AuditRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/audit',
    access: 'supervisor',
    summary: 'What was changed in the office, by whom and when, and who looked at whose data',
    query: auditQuerySchema,
    status: 200,
    answer: auditSchema,
    refusals: [],
    handle({ query }) {
      const { before = Number.MAX_SAFE_INTEGER, kind, staffId } = query;
      const reader = new AuditReader(options);
      const filter = { ...(kind ? filters[kind] : {}), ...(staffId ? { staffId } : {}) };
      const found = options.store.journal.officeBefore(before, filter, auditPageMax + 1);
      const shown = pageOf(found);
      const entries = shown.flatMap(entry => reader.entryOf(entry) ?? []);
      const isMore = found.length > shown.length;
      const nextBefore = isMore ? shown.at(-1)!.seq : null;
      return json({ entries, nextBefore, members: reader.members() });
    },
  }),
];
