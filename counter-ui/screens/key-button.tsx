import type { JSX } from 'preact';
import { stopwatch } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import type { Waits } from '../desk-state.ts';
import { t } from '../texts.ts';

/** What a large key waits for, under its words. */
function waitsWords(waits: Waits | null): string {
  if (waits?.for === 'time') return t('timeLeft', { time: stopwatch(waits.seconds) });
  return waits?.for === 'calls' ? t('callsMissing', { calls: waits.calls }) : '';
}

/** A small key has no room for both: while it waits, the time left stands where its letter was. */
const smallLetter = (letter: string | undefined, waits: Waits | null): string | undefined =>
  waits?.for === 'time' ? stopwatch(waits.seconds) : letter;

/** A key of the desk: icon, word, what it waits for, and the letter that does the same. */
export function KeyButton(props: {
  readonly testId: string;
  readonly class: 'action' | 'beside' | 'quiet undo';
  readonly words: string;
  readonly letter?: string;
  readonly icon?: IconNode;
  readonly waits: Waits | null;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  const { waits, icon } = props;
  const isLarge = props.class === 'beside';
  const missing = isLarge ? waitsWords(waits) : '';
  const letter = isLarge ? props.letter : smallLetter(props.letter, waits);
  return (
    <button
      type="button"
      class={waits ? `${props.class} waits` : props.class}
      data-testid={props.testId}
      aria-disabled={waits !== null || props.isBusy}
      {...(waits?.for === 'link' ? { title: t('waitsForLinkLead') } : {})}
      onClick={props.onPress}
    >
      {icon && <Icon of={icon} size={16} />}
      <span class="words">
        {props.words}
        {missing !== '' && <small>{missing}</small>}
      </span>
      {letter && <kbd>{letter}</kbd>}
    </button>
  );
}
