import { computed, signal } from '@preact/signals';
import type {
  GiveSurvey,
  Respondent,
  SurveyAnswers,
  SurveyElement,
  SurveyView,
} from '../../contract/survey.ts';

/** U1 to U9 of PermenPANRB 14/2017, in its order. */
export const elements = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'conduct',
  'facilities',
  'complaints',
] as const satisfies readonly SurveyElement[];

/** The best answer first, as they stand on the page. */
export const grades = [4, 3, 2, 1] as const;
export type Grade = (typeof grades)[number];

export type Step =
  | { readonly kind: 'service' }
  | { readonly kind: 'element'; readonly element: SurveyElement; readonly number: number }
  | { readonly kind: 'about-you' }
  | { readonly kind: 'thanks' };

export type Sending = 'no' | 'sending' | 'unreachable' | 'refused';

/** What was answered so far, as the phone keeps it. */
interface Kept {
  readonly at: number;
  readonly serviceId: string | null;
  readonly answers: SurveyAnswers;
  readonly comment: string;
  readonly respondent: Respondent;
}

export const commentLengthMax = 500;

/** One question a step. Leaving keeps what was answered; coming back goes on where it was left. */
export class SurveyModel {
  readonly view: SurveyView;
  readonly steps: readonly Step[];
  readonly at = signal(0);
  readonly serviceId = signal<string | null>(null);
  readonly answers = signal<SurveyAnswers>({});
  readonly comment = signal('');
  readonly respondent = signal<Respondent>({});
  readonly sending = signal<Sending>('no');
  readonly step = computed<Step>(() => this.steps[this.at.value]!);
  readonly isEmpty = computed(() => Object.keys(this.answers.value).length === 0);

  constructor(view: SurveyView, kept: string | null) {
    this.view = view;
    const questions = elements.map((element, at): Step => ({
      kind: 'element',
      element,
      number: at + 1,
    }));
    const first: Step[] = view.services.length > 1 ? [{ kind: 'service' }] : [];
    this.steps = [...first, ...questions, { kind: 'about-you' }, { kind: 'thanks' }];
    this.serviceId.value = view.services[0]?.serviceId ?? null;
    this.#takeUp(kept);
  }

  choose(element: SurveyElement, grade: Grade): void {
    this.answers.value = { ...this.answers.value, [element]: grade };
  }

  say(field: keyof Respondent, value: string): void {
    const { [field]: _before, ...rest } = this.respondent.value;
    this.respondent.value = value === '' ? rest : { ...rest, [field]: value };
  }

  /** Also without an answer: what is left out counts nowhere. */
  next(): void {
    if (this.step.value.kind === 'about-you' || this.step.value.kind === 'thanks') return;
    this.at.value += 1;
  }

  /** False where there is nothing before: the visitor goes back to their number. */
  back(): boolean {
    if (this.at.value === 0 || this.step.value.kind === 'thanks') return false;
    this.at.value -= 1;
    this.sending.value = 'no';
    return true;
  }

  /** The same service is named that the page showed. */
  body(language: 'id' | 'en'): GiveSurvey {
    const comment = this.comment.value.trim();
    const serviceId = this.serviceId.value;
    return {
      ...(serviceId === null ? {} : { serviceId }),
      answers: this.answers.value,
      ...(comment === '' ? {} : { comment }),
      ...(Object.keys(this.respondent.value).length === 0
        ? {}
        : { respondent: this.respondent.value }),
      language,
    };
  }

  sent(): void {
    this.sending.value = 'no';
    this.at.value = this.steps.length - 1;
  }

  kept(): string {
    const kept: Kept = {
      at: this.at.value,
      serviceId: this.serviceId.value,
      answers: this.answers.value,
      comment: this.comment.value,
      respondent: this.respondent.value,
    };
    return JSON.stringify(kept);
  }

  #takeUp(text: string | null): void {
    if (text === null) return;
    let kept: Partial<Kept>;
    try {
      kept = (JSON.parse(text) as Partial<Kept> | null) ?? {};
    } catch {
      return;
    }
    const { services } = this.view;
    const isThere = services.some(service => service.serviceId === kept.serviceId);
    if (isThere) this.serviceId.value = kept.serviceId ?? null;
    const answered = elements.flatMap(element => {
      const grade = grades.find(known => known === kept.answers?.[element]);
      return grade === undefined ? [] : [[element, grade] as const];
    });
    this.answers.value = Object.fromEntries(answered);
    this.comment.value = typeof kept.comment === 'string' ? kept.comment : '';
    this.respondent.value = kept.respondent ?? {};
    const at = typeof kept.at === 'number' ? kept.at : 0;
    this.at.value = Math.min(Math.max(0, at), this.steps.length - 2);
  }
}
