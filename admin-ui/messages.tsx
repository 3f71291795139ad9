import { render } from 'preact';
import { MessagesPage } from './messages-page.ts';
import { MessagesScreen } from './screens/messages-page.tsx';
import { towerEdges } from './tower-edges.ts';
import './styles/messages-tower.css';

/** What is told to the counters and to the screens. */
export function mountMessages(root: HTMLElement): void {
  const page = new MessagesPage(towerEdges);
  page.start();
  render(<MessagesScreen page={page} />, root);
}
