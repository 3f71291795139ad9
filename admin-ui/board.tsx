import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import { BoardPage } from './model.ts';
import { BoardApp } from './screens/board-app.tsx';

/** The live list for supervisors and administrators, behind the sign-in. */
export function mountBoard(root: HTMLElement): void {
  const page = new BoardPage({
    send,
    openOverview: () =>
      openStream<'overview'>({
        namespace: '/counter',
        query: { view: 'overview' },
        merge: (view, patch) => patch.view ?? view,
      }),
  });
  page.start();
  render(<BoardApp page={page} />, root);
}
