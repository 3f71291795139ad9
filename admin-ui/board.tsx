import { render } from 'preact';
import { BoardPage } from './model.ts';
import { BoardApp } from './screens/board-app.tsx';
import { keptSound, playSoft } from './soft-sound.ts';
import { towerEdges } from './tower-edges.ts';

/** The live board for supervisors and administrators, behind the sign-in. */
export function mountBoard(root: HTMLElement): void {
  const page = new BoardPage({ ...towerEdges, playSoft, sound: keptSound });
  page.start();
  render(<BoardApp page={page} />, root);
}
