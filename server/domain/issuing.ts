import type { Actor, Command } from '../../contract/commands.ts';
import type { DomainEvent, IssuedLeg } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Service } from '../../contract/setup.ts';
import { availabilityOfService } from './availability.ts';
import type { Availability, VisitClass } from '../../contract/values.ts';
import { who } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { quoteOf, waitOfNewcomer } from './estimate.ts';
import { notAtThisKiosk } from './kiosk-services.ts';
import { labelOf, numberAfter } from './numbering.ts';
import { setupOf, type BuildingState } from './state.ts';

type IssueTicket = Extract<Command, { type: 'issue-ticket' }>;

/** What a number is made from, however it was asked for. */
export type NewTicket = Pick<
  IssueTicket,
  'actor' | 'visitId' | 'need' | 'language' | 'printerId'
> & { readonly class: VisitClass };

type TicketIssued = Extract<DomainEvent, { type: 'ticket-issued' }>;

function servicesOf(state: BuildingState, command: IssueTicket): readonly Service[] | Refusal {
  const index = setupOf(state);
  const services: Service[] = [];
  for (const serviceId of command.serviceIds) {
    const service = index.services.get(serviceId);
    if (!service) return refuse('unknown-service', { serviceId });
    if (services.includes(service)) return refuse('duplicate-service', { serviceId });
    services.push(service);
  }
  return services;
}

function issuedLeg(
  state: BuildingState,
  command: NewTicket,
  service: Service,
  place: number,
  now: number,
): IssuedLeg {
  const wait = waitOfNewcomer(state, service.queueId, command.class, now, service.id);
  return {
    legId: `${command.visitId}-${place + 1}`,
    serviceId: service.id,
    queueId: service.queueId,
    ...quoteOf(state, service.queueId, wait),
    ahead: wait?.ahead ?? 0,
  };
}

/** The next number of the first errand's series, whoever asks for it; nothing is refused here. */
export function ticketIssued(
  state: BuildingState,
  command: NewTicket,
  services: readonly Service[],
  now: number,
): TicketIssued {
  const queue = setupOf(state).queues.get(services[0]!.queueId)!;
  const number = numberAfter(state.queues.get(queue.id)!.lastNumber);
  return {
    type: 'ticket-issued',
    at: now,
    visitId: command.visitId,
    ...(command.actor.deviceId ? { deviceId: command.actor.deviceId } : {}),
    ...(command.actor.staffId ? { staffId: command.actor.staffId } : {}),
    data: {
      businessDate: state.businessDate!,
      queueId: queue.id,
      series: queue.series,
      number,
      label: labelOf(queue.series, number),
      class: command.class,
      need: command.need ?? null,
      language: command.language,
      ref: now,
      legs: services.map((service, place) => issuedLeg(state, command, service, place, now)),
      // The job carries the seq of the entry that asked for it: unique for ever, and known here.
      print: command.printerId ? { jobId: state.seq + 1, printerId: command.printerId } : null,
    },
  };
}

/** What is not offered for now is still given by staff (HOURS-9). */
const isOfferedTo = ({ role }: Actor, { isOffered }: Service): boolean =>
  isOffered || (role !== 'device' && role !== 'visitor');

export const serviceClosed = (serviceId: string, availability: Availability): Refusal =>
  refuse('service-closed', {
    serviceId,
    reason: availability.reason ?? 'closed-today',
    ...(availability.opensAt ? { opensAt: availability.opensAt } : {}),
  });

/** One number for all errands, in the series of the first one's queue (ISSUE-1, NUM-1). */
export function issueTicket(state: BuildingState, command: IssueTicket, now: number): Decision {
  if (command.need && command.class !== 'vulnerable') return refuse('need-without-class');
  const services = servicesOf(state, command);
  if (isRefusal(services)) return services;
  const elsewhere = notAtThisKiosk(state, command.actor, services);
  if (elsewhere) return elsewhere;
  for (const [place, service] of services.entries()) {
    const { queueId } = service;
    if (!isOfferedTo(command.actor, service)) {
      return serviceClosed(service.id, { open: false, reason: 'paused' });
    }
    const asked = services.slice(0, place).filter(row => row.queueId === queueId).length;
    const availability = availabilityOfService(state, service, now, asked);
    if (!availability.open) {
      return serviceClosed(service.id, availability);
    }
  }
  const issued = ticketIssued(state, command, services, now);
  const { noteId } = command.note ?? {};
  if (noteId === undefined) return [issued];
  const { visitId, actor } = command;
  return [issued, { type: 'note-added', at: now, visitId, ...who(actor), data: { noteId } }];
}
