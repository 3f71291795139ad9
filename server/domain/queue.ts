import type { Command, CounterCommand } from '../../contract/commands.ts';
import type { SteerCommand } from '../../contract/steering-events.ts';
import { who } from './at-counter.ts';
import { decideBooking } from './booking.ts';
import { decideWaitingList } from './waiting-list.ts';
import { rollDay } from './business-day.ts';
import { callNext, callTicket } from './call.ts';
import { closeCounter, openCounter, pauseCounter, switchAutoCall } from './counter-work.ts';
import { refuse, type Decision } from './decision.ts';
import { delay } from './delaying.ts';
import { finish } from './finishing.ts';
import { park, requeue, unpark } from './holding.ts';
import { decidePaper } from './paper.ts';
import { issueTicket } from './issuing.ts';
import { decideScreens } from './screen-messages.ts';
import { addService, changeService, transfer } from './sending.ts';
import { addNote, cancel, noShow, recall, start } from './serving.ts';
import { decideSetup } from './setup-change.ts';
import type { BuildingState } from './state.ts';
import { undo } from './undoing.ts';
import { serveWalkIn } from './walk-in.ts';
import { decideSteering } from './steering-commands.ts';

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
    case 'switch-auto-call':
      return switchAutoCall(state, command, now);
    case 'call-next':
      return callNext(state, command, now);
    case 'call-ticket':
      return callTicket(state, command, now);
    case 'serve-walk-in':
      return serveWalkIn(state, command, now);
    case 'undo':
      return undo(state, command, now);
    default:
      return decideElse(state, command, now);
  }
}

/** What somebody else changed since is never overwritten. */
function configure(
  state: BuildingState,
  { actor, setup, basedOnSeq }: Extract<Command, { type: 'configure' }>,
  now: number,
): Decision {
  if (basedOnSeq !== undefined && basedOnSeq !== state.setupSeq) {
    return refuse('setup-changed', { setupSeq: state.setupSeq });
  }
  return [{ type: 'building-configured', at: now, ...who(actor), data: { setup } }];
}

type Noted = Extract<
  Command,
  {
    type:
      | 'note-staff'
      | 'note-staff-list'
      | 'note-device'
      | 'note-partner-key'
      | 'note-webhook'
      | 'note-person-seen'
      | 'note-backup'
      | 'moderate-comment'
      | 'erase-person';
  }
>;

/** What was done elsewhere and is only told here: no rule of the queue reads it. */
function noted(command: Noted, now: number): Decision {
  switch (command.type) {
    case 'note-staff': {
      const { staffId, what, actor } = command;
      const data = { what, byStaffId: actor.staffId ?? null };
      return [{ type: 'staff-account', at: now, staffId, data }];
    }
    case 'note-staff-list': {
      const byStaffId = command.actor.staffId ?? null;
      return command.rows.map(({ staffId, what }) => ({
        type: 'staff-account',
        at: now,
        staffId,
        data: { what, byStaffId },
      }));
    }
    case 'note-device': {
      const { deviceId, kind, what, actor } = command;
      return [{ type: 'device-changed', at: now, deviceId, ...who(actor), data: { what, kind } }];
    }
    case 'note-partner-key': {
      const { keyId, partnerId, what, actor } = command;
      const data = { keyId, partnerId, what };
      return [{ type: 'partner-key-changed', at: now, ...who(actor), data }];
    }
    case 'note-webhook': {
      const { webhookId, partnerId, what, actor } = command;
      const data = { webhookId, partnerId, what };
      return [{ type: 'webhook-changed', at: now, ...who(actor), data }];
    }
    case 'note-person-seen': {
      const { what, subjects, actor } = command;
      return [{ type: 'person-seen', at: now, ...who(actor), data: { what, subjects } }];
    }
    case 'note-backup':
      return [{ type: 'backup-noted', at: now, ...who(command.actor), data: command.told }];
    case 'moderate-comment': {
      const { commentId, what, actor } = command;
      return [{ type: 'comment-moderated', at: now, ...who(actor), data: { commentId, what } }];
    }
    case 'erase-person': {
      const { personIds, subjectIds, actor } = command;
      const data = { personIds, subjects: subjectIds.length };
      return [{ type: 'person-erased', at: now, ...who(actor), data }];
    }
  }
}

type OfOffice = Noted | SteerCommand;

function decideOfOffice(state: BuildingState, command: OfOffice, now: number): Decision {
  switch (command.type) {
    case 'steer':
    case 'withdraw-ask':
    case 'answer-ask':
    case 'tell-counters':
    case 'read-message':
    case 'end-counter-message':
      return decideSteering(state, command, now);
    default:
      return noted(command, now);
  }
}

function decideElse(
  state: BuildingState,
  command: Exclude<Command, CounterCommand | { type: 'issue-ticket' }>,
  now: number,
): Decision {
  switch (command.type) {
    case 'recall':
      return recall(state, command, now);
    case 'start':
      return start(state, command, now);
    case 'finish':
      return finish(state, command, now);
    case 'no-show':
      return noShow(state, command, now);
    case 'requeue':
      return requeue(state, command, now);
    case 'park':
      return park(state, command, now);
    case 'unpark':
      return unpark(state, command, now);
    case 'transfer':
      return transfer(state, command, now);
    case 'add-service':
      return addService(state, command, now);
    case 'change-service':
      return changeService(state, command, now);
    case 'cancel':
      return cancel(state, command, now);
    case 'delay':
      return delay(state, command, now);
    case 'book':
    case 'move-booking':
    case 'cancel-booking':
    case 'check-in':
      return decideBooking(state, command, now);
    case 'join-waiting-list':
    case 'accept-offer':
    case 'leave-waiting-list':
      return decideWaitingList(state, command, now);
    case 'add-note':
      return addNote(state, command, now);
    case 'print-started':
    case 'print-ended':
    case 'move-print':
    case 'reprint':
    case 'claim-ticket':
    case 'cancel-unclaimed':
    case 'note-printer':
    case 'enter-manual':
      return decidePaper(state, command, now);
    case 'tell-screens':
    case 'end-screen-message':
      return decideScreens(state, command, now);
    case 'configure':
      return configure(state, command, now);
    case 'edit-setup':
    case 'drop-plan':
      return decideSetup(state, command, now);
    case 'roll-day':
      return rollDay(state, now);
    default:
      return decideOfOffice(state, command, now);
  }
}
