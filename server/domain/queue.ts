import type { Command } from '../../contract/commands.ts';
import { rollDay } from './business-day.ts';
import { callNext, callTicket, closeCounter, openCounter, pauseCounter } from './counter-work.ts';
import type { Decision } from './decision.ts';
import { issueTicket } from './issuing.ts';
import { cancel, finish, noShow, recall, start } from './serving.ts';
import type { BuildingState } from './state.ts';

/**
 * What a command does in a state at a time: events, or a refusal that leaves no trace. Pure; the
 * caller has rolled the business day before.
 */
export function decide(state: BuildingState, command: Command, now: number): Decision {
  switch (command.type) {
    case 'issue-ticket':
      return issueTicket(state, command, now);
    case 'open-counter':
      return openCounter(state, command, now);
    case 'pause-counter':
      return pauseCounter(state, command, now);
    case 'close-counter':
      return closeCounter(state, command, now);
    case 'call-next':
      return callNext(state, command, now);
    case 'call-ticket':
      return callTicket(state, command, now);
    case 'recall':
      return recall(state, command, now);
    case 'start':
      return start(state, command, now);
    case 'finish':
      return finish(state, command, now);
    case 'no-show':
      return noShow(state, command, now);
    case 'cancel':
      return cancel(state, command, now);
    case 'print-started':
      return [
        { type: 'print-started', at: now, ...device(command), data: { jobId: command.jobId } },
      ];
    case 'print-ended':
      return [
        {
          type: 'print-ended',
          at: now,
          ...device(command),
          data: { jobId: command.jobId, outcome: command.outcome, fault: command.fault ?? null },
        },
      ];
    case 'configure':
      return [{ type: 'building-configured', at: now, data: { setup: command.setup } }];
    case 'roll-day':
      return rollDay(state, now);
  }
}

const device = (command: Command): { deviceId?: string } =>
  command.actor.deviceId ? { deviceId: command.actor.deviceId } : {};
