import type { Outcome } from '../contract/values.ts';
import type { DeskView } from '../contract/desk-views.ts';
import type { Action } from './desk-state.ts';

export const pauseReasons = ['break', 'prayer', 'meal', 'meeting', 'system', 'other'] as const;
export type PauseReason = (typeof pauseReasons)[number];

export interface Choices {
  readonly outcome: Outcome;
  readonly selected: string | null;
  readonly pauseReason: PauseReason;
}

export interface DeskRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
}

const request = (path: string, body: Readonly<Record<string, string>> = {}): DeskRequest => ({
  path: `/api/v1/${path}`,
  body,
});

/**
 * What an action asks of the server, in order: the next one is sent only after the one before was
 * granted. Empty where the action has no object (no ticket, nothing selected).
 */
export function requestsOf(action: Action, view: DeskView, choices: Choices): DeskRequest[] {
  const counter = `counters/${view.counter.id}`;
  const ticket = view.ticket ? `tickets/${view.ticket.ticketId}` : null;
  const finish = ticket ? [request(`${ticket}/finish`, { outcome: choices.outcome })] : [];
  switch (action) {
    case 'open':
    case 'resume':
      return [request(`${counter}/open`)];
    case 'pause':
      return [request(`${counter}/pause`, { reason: choices.pauseReason })];
    case 'close':
      return [request(`${counter}/close`)];
    case 'call-next':
      return [request(`${counter}/call-next`)];
    case 'call-selected':
      return choices.selected ? [request(`${counter}/call`, { ticketId: choices.selected })] : [];
    case 'finish':
      return finish;
    case 'finish-next':
      return [...finish, request(`${counter}/call-next`)];
    case 'recall':
    case 'start':
    case 'no-show':
    case 'cancel':
      return ticket ? [request(`${ticket}/${action}`)] : [];
  }
}
