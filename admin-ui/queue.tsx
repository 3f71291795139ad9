import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('queue');
  return (
    <TowerFrame page={page} testId="queue-page" section="building" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** One queue: who waits, why in this order, and what will become of it. */
export function mountQueue(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'building');
  page.start();
  render(<App page={page} />, root);
}
