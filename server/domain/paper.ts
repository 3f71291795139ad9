import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { PaperCommand } from '../../contract/paper.ts';
import { isOfActor, who } from './at-counter.ts';
import { refuse, type Decision } from './decision.ts';
import { ticketIssued } from './issuing.ts';
import { businessDateOf } from './local-time.ts';
import { isManualNumber, labelOf } from './numbering.ts';
import { setupOf, type BuildingState } from './state.ts';
import { isLive } from './visit.ts';

type OfType<Type extends PaperCommand['type']> = Extract<PaperCommand, { type: Type }>;

const device = ({ deviceId }: Actor): { deviceId?: string } => (deviceId ? { deviceId } : {});

/**
 * A kiosk whose own paper failed lets another one print it: only for a number of its own, and where
 * surely nothing came out, so that the paper is no copy (PRINT-43).
 */
function printElsewhere(state: BuildingState, command: OfType<'reprint'>, now: number): Decision {
  const { actor, visitId, printerId } = command;
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  if (visit.deviceId !== actor.deviceId) return refuse('not-allowed');
  const { label } = visit;
  if (!visit.legs.some(isLive)) return refuse('wrong-state', { label, state: 'done' });
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  const isWithout = papers.length > 0 && papers.every(job => job.state === 'not-sent');
  if (!isWithout) return refuse('wrong-state', { label, state: 'printing' });
  const { reprintsMax } = setupOf(state).setup.rules;
  if (papers.length > reprintsMax) return refuse('reprint-limit', { label, reprintsMax });
  const data = { jobId: state.seq + 1, printerId, isFirst: true } as const;
  return [{ type: 'print-asked', at: now, visitId, ...device(actor), data }];
}

/** A second paper: marked as one, limited, and only for a number that still holds (PRINT-13). */
function reprint(state: BuildingState, command: OfType<'reprint'>, now: number): Decision {
  const { actor, visitId, printerId } = command;
  if (actor.role === 'device') return printElsewhere(state, command, now);
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const { label } = visit;
  if (actor.role === 'officer' && !isOfActor(state, actor, visit)) {
    return refuse('not-this-counter', { label });
  }
  if (!visit.legs.some(isLive)) return refuse('wrong-state', { label, state: 'done' });
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  const { reprintsMax } = setupOf(state).setup.rules;
  if (papers.filter(job => job.isReprint).length >= reprintsMax) {
    return refuse('reprint-limit', { label, reprintsMax });
  }
  if (papers.some(({ state: is }) => is === 'queued' || is === 'printing')) {
    return refuse('wrong-state', { label, state: 'printing' });
  }
  const data = { jobId: state.seq + 1, printerId };
  return [{ type: 'print-asked', at: now, visitId, ...who(actor), ...device(actor), data }];
}

/** Whether nobody has this number in hand: its paper did not come, and nobody said otherwise. */
export function isUnclaimed(state: BuildingState, visitId: string): boolean {
  if (state.paper.claimed.has(visitId)) return false;
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  return papers.length > 0 && papers.every(job => job.state === 'not-sent');
}

/** Whether nothing proves that this number's visitor has it: no paper, nor their word. */
export function mayLackPaper(state: BuildingState, visitId: string): boolean {
  if (state.paper.claimed.has(visitId)) return false;
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  return (
    papers.length > 0 && papers.every(job => job.state === 'not-sent' || job.state === 'unknown')
  );
}

/** When an unclaimed number ends; null where it does not (CLAIM-2). */
export function unclaimedUntil(state: BuildingState, visitId: string): number | null {
  if (!isUnclaimed(state, visitId)) return null;
  const ends = (state.paper.ofVisit.get(visitId) ?? []).map(job => job.endedAt ?? 0);
  return Math.max(...ends) + setupOf(state).setup.rules.unclaimedSeconds * 1000;
}

function claimTicket(state: BuildingState, command: OfType<'claim-ticket'>, now: number): Decision {
  const { actor, visitId, how } = command;
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const isForeign = actor.role === 'device' && visit.deviceId !== actor.deviceId;
  if (isForeign) return refuse('not-allowed');
  if (actor.role === 'officer' && !isOfActor(state, actor, visit)) {
    return refuse('not-this-counter', { label: visit.label });
  }
  if (state.paper.claimed.has(visitId)) return [];
  if (!visit.legs.some(isLive)) return refuse('wrong-state', { label: visit.label });
  return [{ type: 'ticket-claimed', at: now, visitId, ...device(actor), data: { how } }];
}

/** Nothing where the visitor has it after all, or an officer has already called them. */
function cancelUnclaimed(
  state: BuildingState,
  { visitId }: OfType<'cancel-unclaimed'>,
  now: number,
): Decision {
  const visit = state.visits.get(visitId);
  const until = unclaimedUntil(state, visitId);
  if (!visit || until === null || now < until) return [];
  if (visit.legs.some(leg => leg.state !== 'waiting')) return [];
  return visit.legs.map((leg): DomainEvent => ({
    type: 'leg-cancelled',
    at: now,
    visitId,
    legId: leg.id,
    data: { by: 'system', state: leg.state },
  }));
}

function notePrinter(state: BuildingState, command: OfType<'note-printer'>, now: number): Decision {
  const { printerId, paper } = command;
  const fault = command.fault ?? null;
  const before = state.paper.printers.get(printerId);
  const isSame =
    before?.state === command.state && before.fault === fault && before.paper === paper;
  if (isSame) return [];
  const data = { state: command.state, fault, paper };
  return [{ type: 'printer-changed', at: now, deviceId: printerId, data }];
}

/** A number of a paper sheet joins the line with the time it was taken at (MANUAL-2). */
function enterManual(state: BuildingState, command: OfType<'enter-manual'>, now: number): Decision {
  const { serviceId, number, takenAt, need } = command;
  const index = setupOf(state);
  const service = index.services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  if (need && command.class !== 'vulnerable') return refuse('need-without-class');
  const queue = index.queues.get(service.queueId)!;
  const label = labelOf(queue.series, number);
  const { timeZone } = index.setup.building;
  const isToday = businessDateOf(takenAt, timeZone) === state.businessDate && takenAt <= now;
  if (!isManualNumber(number) || !isToday) return refuse('invalid-input', { label });
  if (state.queues.get(queue.id)!.manualNumbers.has(number)) {
    return refuse('already-entered', { label });
  }
  const issue = { ...command, type: 'issue-ticket', serviceIds: [serviceId] } as const;
  const issued = ticketIssued(state, issue, [service], now);
  if (issued.type !== 'ticket-issued') return [];
  const data = {
    ...issued.data,
    number,
    label,
    ref: takenAt,
    isManual: true,
    print: null,
  } as const;
  return [{ ...issued, data }];
}

/** What a command about paper does. Starting and ending a job are told by whoever drives printers. */
export function decidePaper(state: BuildingState, command: PaperCommand, now: number): Decision {
  const meta = { at: now, ...device(command.actor) };
  switch (command.type) {
    case 'print-started':
      return [{ type: 'print-started', ...meta, data: { jobId: command.jobId } }];
    case 'print-ended': {
      const { jobId, outcome, fault = null } = command;
      return [{ type: 'print-ended', ...meta, data: { jobId, outcome, fault } }];
    }
    case 'move-print': {
      const { jobId, printerId, fault } = command;
      const fromPrinterId = state.paper.jobs.get(jobId)?.printerId;
      if (fromPrinterId === undefined) return refuse('wrong-state');
      return [{ type: 'print-moved', ...meta, data: { jobId, printerId, fromPrinterId, fault } }];
    }
    case 'reprint':
      return reprint(state, command, now);
    case 'claim-ticket':
      return claimTicket(state, command, now);
    case 'cancel-unclaimed':
      return cancelUnclaimed(state, command, now);
    case 'note-printer':
      return notePrinter(state, command, now);
    case 'enter-manual':
      return enterManual(state, command, now);
  }
}
