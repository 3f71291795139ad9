import { ArrowRight } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayCall } from '../../../contract/views.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { Fitted } from '../../fitted.tsx';

/** A number, where it goes, and its counter, in one size: together they have room or shrink. */
export function CallRow(props: {
  readonly call: DisplayCall;
  readonly class: string;
}): JSX.Element {
  const { call } = props;
  return (
    <li class={`call-row ${props.class}`} data-call={call.callId}>
      <Fitted class="across" says={`${call.label} ${call.counterNumber}`}>
        <span class="number figures">{call.label}</span>
        <Icon of={ArrowRight} stroke={2.6} />
        <span class="counter figures">{call.counterNumber}</span>
      </Fitted>
    </li>
  );
}
