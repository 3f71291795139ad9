import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import { SheetsApp, tabAt } from './screens/sheets-app.tsx';
import { SheetsPage } from './sheets-model.ts';
import './styles/sheets.css';
import './styles/sheet-paper.css';

/** Paper in the place of the kiosk: its sheets, and the way of its numbers into their lines. */
export function mountSheets(root: HTMLElement): void {
  const page = new SheetsPage(
    {
      send,
      newKey,
      openOverview: () =>
        openStream<'overview'>({
          namespace: '/counter',
          query: { view: 'overview' },
          merge: (view, patch) => patch.view ?? view,
        }),
      openDesk: counterId =>
        openStream<'desk'>({
          namespace: '/counter',
          query: { counterId },
          merge: (view, patch) => patch.view ?? view,
        }),
    },
    tabAt(location.pathname),
  );
  page.start();
  render(<SheetsApp page={page} />, root);
}
