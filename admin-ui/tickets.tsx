import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('tickets');
  return (
    <TowerFrame page={page} testId="tickets-page" section="tickets" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** A number of today or of another day, and its story. */
export function mountTickets(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'tickets');
  page.start();
  render(<App page={page} />, root);
}
