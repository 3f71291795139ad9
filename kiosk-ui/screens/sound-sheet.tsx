import { Minus, Plus, Repeat, VolumeX } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { g } from '../guide-texts.ts';
import { Key } from '../press.tsx';
import { Below } from './below.tsx';
import type { Has } from './frame.tsx';

const silences = {
  none: 'soundText',
  unavailable: 'soundUnavailable',
  muted: 'soundMuted',
  unreachable: 'soundUnreachable',
} as const;

const steps = 10;

function endSound(kiosk: Has['kiosk']): void {
  kiosk.guide.turnOff();
  kiosk.closeSheet();
}

/** How loud the screens are read out, and the ends of it. */
export function SoundSheet({ kiosk }: Has): JSX.Element {
  const { guide } = kiosk;
  const percent = guide.volumePercent.value;
  return (
    <Below testId="sound-sheet" title={g('soundTitle')}>
      <p aria-live="polite" data-testid="sound-text">
        {g(silences[guide.silence.value])}
      </p>
      <div class="volume">
        <Key
          class="key outlined"
          testId="quieter"
          label={g('quieter')}
          onPress={() => guide.quieter()}
        >
          <Icon of={Minus} size={56} stroke={2.6} />
        </Key>
        <p role="img" aria-label={g('volume', { percent })} data-testid="volume">
          {Array.from({ length: steps }, (_, at) => (
            <i key={at} class={at * steps < percent ? 'is-on' : ''} />
          ))}
        </p>
        <Key
          class="key outlined"
          testId="louder"
          label={g('louder')}
          onPress={() => guide.louder()}
        >
          <Icon of={Plus} size={56} stroke={2.6} />
        </Key>
      </div>
      <div class="sheet-keys">
        <Key class="key outlined" testId="sound-off" onPress={() => endSound(kiosk)}>
          <Icon of={VolumeX} size={46} stroke={2.2} />
          {g('soundOff')}
        </Key>
        <Key class="key outlined" testId="repeat" onPress={() => guide.repeat()}>
          <Icon of={Repeat} size={46} stroke={2.2} />
          {g('repeat')}
        </Key>
        <Key class="key primary" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {g('goOn')}
        </Key>
      </div>
    </Below>
  );
}
