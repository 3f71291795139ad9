import type { Outcome } from '../contract/values.ts';
import type { DeskAction } from './actions.ts';
import type { KeptWhat } from './outbox.ts';

/** How a press is shown while it is kept here; null for what is never kept. */
export function keptWhat(action: DeskAction, outcome: Outcome | null): KeptWhat | null {
  switch (action.do) {
    case 'finish':
      return { do: 'finish', outcome };
    case 'park':
      return { do: 'park', reason: action.reason };
    case 'note':
      return { do: 'note', text: action.text };
    default:
      return null;
  }
}
