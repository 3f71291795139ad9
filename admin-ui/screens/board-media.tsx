import { FileWarning } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { mediaFaultWords, messageText } from '../screen-message-texts.ts';

/** Files that no screen shows: the first by its name, the others as a number. */
export function MediaTrouble({ overview }: { readonly overview: Overview }): JSX.Element | null {
  const [first, ...others] = overview.mediaFaults ?? [];
  if (first === undefined) return null;
  return (
    <p class="fault" data-testid="media-faults">
      <Icon of={FileWarning} size={16} />
      <span class="cut">
        {mediaFaultWords(first)}
        {others.length > 0 ? `. ${messageText('mediaFaults', { count: others.length })}` : ''}
      </span>
    </p>
  );
}
