import { effect } from '@preact/signals';
import type { JSX } from 'preact';
import type { SurveyView } from '../../contract/survey.ts';
import { newKey, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { SurveyModel } from './model.ts';
import { SurveyScreen } from './screens/survey-screen.tsx';
import './survey.css';

export interface SurveyOptions {
  readonly view: SurveyView;
  readonly token: string;
  /** Of the ticket, under /api/v1. */
  readonly path: string;
  /** Called once the visitor goes back to their number. */
  readonly close: () => void;
}

/** Answers that were not sent stay on the phone, under the ticket they belong to. */
const openDraft = (token: string) => {
  const storageKey = `survey ${token}`;
  return {
    read(): string | null {
      try {
        return localStorage.getItem(storageKey);
      } catch {
        return null;
      }
    },
    write(text: string): void {
      try {
        localStorage.setItem(storageKey, text);
      } catch {
        // A phone that keeps nothing asks again from the beginning.
      }
    },
    forget(): void {
      try {
        localStorage.removeItem(storageKey);
      } catch {
        // What could not be kept need not be forgotten.
      }
    },
  };
};

/** Opens the survey; the answer draws it in the place of the number. */
export function openSurvey({ view, token, path, close }: SurveyOptions): () => JSX.Element {
  const draft = openDraft(token);
  const model = new SurveyModel(view, draft.read());
  /** One intent, one key: a lost answer never makes a second rating of it. */
  const key = newKey();
  const stopKeeping = effect(() => {
    if (model.step.value.kind !== 'thanks') draft.write(model.kept());
  });
  const end = () => {
    stopKeeping();
    window.removeEventListener('popstate', goBack);
    close();
  };
  // The phone's own back key goes one question back, and to the number from the first.
  const goBack = () => {
    if (model.back()) history.pushState(null, '');
    else end();
  };
  history.pushState(null, '');
  window.addEventListener('popstate', goBack);

  const give = async () => {
    if (model.isEmpty.value || model.sending.value === 'sending') return;
    model.sending.value = 'sending';
    const body = model.body(language.value);
    const answer = await send<unknown>('POST', `${path}/survey`, body, { key });
    // Answered before: what was sent first has arrived after all.
    if (answer.ok || answer.problem.code === 'already-answered') {
      draft.forget();
      model.sent();
      stopKeeping();
    } else model.sending.value = answer.problem.code === 'unreachable' ? 'unreachable' : 'refused';
  };
  const actions = { back: () => history.back(), give: () => void give() };
  return () => <SurveyScreen model={model} actions={actions} />;
}
