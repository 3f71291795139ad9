import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Respondent, SurveyView } from '../../contract/survey.ts';
import type { send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { ticketTokenIn } from '../../ui-kit/scan-code.ts';
import { SurveyModel } from '../survey/model.ts';

export type Cannot =
  'unknown' | 'nothing-finished' | 'answered' | 'over' | 'too-many' | 'unreachable';

/** By what the visitor is known to the server until they leave. */
type Whose = { readonly token: string } | { readonly label: string };

export type Scene =
  | { readonly at: 'invite' }
  | { readonly at: 'typing' }
  | { readonly at: 'camera' }
  | { readonly at: 'finding' }
  | { readonly at: 'asking'; readonly survey: SurveyModel; readonly whose: Whose }
  | { readonly at: 'thanks' }
  | { readonly at: 'cannot'; readonly why: Cannot };

export const profileNames = [
  'gender',
  'age',
  'education',
  'occupation',
] as const satisfies readonly (keyof Respondent)[];

export interface TabletEdges {
  readonly send: typeof send;
  readonly newKey: () => string;
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
}

/** A visitor is left in peace so long, then asked, then forgotten. */
export const calmMs = 45_000;
export const askMs = 20_000;
/** Screens that say one thing go by themselves. */
export const thanksMs = 8_000;
export const cannotMs = 12_000;
export const labelLengthMax = 6;

/** The tablet at the exit: one visitor after the other, and nothing of the one before. */
export class Tablet {
  readonly #edges: TabletEdges;
  readonly #scene = signal<Scene>({ at: 'invite' });
  readonly #typed = signal('');
  readonly #profileAt = signal<number | null>(null);
  readonly #askedSeconds = signal<number | null>(null);
  readonly #hasCameraFault = signal(false);
  #touchedAt = 0;
  /** Raised when a visitor leaves: a late answer is none of the next one's. */
  #visitor = 0;
  #key = '';

  constructor(edges: TabletEdges) {
    this.#edges = edges;
  }

  get scene(): ReadonlySignal<Scene> {
    return this.#scene;
  }
  get typed(): ReadonlySignal<string> {
    return this.#typed;
  }
  /** Which question of who they are is asked; null before. */
  get profileAt(): ReadonlySignal<number | null> {
    return this.#profileAt;
  }
  /** Until the visitor is forgotten, while they are asked whether they are still there. */
  get askedSeconds(): ReadonlySignal<number | null> {
    return this.#askedSeconds;
  }
  get hasCameraFault(): ReadonlySignal<boolean> {
    return this.#hasCameraFault;
  }

  readonly isResting = computed(() => this.#scene.value.at === 'invite');

  /** Whatever a scanner read: the code of a paper, unless somebody is answering already. */
  scanned(text: string): void {
    const { at } = this.#scene.value;
    if (at === 'asking' || at === 'finding') return;
    const token = ticketTokenIn(text);
    this.touch();
    if (token === null) this.#show({ at: 'cannot', why: 'unknown' });
    else void this.#find({ token });
  }

  beginTyping(): void {
    this.touch();
    this.#show({ at: 'typing' });
  }

  beginCamera(): void {
    this.touch();
    this.#hasCameraFault.value = false;
    this.#show({ at: 'camera' });
  }

  cameraFailed(): void {
    this.#hasCameraFault.value = true;
    this.#show({ at: 'typing' });
  }

  add(sign: string): void {
    this.touch();
    if (this.#typed.value.length < labelLengthMax) this.#typed.value += sign;
  }

  erase(): void {
    this.touch();
    this.#typed.value = this.#typed.value.slice(0, -1);
  }

  submit(): void {
    const label = this.#typed.value;
    this.touch();
    if (label !== '') void this.#find({ label });
  }

  /** One question back; to the invitation from the first. */
  back(): void {
    this.touch();
    const scene = this.#scene.value;
    const at = this.#profileAt.value;
    if (scene.at === 'asking' && at !== null) this.#profileAt.value = at === 0 ? null : at - 1;
    else if (scene.at !== 'asking' || !scene.survey.back()) this.leave();
  }

  askProfile(): void {
    this.touch();
    this.#profileAt.value = 0;
  }

  nextProfile(): void {
    this.touch();
    const at = this.#profileAt.value;
    if (at === null) return;
    // After the last one the keys to send are shown again.
    this.#profileAt.value = at + 1 < profileNames.length ? at + 1 : null;
  }

  async give(): Promise<void> {
    const scene = this.#scene.value;
    if (scene.at !== 'asking') return;
    const { survey, whose } = scene;
    if (survey.isEmpty.value || survey.sending.value === 'sending') return;
    this.touch();
    survey.sending.value = 'sending';
    const visitor = this.#visitor;
    const body = { ...whose, ...survey.body(language.value) };
    const answer = await this.#edges.send<unknown>('POST', '/survey/answers', body, {
      key: this.#key,
    });
    if (visitor !== this.#visitor) return;
    this.touch();
    // Answered before: what was sent first has arrived after all.
    if (answer.ok || answer.problem.code === 'already-answered') this.#show({ at: 'thanks' });
    else if (answer.problem.code === 'unreachable') survey.sending.value = 'unreachable';
    else this.#show({ at: 'cannot', why: whyOf(answer.problem.code) });
  }

  touch(): void {
    this.#touchedAt = this.#edges.now();
    this.#askedSeconds.value = null;
  }

  /** Looks at the time; called several times a second. */
  tick(): void {
    const { at } = this.#scene.value;
    const idle = this.#edges.now() - this.#touchedAt;
    if (at === 'invite') return;
    if (at === 'thanks' || at === 'cannot') {
      if (idle >= (at === 'thanks' ? thanksMs : cannotMs)) this.leave();
    } else if (idle >= calmMs + askMs) this.leave();
    else if (idle >= calmMs) {
      this.#askedSeconds.value = Math.ceil((calmMs + askMs - idle) / 1_000);
    }
  }

  /** Forgets the visitor: what they answered, typed, and in which language they read. */
  leave(): void {
    this.#visitor += 1;
    batch(() => {
      this.#show({ at: 'invite' });
      this.#typed.value = '';
      this.#askedSeconds.value = null;
      this.#hasCameraFault.value = false;
      language.value = 'id';
    });
  }

  #show(scene: Scene): void {
    this.#scene.value = scene;
    this.#profileAt.value = null;
  }

  async #find(whose: Whose): Promise<void> {
    this.#visitor += 1;
    const visitor = this.#visitor;
    this.#show({ at: 'finding' });
    const answer = await this.#edges.send<SurveyView>('POST', '/survey/visits', whose, {
      tries: 2,
    });
    if (visitor !== this.#visitor) return;
    this.touch();
    this.#typed.value = '';
    if (!answer.ok) return this.#show({ at: 'cannot', why: whyOf(answer.problem.code) });
    const { state } = answer.body;
    if (state !== 'open') return this.#show({ at: 'cannot', why: state });
    this.#key = this.#edges.newKey();
    this.#show({ at: 'asking', survey: new SurveyModel(answer.body, null), whose });
  }
}

function whyOf(code: string): Cannot {
  if (code === 'too-many-attempts') return 'too-many';
  if (code === 'too-late') return 'over';
  if (code === 'wrong-state') return 'nothing-finished';
  return code === 'unknown-ticket' ? 'unknown' : 'unreachable';
}
