import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('counters');
  return (
    <TowerFrame page={page} testId="counters-page" section="counters" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** Every counter of the building as it is now. */
export function mountCountersTower(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'counters');
  page.start();
  render(<App page={page} />, root);
}
