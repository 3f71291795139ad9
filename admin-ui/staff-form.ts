import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { GivenPassword } from '../contract/staff-office.ts';
import type { StaffMemberView } from '../contract/staff.ts';
import type { Role } from '../contract/values.ts';
import { newKey, type Problem, type send } from '../ui-kit/api.ts';
import type { StaffRows } from './staff-list.ts';
import type { ToldPasswords } from './told-passwords.ts';

/** What is asked once more before it is done. */
export type StaffQuestion = 'end' | 'password';

export interface StaffDraft {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly counterIds: readonly string[];
  readonly serviceIds: readonly string[] | null;
  readonly agencyIds: readonly string[];
}

const nobody: StaffDraft = {
  username: '',
  name: '',
  role: 'officer',
  counterIds: [],
  serviceIds: null,
  agencyIds: [],
};

const draftOf = (member: StaffMemberView): StaffDraft => {
  const { username, name, role, counterIds, serviceIds, agencyIds } = member;
  return { username, name, role, counterIds, serviceIds, agencyIds };
};

const sorted = (ids: readonly string[] | null): string => JSON.stringify(ids?.toSorted() ?? null);

/** What may be typed as a user name: the server asks for the same. */
const usernamePattern = /^[a-z0-9][a-z0-9.-]{2,39}$/;

/** One account that is looked at or made. */
export class StaffForm {
  readonly #send: typeof send;
  readonly #rows: StaffRows;
  readonly #told: ToldPasswords;
  readonly #member = signal<StaffMemberView | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isSaved = signal(false);
  #key = newKey();

  /** Null while nothing is chosen. */
  readonly draft = signal<StaffDraft | null>(null);
  readonly question = signal<StaffQuestion | null>(null);

  readonly isChanged = computed(() => {
    const [draft, member] = [this.draft.value, this.#member.value];
    if (draft === null) return false;
    const before = member ? draftOf(member) : nobody;
    return (
      draft.username !== before.username ||
      draft.name.trim() !== before.name ||
      draft.role !== before.role ||
      sorted(draft.counterIds) !== sorted(before.counterIds) ||
      sorted(draft.serviceIds) !== sorted(before.serviceIds) ||
      sorted(draft.agencyIds) !== sorted(before.agencyIds)
    );
  });

  constructor(ask: typeof send, rows: StaffRows, told: ToldPasswords) {
    this.#send = ask;
    this.#rows = rows;
    this.#told = told;
  }

  /** Null: somebody new. */
  get member(): ReadonlySignal<StaffMemberView | null> {
    return this.#member;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  /** Until something is touched again. */
  get isSaved(): ReadonlySignal<boolean> {
    return this.#isSaved;
  }

  begin(member: StaffMemberView | null): void {
    this.#told.forget();
    this.#member.value = member;
    this.draft.value = member ? draftOf(member) : nobody;
    this.question.value = null;
    this.#problem.value = null;
    this.#isSaved.value = false;
    this.#key = newKey();
  }

  leave(): void {
    this.#member.value = null;
    this.draft.value = null;
    this.question.value = null;
    this.#problem.value = null;
  }

  change(part: Partial<StaffDraft>): void {
    if (this.draft.value === null) return;
    this.draft.value = { ...this.draft.value, ...part };
    this.#problem.value = null;
    this.#isSaved.value = false;
    // Another wish is another intent.
    this.#key = newKey();
  }

  toggle(list: 'counterIds' | 'serviceIds' | 'agencyIds', id: string): void {
    const now = this.draft.value?.[list] ?? [];
    this.change({ [list]: now.includes(id) ? now.filter(one => one !== id) : [...now, id] });
  }

  async save(): Promise<void> {
    const draft = this.draft.value;
    if (draft === null || this.#isBusy.value) return;
    const wrong = draft.name.trim() === '' ? 'name' : null;
    if (!usernamePattern.test(draft.username) && this.#member.value === null) {
      this.#refuse('username');
    } else if (wrong) this.#refuse(wrong);
    else if (this.#member.value) await this.#change(this.#member.value, draft);
    else await this.#make(draft);
  }

  /** Takes what somebody else made of the account, and begins anew. */
  async beginAnew(): Promise<void> {
    await this.#rows.load();
    const member = this.#rows.byId(this.#member.value?.id ?? '');
    if (member) this.begin(member);
  }

  async end(): Promise<void> {
    await this.#act('end');
  }

  async takeUp(): Promise<void> {
    await this.#act('return');
  }

  async unlock(): Promise<void> {
    await this.#act('unlock');
  }

  async givePassword(): Promise<void> {
    const member = this.#member.value;
    if (!member) return;
    const given = await this.#post<GivenPassword>(`/staff/${member.id}/new-password`, {});
    if (given) this.#tell(given, 'new');
  }

  async #make(draft: StaffDraft): Promise<void> {
    const given = await this.#post<GivenPassword>('/staff', { ...draft, name: draft.name.trim() });
    if (given) this.#tell(given, 'first');
  }

  async #change({ id, version }: StaffMemberView, draft: StaffDraft): Promise<void> {
    const { username: _, ...details } = draft;
    const answer = await this.#post<{ member: StaffMemberView }>(`/staff/${id}`, {
      ...details,
      name: draft.name.trim(),
      version,
    });
    if (answer) this.#keep(answer.member);
  }

  async #act(what: 'end' | 'return' | 'unlock'): Promise<void> {
    const member = this.#member.value;
    if (!member) return;
    const answer = await this.#post<{ member: StaffMemberView }>(`/staff/${member.id}/${what}`, {});
    if (answer) this.#keep(answer.member);
  }

  #keep(member: StaffMemberView): void {
    this.#rows.put(member);
    this.begin(member);
    this.#isSaved.value = true;
  }

  #tell({ member, password }: GivenPassword, kind: 'first' | 'new'): void {
    this.#rows.put(member);
    this.leave();
    const { username, name } = member;
    this.#told.tell(kind, [{ username, name, password }]);
  }

  async #post<Body>(path: string, body: unknown): Promise<Body | null> {
    this.#isBusy.value = true;
    this.#problem.value = null;
    const answer = await this.#send<Body>('POST', path, body, { key: this.#key });
    this.#isBusy.value = false;
    this.question.value = null;
    if (answer.ok) return answer.body;
    this.#problem.value = answer.problem;
    // What may have happened unheard happens once: asked again it tells the same password.
    if (answer.problem.code !== 'unreachable') this.#key = newKey();
    return null;
  }

  #refuse(path: 'username' | 'name'): void {
    const errors = [{ path, message: '', code: `${path}-invalid` }];
    this.#problem.value = { code: 'staff-refused', status: 422, errors };
  }
}
