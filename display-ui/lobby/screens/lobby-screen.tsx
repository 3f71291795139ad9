import { VolumeX } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import type { Lobby } from '../model.ts';
import { sentenceAt, splitSentence } from '../sentences.ts';
import { t } from '../texts.ts';
import { BoardScreen } from './board-screen.tsx';
import { CallScreen } from './call-screen.tsx';
import { ClockFigures } from './clock-figures.tsx';
import { BackScreen, ConnectingScreen, LostScreen } from './notice-screen.tsx';

export interface LobbyScreenProps {
  readonly lobby: Lobby;
  /** The building's time in whole seconds. */
  readonly clockMs: number;
}

/** Characters that the bottom line holds beside the clock. */
const sentenceLength = { call: 28, board: 60 } as const;

export function LobbyScreen({ lobby, clockMs }: LobbyScreenProps): JSX.Element {
  const stage = lobby.stage.value;
  const view = lobby.view.value;
  const shown = stage.kind === 'live' && view !== null ? view : null;
  const board = lobby.layout === 'board' && !lobby.covered.value;
  return (
    <main class={`lobby ${shown === null ? 'off' : board ? 'with-board' : 'with-call'}`}>
      {stage.kind === 'lost' ? <LostScreen /> : null}
      {stage.kind === 'back' ? <BackScreen /> : null}
      {stage.kind === 'connecting' || (stage.kind === 'live' && view === null) ? (
        <ConnectingScreen />
      ) : null}
      {shown === null ? null : board ? (
        <BoardScreen
          view={shown}
          page={lobby.page.value}
          hotAgencies={lobby.hotAgencies.value}
          buildingMs={clockMs}
        />
      ) : (
        <CallScreen view={shown} board={lobby.board.value} now={lobby.now.value} />
      )}
      <BottomLine
        lobby={lobby}
        clockMs={clockMs}
        view={view}
        sentence={shown === null ? '' : dueSentence(shown, board ? 'board' : 'call', clockMs)}
      />
    </main>
  );
}

function dueSentence(view: DisplayView, layout: 'call' | 'board', clockMs: number): string {
  const pieces = view.sentences.flatMap(sentence =>
    splitSentence(pick(sentence), sentenceLength[layout]),
  );
  return sentenceAt(pieces, clockMs);
}

interface BottomLineProps extends LobbyScreenProps {
  readonly view: DisplayView | null;
  readonly sentence: string;
}

function BottomLine({ lobby, view, sentence, clockMs }: BottomLineProps): JSX.Element {
  const stage = lobby.stage.value;
  const zone = view?.building.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clockAt = (ms: number) => timeOfDay(ms, zone, language.value);
  const words = stage.kind === 'lost' ? t('lostSince', { time: clockAt(stage.sinceMs) }) : sentence;
  return (
    <footer class="bottom">
      <div class="words">
        <Fitted class="sentence">{words}</Fitted>
        {lobby.soundLocked.value && stage.kind === 'live' ? (
          <p class="sound-locked" data-testid="lobby-sound-locked" role="status">
            <Icon of={VolumeX} />
            {t('soundLocked')}
          </p>
        ) : null}
      </div>
      <div class="hour">
        <ClockFigures time={clockAt(clockMs)} />
        <DemoMark demo={view?.building.demo ?? false} />
      </div>
    </footer>
  );
}
