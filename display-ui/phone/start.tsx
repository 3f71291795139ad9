import { effect, signal, untracked } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import type { SurveyView } from '../../contract/survey.ts';
import { newKey, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { openCallListener } from './call-listener.ts';
import { followTicket } from './follow-ticket.ts';
import { installPhone } from './install-phone.ts';
import { PhoneModel } from './model.ts';
import type { Phase, Question } from './model.ts';
import './phone.css';
import './turn.css';
import './waiting.css';
import './narrow.css';
import { PhoneScreen } from './screens/phone-screen.tsx';
import { titleWords } from './spoken.ts';
import { openTurnAlert } from './turn-alert.ts';

const languageKey = 'language';
const themes: Readonly<Partial<Record<Phase['kind'], string>>> = {
  waiting: '#083f54',
  called: '#f2a900',
};
const paperTheme = '#f6f4ef';

/** Opens a visitor's page; the answer closes it again. */
export function startPhone(root: HTMLElement, token: string): () => void {
  document.documentElement.dataset['page'] = 'phone';
  const model = new PhoneModel();
  const alert = openTurnAlert();
  const path = `/track/${encodeURIComponent(token)}`;
  const listener = openCallListener(path);
  const survey = openRating(model, token, path);
  const confirm = confirmQuestion(model, path);
  const Screen = (): JSX.Element =>
    survey.page.value?.() ?? (
      <PhoneScreen
        model={model}
        actions={{
          means: alert.means.value,
          arm: alert.arm,
          disarm: alert.disarm,
          tryAlert: alert.tryAlert,
          listening: listener.state.value,
          listen: listener.toggle,
          confirm: () => void confirm(),
          rate: () => void survey.open(),
        }}
      />
    );
  render(<Screen />, root);
  installPhone(token);

  const stops = [
    ...followLanguage(model),
    effect(() => dressPage(model, survey.page.value !== null)),
    effect(() => {
      if (model.mayRate.value) untracked(() => void survey.look());
    }),
    followTicket({ model, token, path, notice: alert.notice }),
  ];
  return () => {
    for (const stop of stops.toReversed()) stop();
    alert.close();
    listener.close();
    render(null, root);
  };
}

/** The ticket's language, until its visitor has chosen another one. */
function followLanguage(model: PhoneModel): (() => void)[] {
  const chosen = sessionStorage.getItem(languageKey);
  if (chosen === 'en' || chosen === 'id') language.value = chosen;
  let isOfTicket = chosen === null;
  return [
    effect(() => {
      const own = model.view.value?.language ?? model.survey.value?.language;
      if (own === undefined || !isOfTicket) return;
      isOfTicket = false;
      language.value = own;
    }),
    effect(() => {
      document.documentElement.lang = language.value;
      if (!isOfTicket) sessionStorage.setItem(languageKey, language.value);
    }),
  ];
}

/** One intent, one key: a lost answer never makes a second request of it. */
function confirmQuestion(model: PhoneModel, path: string): () => Promise<void> {
  const keys: Readonly<Record<Question['about'], string>> = { leave: newKey(), delay: newKey() };
  const routes: Readonly<Record<Question['about'], string>> = { leave: 'cancel', delay: 'delay' };
  return async () => {
    const asked = model.question.value;
    if (asked === null || asked.state === 'sending') return;
    const { about } = asked;
    model.question.value = { about, state: 'sending' };
    const key = keys[about];
    const answer = await send<unknown>('POST', `${path}/${routes[about]}`, {}, { key });
    if (model.question.value?.about !== about) return;
    if (answer.ok) model.question.value = null;
    else {
      const state = answer.problem.code === 'unreachable' ? 'unreachable' : 'refused';
      model.question.value = { about, state };
    }
  };
}

/** The survey is loaded when it is wanted, and then stands in the place of the number. */
function openRating(model: PhoneModel, token: string, path: string) {
  const page = signal<(() => JSX.Element) | null>(null);
  const look = async () => {
    const answer = await send<SurveyView>('GET', `${path}/survey`);
    if (answer.ok) model.survey.value = answer.body;
  };
  const open = async () => {
    const view = model.survey.value;
    if (view === null || view.state !== 'open' || page.value !== null) return;
    try {
      const { openSurvey } = await import('../survey/open-survey.tsx');
      const close = () => {
        page.value = null;
        void look();
      };
      page.value = openSurvey({ view, token, path, close });
      model.isRatingLost.value = false;
    } catch {
      // The connection was lost before the survey could be loaded.
      model.isRatingLost.value = true;
    }
  };
  return { page, look, open };
}

/** The browser's own frame takes the colour of the page. Old data is never dressed as a call. */
function dressPage(model: PhoneModel, isRating: boolean): void {
  const phase = model.phase.value;
  const isOld = model.staleSinceMs.value !== null && phase.kind === 'called';
  const kind = isRating || isOld ? 'other' : phase.kind;
  const theme = kind === 'other' ? paperTheme : (themes[kind] ?? paperTheme);
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', theme);
  document.documentElement.dataset['phase'] = kind;
  document.title = titleWords(model.view.value, phase);
}
