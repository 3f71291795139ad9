import { effect } from '@preact/signals';
import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';
import { openStream } from '../ui-kit/stream.ts';
import '../ui-kit/base.css';
import './counter.css';
import { startAlertSound } from './alert-sound.ts';
import { browserMemory, windowId } from './browser-memory.ts';
import { CounterPage } from './model.ts';
import { followTitle } from './page-title.ts';
import { App } from './screens/app.tsx';

const dark = matchMedia('(prefers-color-scheme: dark)');
const followTheme = () => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', followTheme);
followTheme();
effect(() => {
  document.documentElement.lang = language.value;
});

const ownWindowId = windowId(newKey);
const sound = startAlertSound();
const page = new CounterPage({
  send,
  memory: browserMemory,
  monotonic: () => performance.now(),
  windowId: ownWindowId,
  ring: sound.ring,
  openDeskStream: counterId =>
    openStream<'desk'>({
      namespace: '/counter',
      query: { counterId, windowId: ownWindowId },
      merge: (view, patch) => patch.view ?? view,
    }),
});
page.start();
effect(() => followTitle(page));

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for its screen');
render(<App page={page} />, root);
