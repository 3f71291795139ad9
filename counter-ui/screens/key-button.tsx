import type { JSX } from 'preact';
import { stopwatch } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import type { Waits } from '../desk-state.ts';
import { t } from '../texts.ts';

/** What a key waits for, where a few letters of it fit into the key itself. */
function waitsWords(waits: Waits | null): string {
  if (waits?.for === 'time') return t('timeLeft', { time: stopwatch(waits.seconds) });
  return waits?.for === 'calls' ? t('callsMissing', { calls: waits.calls }) : '';
}

/** A key of the desk: icon, word, what it waits for, and the letter that does the same. */
export function KeyButton(props: {
  readonly testId: string;
  readonly class: string;
  readonly words: string;
  readonly letter?: string;
  readonly icon?: IconNode;
  readonly waits: Waits | null;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  const { waits, letter, icon } = props;
  const missing = waitsWords(waits);
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
