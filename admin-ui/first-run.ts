import { computed, signal } from '@preact/signals';
import type { FirstRun, NewBuilding } from '../contract/first-run.ts';
import type { Setup } from '../contract/setup.ts';
import type { Language } from '../contract/values.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** A building as it is filled in; its hours are one opening on some days, as most begin. */
export interface BuildingForm {
  readonly line1: string;
  readonly line2: string;
  readonly short: string;
  readonly timeZone: NewBuilding['timeZone'];
  readonly languages: readonly Language[];
  /** 0 = Sunday. */
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
}

export interface AdministratorForm {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

const usualBuilding: BuildingForm = {
  line1: 'Mal Pelayanan Publik',
  line2: '',
  short: '',
  timeZone: 'Asia/Jakarta',
  languages: ['id', 'en'],
  days: [1, 2, 3, 4, 5],
  opens: '08:00',
  closes: '15:00',
};
const lastTicketMinutes = 30;
/** While the building's own server starts on the address. */
const askAgainMs = 400;

export const buildingOf = (form: BuildingForm): NewBuilding => ({
  name: { line1: form.line1.trim(), line2: form.line2.trim() },
  short: form.short.trim(),
  timeZone: form.timeZone,
  languages: [...form.languages],
  hours: {
    periods: [{ days: [...form.days], opens: form.opens, closes: form.closes }],
    lastTicketMinutes,
  },
});

/** Of a set-up; its first opening stands for its hours. */
export function buildingFormOf({ building }: Setup): BuildingForm {
  const [period] = building.hours.periods;
  return {
    line1: building.name.line1,
    line2: building.name.line2,
    short: building.short,
    timeZone: building.timeZone,
    languages: building.languages,
    days: period?.days ?? [],
    opens: period?.opens ?? usualBuilding.opens,
    closes: period?.closes ?? usualBuilding.closes,
  };
}

export type BuildingField = 'line1' | 'short' | 'days' | 'closes';

/** The first field that cannot be as it is; the server has the last word. */
export function wrongBuilding(form: BuildingForm): BuildingField | null {
  if (form.line1.trim() === '') return 'line1';
  if (form.short.trim() === '') return 'short';
  if (form.days.length === 0) return 'days';
  return form.opens < form.closes ? null : 'closes';
}

export type AdministratorField = 'name' | 'username' | 'password';
const passwordCharactersMin = 10;

export function wrongAdministrator(form: AdministratorForm): AdministratorField | null {
  if (form.name.trim() === '') return 'name';
  if (!/^[a-z0-9.-]{3,40}$/.test(form.username)) return 'username';
  return Array.from(form.password).length < passwordCharactersMin ? 'password' : null;
}

/** From the code on the terminal to a building whose administrator is signed in. */
export class FirstRunForm {
  readonly #send: typeof send;
  readonly #later: (work: () => void, ms: number) => void;
  readonly #state = signal<FirstRun | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  #isClosed = false;

  readonly code = signal('');
  /** The server has said that it is the code. */
  readonly isCodeRight = signal(false);
  readonly building = signal(usualBuilding);
  readonly administrator = signal<AdministratorForm>({ username: '', name: '', password: '' });
  readonly isNeeded = computed(() => this.#state.value?.state === 'needed');

  constructor(ask: typeof send, later: (work: () => void, ms: number) => void) {
    this.#send = ask;
    this.#later = later;
  }

  get state() {
    return this.#state;
  }
  get problem() {
    return this.#problem;
  }
  get isBusy() {
    return this.#isBusy;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Asks until the server answers and is itself; then `made` is told, where there is a building. */
  async follow(made: () => void): Promise<void> {
    const answer = await this.#send<FirstRun>('GET', '/first-run', undefined, { tries: 1 });
    if (this.#isClosed) return;
    if (answer.ok) this.#state.value = answer.body;
    const isSettled = answer.ok && answer.body.state !== 'making';
    if (!isSettled) this.#later(() => void this.follow(made), askAgainMs);
    else if (answer.body.state === 'made') made();
  }

  changeBuilding(fields: Partial<BuildingForm>): void {
    this.building.value = { ...this.building.value, ...fields };
    this.#problem.value = null;
  }

  changeAdministrator(fields: Partial<AdministratorForm>): void {
    this.administrator.value = { ...this.administrator.value, ...fields };
    this.#problem.value = null;
  }

  async checkCode(): Promise<boolean> {
    const body = { code: this.code.value };
    const isRight = await this.#ask('/first-run/code', body);
    this.isCodeRight.value = isRight;
    return isRight;
  }

  /** Makes the building. A lost answer is asked for again under the same key. */
  make(): Promise<boolean> {
    const { code, building, administrator } = this;
    if (wrongBuilding(building.value) ?? wrongAdministrator(administrator.value)) {
      return Promise.resolve(false);
    }
    return this.#ask('/first-run', {
      code: code.value,
      building: buildingOf(building.value),
      administrator: this.#administratorNow(),
    });
  }

  /** A new password, or one more administrator, for a building that is there. */
  take(): Promise<boolean> {
    const administrator = this.#administratorNow();
    return this.#ask('/first-run/administrator', { code: this.code.value, administrator });
  }

  #administratorNow(): AdministratorForm {
    const { username, name, password } = this.administrator.value;
    return { username: username.trim(), name: name.trim(), password };
  }

  async #ask(path: string, body: unknown): Promise<boolean> {
    if (this.#isBusy.value) return false;
    this.#isBusy.value = true;
    const answer = await this.#send('POST', path, body, { timeoutMs: 10_000 });
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }
}
