import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('reports');
  return (
    <TowerFrame page={page} testId="reports-page" section="reports" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** What the building has done, in figures. */
export function mountReports(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'reports');
  page.start();
  render(<App page={page} />, root);
}
