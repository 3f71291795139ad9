import type { JSX } from 'preact';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { Board } from './board-screen.tsx';
import { TowerFrame } from './tower-frame.tsx';

export function BoardApp(props: { readonly page: BoardPage }): JSX.Element {
  const { page } = props;
  const overview = page.overview.value;
  return (
    <TowerFrame
      page={page}
      testId="board"
      section="building"
      words={{ title: t('board') }}
      isLoaded={overview !== null}
    >
      {() => overview && <Board page={page} overview={overview} />}
    </TowerFrame>
  );
}
