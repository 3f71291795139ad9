import type { Command } from '../../contract/commands.ts';
import type { Setup } from '../../contract/setup.ts';
import * as desks from './reference/desks.ts';
import { passTime, whyClosed } from './reference/hours.ts';
import * as visits from './reference/visits.ts';
import { newWorld, serviceOf, type Of, type World } from './reference/world.ts';

export type { Answer } from './reference/desks.ts';

function issue(world: World, command: Of<'issue-ticket'>): desks.Answer {
  const { serviceIds, visitId } = command;
  if (command.need && command.class !== 'vulnerable') return 'need-without-class';
  for (const [place, id] of serviceIds.entries()) {
    if (!serviceOf(world, id)) return 'unknown-service';
    if (serviceIds.indexOf(id) < place) return 'duplicate-service';
  }
  const queueIds = serviceIds.map(id => serviceOf(world, id)!.queueId);
  const isOpen = queueIds.every((queueId, place) => {
    const asked = queueIds.slice(0, place).filter(other => other === queueId).length;
    return whyClosed(world, queueId, asked) === null;
  });
  if (!isOpen) return 'service-closed';
  desks.arrive(world, visitId, serviceIds, command.class === 'vulnerable');
  return 'done';
}

function perform(world: World, command: Command): desks.Answer {
  switch (command.type) {
    case 'issue-ticket':
      return issue(world, command);
    case 'open-counter':
      return desks.open(world, command);
    case 'pause-counter':
      return desks.pause(world, command);
    case 'close-counter':
      return desks.close(world, command);
    case 'switch-auto-call':
      return desks.switchAuto(world, command);
    case 'call-next':
      return desks.callNext(world, command);
    case 'call-ticket':
      return desks.callChosen(world, command);
    case 'serve-walk-in':
      return desks.serveWalkIn(world, command);
    case 'undo':
      return desks.undo(world, command);
    default:
      return performOnVisit(world, command);
  }
}

function performOnVisit(world: World, command: Command): desks.Answer {
  switch (command.type) {
    case 'recall':
      return visits.recall(world, command);
    case 'start':
      return visits.start(world, command);
    case 'no-show':
      return visits.noShow(world, command);
    case 'cancel':
      return visits.cancel(world, command);
    case 'unpark':
      return visits.unpark(world, command);
    case 'finish':
      return visits.finish(world, command);
    case 'requeue':
      return visits.requeue(world, command);
    case 'park':
      return visits.park(world, command);
    case 'transfer':
      return visits.transfer(world, command);
    case 'add-service':
      return visits.addService(world, command);
    case 'change-service':
      return visits.changeService(world, command);
    case 'add-note':
      return visits.addNote(world, command);
    default:
      return 'nothing';
  }
}

/** The building as the rules describe it, with nothing clever in it. */
export class ReferenceModel {
  readonly world: World;

  constructor(setup: Setup, now: number) {
    this.world = newWorld(setup, now);
    passTime(this.world);
  }

  do(command: Command, now: number): desks.Answer {
    const { world } = this;
    world.now = now;
    const isLate = passTime(world);
    const answer = perform(world, command);
    if (answer === 'done' || isLate || command.type === 'roll-day') desks.callByThemselves(world);
    return answer;
  }
}
