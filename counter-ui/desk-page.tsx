import { effect } from '@preact/signals';
import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import { startAlertSound } from './alert-sound.ts';
import { browserMemory, windowId } from './browser-memory.ts';
import { CounterPage } from './model.ts';
import { followTitle } from './page-title.ts';
import { App } from './screens/app.tsx';

/** The page of an officer's counter. */
export function mountDesk(root: HTMLElement): void {
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
  render(<App page={page} />, root);
}
