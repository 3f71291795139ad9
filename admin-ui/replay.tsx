import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('replay');
  return (
    <TowerFrame page={page} testId="replay-page" section="replay" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** A past day once more, and what another way would have made of it. */
export function mountReplay(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'replay');
  page.start();
  render(<App page={page} />, root);
}
