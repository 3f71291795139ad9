import { effect } from '@preact/signals';
import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';
import { openStream } from '../ui-kit/stream.ts';
import '../ui-kit/base.css';
import './counter.css';
import { browserMemory } from './browser-memory.ts';
import { CounterPage } from './model.ts';
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

const page = new CounterPage({
  send,
  memory: browserMemory,
  monotonic: () => performance.now(),
  openDeskStream: counterId =>
    openStream<'desk'>({
      namespace: '/counter',
      query: { counterId },
      merge: (view, patch) => patch.view ?? view,
    }),
});
page.start();

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for its screen');
render(<App page={page} />, root);
