import { render } from 'preact';
import type { JSX } from 'preact';
import { TowerFrame, TowerHead } from './screens/tower-frame.tsx';
import { towerEdges } from './tower-edges.ts';
import { TowerPage } from './tower-page.ts';
import { towerText } from './tower-texts.ts';

function App({ page }: { readonly page: TowerPage }): JSX.Element {
  const title = towerText('messages');
  return (
    <TowerFrame page={page} testId="messages-page" section="messages" words={{ title }} isLoaded>
      {() => (
        <main>
          <TowerHead title={title} />
        </main>
      )}
    </TowerFrame>
  );
}

/** What is told to the counters and to the screens. */
export function mountMessages(root: HTMLElement): void {
  const page = new TowerPage(towerEdges, 'messages');
  page.start();
  render(<App page={page} />, root);
}
