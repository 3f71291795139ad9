import { PlugZap, Unplug } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../../ui-kit/icon.tsx';
import { t } from '../texts.ts';

/** What stands beside the sign, at the least size of words. */
export interface NoticeRoom {
  readonly lines: number;
  readonly ems: number;
}

const titleLines = 1.6;
const gapLines = 0.25;
const emsPerLetter = 0.47;

/** Sentences that have room below each other, the most important first. */
function withRoom(sentences: readonly string[], { lines, ems }: NoticeRoom): string[] {
  let left = lines - titleLines;
  return sentences.filter(sentence => {
    left -= Math.ceil((sentence.length * emsPerLetter) / ems) + gapLines;
    return left >= 0;
  });
}

/** Without the server nothing is true any more, so no call stays on the screen. */
export function LostScreen({ room }: { readonly room: NoticeRoom }): JSX.Element {
  return (
    <div class="notice" data-testid="lobby-lost" role="alert">
      <div class="sign fault">
        <Icon of={Unplug} stroke={1.6} />
      </div>
      <div class="message">
        <h1>{t('lostTitle')}</h1>
        {withRoom([t('lostKeeps'), t('lostDo')], room).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

export function BackScreen(): JSX.Element {
  return (
    <div class="notice" data-testid="lobby-back">
      <div class="sign good">
        <Icon of={PlugZap} stroke={1.6} />
      </div>
      <div class="message middle">
        <h1>{t('back')}</h1>
      </div>
    </div>
  );
}

export function ConnectingScreen(): JSX.Element {
  return (
    <div class="notice late" data-testid="lobby-connecting">
      <div class="message middle alone">
        <h1>{t('connecting')}</h1>
        <p>{t('connectingHint')}</p>
      </div>
    </div>
  );
}
