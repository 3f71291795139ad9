import { Megaphone, VolumeX } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import { bottomWords, type BottomWords } from '../bottom-words.ts';
import type { Lobby } from '../model.ts';
import { sentenceAt, splitSentence } from '../../../ui-kit/sentences.ts';
import { t } from '../texts.ts';
import { ClockFigures } from './clock-figures.tsx';

const stepMs = 3_000;

export interface BottomLineProps {
  readonly lobby: Lobby;
  /** The building's time in whole seconds. */
  readonly clockMs: number;
  /** Null where nothing may be said but that the server is lost. */
  readonly shown: DisplayView | null;
}

function wordsOf({ lobby, clockMs, shown }: BottomLineProps, clock: (ms: number) => string) {
  const stage = lobby.stage.value;
  const none: BottomWords = { kind: 'running', words: '' };
  if (stage.kind === 'lost') {
    const since = t('lostSince', { time: clock(stage.sinceMs) });
    const pieces = splitSentence(since, lobby.plan.value.bar.length);
    return { ...none, words: sentenceAt(pieces, clockMs, stepMs) };
  }
  if (shown === null) return none;
  const moment = { buildingMs: clockMs, steadyMs: lobby.atMs.value };
  return bottomWords(shown, lobby.board.value, lobby.plan.value.bar, moment);
}

/** What the hall needs to know now, and the building's time with the name of its zone. */
export function BottomLine(props: BottomLineProps): JSX.Element {
  const { lobby, clockMs } = props;
  const { bar } = lobby.plan.value;
  const building = lobby.view.value?.building;
  const zone = building?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = (ms: number) => timeOfDay(ms, zone, language.value);
  const { kind, words } = wordsOf(props, clock);
  const isLocked = lobby.soundLocked.value && lobby.stage.value.kind === 'live';
  const sizes = {
    height: `${bar.heightPx}px`,
    '--line': `${bar.wordsPx}px`,
    '--hour': `${bar.clockPx}px`,
    '--lines': bar.lines,
  };
  const shape = bar.isStacked ? 'stacked' : bar.lines > 1 ? 'double' : 'single';
  return (
    <footer class={`bottom ${shape} ${kind}`} style={sizes} data-testid="lobby-bottom">
      <div class="words">
        {kind === 'message' ? <Icon of={Megaphone} stroke={2.4} label={t('message')} /> : null}
        <p class="sentence" data-testid="lobby-sentence" data-kind={kind}>
          {/* Whatever direction a text has, and whatever marks it leaves open, ends with it. */}
          <bdi dir="auto">{words}</bdi>
        </p>
      </div>
      <div class="hour">
        <p class="time">
          <ClockFigures time={clock(clockMs)} />
          {bar.hasZoneName && building !== undefined ? (
            <span class="zone-name">{building.zoneName}</span>
          ) : null}
        </p>
        <DemoMark demo={building?.demo ?? false} />
      </div>
      {isLocked ? (
        <p class="sound-locked" data-testid="lobby-sound-locked" role="status">
          <Icon of={VolumeX} />
          {t('soundLocked')}
        </p>
      ) : null}
    </footer>
  );
}
