import { BellRing } from 'lucide';
import type { JSX } from 'preact';
import type { HelpCall } from '../../contract/help.ts';
import type { HelpDone } from '../../ui-kit/help-done.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { helpWords } from '../../ui-kit/paper-trouble.ts';
import { helpText } from '../help-texts.ts';

const shownMax = 3;

/** A line that is only there while a visitor at a kiosk waits for somebody to come. */
export function BoardHelp(props: {
  readonly calls: readonly HelpCall[];
  readonly help: HelpDone;
  readonly timeZone: string;
}): JSX.Element | null {
  const { calls, help, timeZone } = props;
  if (calls.length === 0) return null;
  const states = help.states.value;
  return (
    <section class="board-locked" aria-label={helpText('title')} data-testid="board-help">
      <span class="locked-title">
        <Icon of={BellRing} size={16} />
        {helpText('title')}
      </span>
      {calls.slice(0, shownMax).map(call => (
        <span class="locked-row" key={call.ticketId} data-testid={`help-${call.label}`}>
          <b>{helpWords(call, timeZone)}</b>
          <button
            type="button"
            class="locked-key"
            aria-label={helpText('doneOf', { label: call.label })}
            disabled={states.get(call.ticketId) === 'sending'}
            onClick={() => void help.done(call.ticketId)}
          >
            {helpText('done')}
          </button>
        </span>
      ))}
      {calls.length > shownMax && (
        <span>{helpText('more', { count: calls.length - shownMax })}</span>
      )}
      {[...states.values()].includes('failed') && (
        <span class="locked-trouble" role="alert">
          {helpText('failed')}
        </span>
      )}
    </section>
  );
}
