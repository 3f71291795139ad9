import type { DeskTicket, DeskView } from '../contract/desk-views.ts';
import type { Outcome, PauseReason, ParkReason } from '../contract/values.ts';
import type { DeskAction } from './actions.ts';

export const pauseReasons: readonly PauseReason[] = [
  'break',
  'prayer',
  'meal',
  'meeting',
  'system',
  'other',
];

export const parkReasons: readonly ParkReason[] = [
  'documents',
  'copies',
  'payment',
  'system',
  'other',
];

/** How the service here ends, as chosen on the desk. */
export interface Finishing {
  readonly outcome: Outcome | null;
  /** Services marked as given: those of other legs end with this one. */
  readonly delivered: ReadonlySet<string>;
}

export interface DeskRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const request = (path: string, body: Readonly<Record<string, unknown>> = {}): DeskRequest => ({
  path: `/api/v1/${path}`,
  body,
});

/** What was given is named whole: the service itself and the ones served along with it. */
function finishBody(ticket: DeskTicket, { outcome, delivered }: Finishing) {
  const own = ticket.deliveredRequired ? [] : [ticket.serviceId];
  const deliveredServiceIds = [...new Set([...own, ...delivered])];
  return {
    ...(outcome ? { outcome } : {}),
    ...(delivered.size > 0 ? { deliveredServiceIds } : {}),
  };
}

function counterRequest(action: DeskAction, view: DeskView, finishing: Finishing) {
  const counter = `counters/${view.counter.id}`;
  switch (action.do) {
    case 'open':
      return request(`${counter}/open`);
    case 'take-over':
      return request(`${counter}/open`, { takeOver: true });
    case 'call-next':
    case 'undo':
      return request(`${counter}/${action.do}`);
    case 'finish-next':
      return view.ticket
        ? request(`${counter}/call-next`, { finish: finishBody(view.ticket, finishing) })
        : null;
    case 'pause':
      return request(`${counter}/pause`, { reason: action.reason });
    case 'close':
      return request(`${counter}/close`, action.shiftEnds ? { shiftEnds: true } : {});
    case 'auto-call':
      return request(`${counter}/auto-call`, { on: action.on });
    case 'call': {
      const { ticketId, reason } = action;
      return request(`${counter}/call`, { ticketId, ...(reason ? { reason } : {}) });
    }
    case 'walk-in': {
      const { do: _kind, need, ...body } = action;
      return request(`${counter}/walk-in`, {
        ...body,
        ...(need ? { class: 'vulnerable', need } : {}),
      });
    }
    default:
      return null;
  }
}

function ticketRequest(action: DeskAction, view: DeskView, finishing: Finishing) {
  const { ticket } = view;
  const here = ticket && `tickets/${ticket.ticketId}`;
  switch (action.do) {
    case 'unpark':
      return request(`tickets/${action.ticketId}/unpark`);
    case 'requeue': {
      const { ticketId, place } = action;
      return request(`tickets/${ticketId}/requeue`, place ? { place } : {});
    }
    case 'recall':
    case 'start':
    case 'no-show':
    case 'cancel':
      return ticket && request(`${here}/${action.do}`);
    case 'finish':
      return ticket && request(`${here}/finish`, finishBody(ticket, finishing));
    case 'transfer': {
      const { do: _kind, to, ...body } = action;
      return ticket && request(`${here}/transfer`, { ...to, ...body });
    }
    case 'park':
    case 'note':
    case 'add-service':
    case 'change-service': {
      const { do: kind, ...body } = action;
      return ticket && request(`${here}/${kind}`, body);
    }
    default:
      return null;
  }
}

/** What an action asks of the server, in one request; null where it has no object any more. */
export const requestOf = (
  action: DeskAction,
  view: DeskView,
  finishing: Finishing,
): DeskRequest | null =>
  counterRequest(action, view, finishing) ?? ticketRequest(action, view, finishing);
