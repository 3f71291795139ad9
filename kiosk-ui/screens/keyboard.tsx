import { Delete } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { flowText } from '../flow-texts.ts';
import { Key } from '../press.tsx';

export interface KeyboardProps {
  /** One string a row; each sign is a key. A blank stands for the space key. */
  readonly rows: readonly string[];
  readonly onSign: (sign: string) => void;
  /** Absent: its key stands elsewhere. */
  readonly onErase?: () => void;
  readonly class: string;
}

/** A keyboard on the screen, with the key that takes the last sign away at its end. */
export function Keyboard({ rows, onSign, onErase, class: look }: KeyboardProps): JSX.Element {
  return (
    <div class={`keyboard ${look}`} role="group" aria-label={flowText('keyboard')}>
      {rows.map((row, at) => (
        <div class="keyboard-row" key={row}>
          {row.split('').map(sign => (
            <Key
              key={sign}
              class={sign === ' ' ? 'key sign sign-space' : 'key sign'}
              testId={sign === ' ' ? 'sign-space' : `sign-${sign}`}
              onPress={() => onSign(sign)}
            >
              {sign === ' ' ? flowText('space') : sign}
            </Key>
          ))}
          {at === rows.length - 1 && onErase !== undefined ? (
            <EraseKey class="key sign sign-erase" onErase={onErase} />
          ) : null}
        </div>
      ))}
    </div>
  );
}

export function EraseKey(props: {
  readonly class: string;
  readonly onErase: () => void;
}): JSX.Element {
  return (
    <Key class={props.class} testId="sign-erase" onPress={props.onErase}>
      <Icon of={Delete} size={42} />
      {flowText('erase')}
    </Key>
  );
}
