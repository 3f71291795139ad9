import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import type { TrackView } from '../../contract/views.ts';
import { newKey, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { PhoneModel } from './model.ts';
import type { Phase } from './model.ts';
import './phone.css';
import './turn.css';
import './waiting.css';
import { PhoneScreen } from './screens/phone-screen.tsx';
import { openTurnAlert } from './turn-alert.ts';

const languageKey = 'language';
const themes: Readonly<Partial<Record<Phase['kind'], string>>> = {
  waiting: '#083f54',
  called: '#f2a900',
};
const paperTheme = '#f6f4ef';
/** How long to wait before asking a server again that did not answer. */
const retryMs = 3_000;

/** Opens a visitor's page; the answer closes it again. */
export function startPhone(root: HTMLElement, token: string): () => void {
  if (sessionStorage.getItem(languageKey) === 'en') language.value = 'en';
  document.documentElement.dataset['page'] = 'phone';
  const model = new PhoneModel();
  const alert = openTurnAlert();
  const path = `/track/${encodeURIComponent(token)}`;
  /** One intent, one key: a lost answer never makes a second request of it. */
  const leaveKey = newKey();
  const leave = async () => {
    model.leaving.value = 'sending';
    const answer = await send<unknown>('POST', `${path}/cancel`, {}, { key: leaveKey });
    if (answer.ok) model.leaving.value = 'no';
    else model.leaving.value = answer.problem.code === 'unreachable' ? 'unreachable' : 'refused';
  };
  const Screen = (): JSX.Element => (
    <PhoneScreen
      model={model}
      actions={{ arm: alert.arm, armed: alert.armed.value, leave: () => void leave() }}
    />
  );
  render(<Screen />, root);

  const stops = [
    effect(() => {
      document.documentElement.lang = language.value;
      sessionStorage.setItem(languageKey, language.value);
    }),
    effect(() => dressPage(model.phase.value.kind)),
  ];
  const stopFollowing = followTicket(model, token, path, alert.notice);

  return () => {
    for (const stop of stops) stop();
    stopFollowing();
    alert.close();
    render(null, root);
  };
}

/** Asks once whether the ticket is known, then follows it as long as the page is open. */
function followTicket(
  model: PhoneModel,
  token: string,
  path: string,
  notice: (notice: 'near' | 'called') => void,
): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const see = (view: TrackView, atMs: number) => {
    const due = model.see(view, atMs);
    if (due !== null) notice(due);
  };
  const follow = async () => {
    const answer = await send<unknown>('GET', path, undefined, { tries: 1 });
    if (stopped) return;
    if (!answer.ok && answer.problem.status === 0) {
      model.link('lost', Date.now());
      again = setTimeout(() => void follow(), retryMs);
      return;
    }
    if (!answer.ok && (answer.problem.status === 404 || answer.problem.status === 422)) {
      model.isUnknown.value = true;
      return;
    }
    const stream = openStream<'track'>({
      namespace: '/track',
      query: { token },
      merge: (view, patch) => patch.view ?? view,
    });
    stops.push(
      () => stream.close(),
      effect(() => {
        const view = stream.view.value;
        if (view !== null) untracked(() => see(view, stream.clock.now()));
      }),
      effect(() => {
        const link = stream.link.value;
        untracked(() => model.link(link, stream.clock.now()));
      }),
    );
  };
  void follow();
  return () => {
    stopped = true;
    clearTimeout(again);
    for (const stop of stops.toReversed()) stop();
  };
}

/** The browser's own frame takes the colour of the page. */
function dressPage(kind: Phase['kind']): void {
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', themes[kind] ?? paperTheme);
  document.documentElement.dataset['phase'] = kind;
}
