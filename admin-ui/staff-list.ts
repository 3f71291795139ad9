import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Setup } from '../contract/setup.ts';
import type { StaffList, StaffMemberView } from '../contract/staff.ts';
import type { Role } from '../contract/values.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** "petugas-2" before "petugas-10". */
const byUsername = new Intl.Collator('id', { numeric: true });
const inOrder = (rows: readonly StaffMemberView[]): readonly StaffMemberView[] =>
  rows.toSorted((one, other) => byUsername.compare(one.username, other.username));

/** What the forms choose from. */
export type StaffSetup = Pick<Setup, 'counters' | 'services' | 'agencies'>;

const isFound = (query: string, words: readonly string[]): boolean => {
  const text = words.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
};

/** Everybody whom this member looks after, as the server last said it. */
export class StaffRows {
  readonly #send: typeof send;
  readonly #all = signal<readonly StaffMemberView[] | null>(null);
  readonly #setup = signal<StaffSetup | null>(null);
  readonly #problem = signal<Problem | null>(null);

  readonly query = signal('');
  /** Null: every role. */
  readonly role = signal<Role | null>(null);

  readonly found = computed((): readonly StaffMemberView[] => {
    const [role, query] = [this.role.value, this.query.value.trim()];
    const rows = this.#all.value ?? [];
    return rows.filter(
      row =>
        (role === null || row.role === role) &&
        isFound(query, [row.username, row.name, ...this.placesOf(row)]),
    );
  });
  readonly working = computed(() => this.found.value.filter(row => row.endedAt === null));
  readonly ended = computed(() => this.found.value.filter(row => row.endedAt !== null));

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get all(): ReadonlySignal<readonly StaffMemberView[] | null> {
    return this.#all;
  }
  get setup(): ReadonlySignal<StaffSetup | null> {
    return this.#setup;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }

  /** Codes of an officer's counters, or of the agencies somebody sets up. */
  placesOf({ counterIds, agencyIds }: StaffMemberView): readonly string[] {
    const setup = this.#setup.value;
    const counters = setup?.counters.filter(({ id }) => counterIds.includes(id)) ?? [];
    const agencies = setup?.agencies.filter(({ id }) => agencyIds.includes(id)) ?? [];
    return [...counters.map(({ number }) => String(number)), ...agencies.map(({ short }) => short)];
  }

  byId(id: string): StaffMemberView | undefined {
    return this.#all.value?.find(row => row.id === id);
  }

  start(): void {
    void this.load();
  }

  close(): void {
    this.#all.value = null;
    this.#setup.value = null;
    this.#problem.value = null;
  }

  async load(): Promise<void> {
    const [list, seen] = await Promise.all([
      this.#send<StaffList>('GET', '/staff'),
      this.#send<{ readonly setup: StaffSetup }>('GET', '/admin/setup'),
    ]);
    if (list.ok) this.#all.value = inOrder(list.body.staff);
    if (seen.ok) this.#setup.value = seen.body.setup;
    const refused = [list, seen].find(answer => !answer.ok);
    this.#problem.value = refused && !refused.ok ? refused.problem : null;
  }

  /** As an answer just told it. */
  put(member: StaffMemberView): void {
    const rows = (this.#all.value ?? []).filter(({ id }) => id !== member.id);
    this.#all.value = inOrder([...rows, member]);
  }
}
