import type { Namespace, Socket } from 'socket.io';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Overview } from '../../contract/overview.ts';
import { mayWorkAt } from '../domain/at-counter.ts';
import { actorOf, mayWatch } from '../auth/access.ts';
import type { StaffMember } from '../store/staff.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { DeskSources } from '../views/desk-lists.ts';
import { deskView } from '../views/desk-view.ts';
import { overview, type OverviewDevices } from '../views/overview-view.ts';
import type { Affected } from './affected.ts';
import type { DeskHolds } from './desk-holds.ts';
import { FrontDesks } from './front-desks.ts';
import {
  answerResync,
  entryHead,
  headOf,
  queryOf,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';

export interface DeskStreamOptions {
  readonly sources: DeskSources;
  readonly holds: DeskHolds;
  readonly devices: () => OverviewDevices;
  /** Who is signed in on this connection, by its cookie. */
  readonly staffOf: (socket: Socket) => StaffMember | undefined;
}

export interface DeskAudience extends Audience {
  /** A screen showed or spoke the call of this counter. */
  proofChanged(counterId: string): void;
  /** A printer or a display came, went or failed, or a visitor called for staff. */
  devicesChanged(): void;
  /** Screens that show printers in trouble and who called for staff. */
  readonly frontDesks: number;
}

const overviewRoom = 'overview';
const roomOf = (counterId: string): string => `counter ${counterId}`;
const counterIdOf = (room: string): string => room.slice(roomOf('').length);

/** A desk also shows how many wait where its visitor goes next: lines of other counters. */
function isDeskTouched(state: BuildingState, counterId: string, affected: Affected): boolean {
  if (affected.counterIds.has(counterId)) return true;
  const visitId = state.counters.get(counterId)?.leg?.visitId;
  const visit = visitId === undefined ? undefined : state.visits.get(visitId);
  return visit?.legs.some(leg => affected.queueIds.has(leg.queueId)) ?? false;
}

/** The room a connection may join: its own counter's, or the overview for who steers. */
function roomFor(
  socket: Socket,
  context: StreamContext,
  options: DeskStreamOptions,
): string | null {
  const staff = options.staffOf(socket);
  if (!staff) return null;
  if (queryOf(socket, 'view') === overviewRoom) {
    return mayWatch('overview', staff) ? overviewRoom : null;
  }
  if (!mayWatch('desk', staff)) return null;
  const counterId = queryOf(socket, 'counterId') ?? '';
  const { counters } = setupOf(context.building.state);
  const actor = actorOf({ staff, deviceId: null, address: '' });
  return counters.has(counterId) && mayWorkAt(actor, counterId) ? roomOf(counterId) : null;
}

/** Which window of a desk works at its counter is told to those that give themselves an id. */
function tellHold(socket: Socket, counterId: string, holds: DeskHolds): void {
  const windowId = queryOf(socket, 'windowId');
  if (!windowId) return;
  socket.emit('hold', { by: holds.isHeldBy(counterId, windowId) ? 'here' : 'elsewhere' });
}

function tellHolds(namespace: Namespace, counterId: string, holds: DeskHolds): void {
  for (const id of namespace.adapter.rooms.get(roomOf(counterId)) ?? []) {
    const socket = namespace.sockets.get(id);
    if (socket) tellHold(socket, counterId, holds);
  }
}

function followHold(socket: Socket, room: string, holds: DeskHolds): void {
  const windowId = queryOf(socket, 'windowId');
  if (!windowId || room === overviewRoom) return;
  const counterId = counterIdOf(room);
  holds.join(counterId, windowId);
  tellHold(socket, counterId, holds);
  socket.on('disconnect', () => holds.leave(counterId, windowId));
}

/** Each connection joins its room and is told where that stands, before anything else. */
function letIn(
  namespace: Namespace,
  context: StreamContext,
  options: DeskStreamOptions,
  viewOf: (room: string) => DeskView | Overview,
): void {
  namespace.use((socket, next) => {
    const room = roomFor(socket, context, options);
    socket.data = { room };
    next(room ? undefined : new Error(options.staffOf(socket) ? 'not-allowed' : 'not-signed-in'));
  });
  namespace.on('connection', socket => {
    const { room } = socket.data as { room: string };
    void socket.join(room);
    const greet = (): void => {
      socket.emit('snapshot', { ...tickOf(context), view: viewOf(room) });
    };
    answerResync(socket, greet);
    greet();
    followHold(socket, room, options.holds);
  });
}

const frontRooms = (state: BuildingState): string[] =>
  setupOf(state).setup.counters.flatMap(({ id, showsPrinters }) =>
    showsPrinters ? roomOf(id) : [],
  );

export function openDeskStream(
  namespace: Namespace,
  context: StreamContext,
  options: DeskStreamOptions,
): DeskAudience {
  const { building } = context;
  const occupied = (room: string): boolean => namespace.adapter.rooms.has(room);
  const desk = (counterId: string): DeskView =>
    deskView(building.state, counterId, building.now(), options.sources);
  const whole = (): Overview =>
    overview(building.state, building.now(), options.devices(), options.sources);
  const viewOf = (room: string): DeskView | Overview =>
    room === overviewRoom ? whole() : desk(counterIdOf(room));
  const frontDesks = new FrontDesks(
    namespace,
    () => frontRooms(building.state),
    options.sources.frontDesk,
  );

  letIn(namespace, context, options, viewOf);
  options.holds.onTaken(counterId => tellHolds(namespace, counterId, options.holds));
  const refreshRoom = (room: string): void => {
    if (!occupied(room)) return;
    namespace.to(room).emit('refresh', { ...headOf(context), patch: { view: viewOf(room) } });
  };
  return {
    tell(entries, affected) {
      const changedRooms = frontDesks.changed();
      if (namespace.sockets.size === 0) return;
      const last = entries.at(-1)!;
      for (const entry of entries.slice(0, -1)) {
        namespace.emit('change', entryHead(context, entry));
      }
      const isTold = (room: string): boolean =>
        affected.everything ||
        room === overviewRoom ||
        changedRooms.has(room) ||
        isDeskTouched(building.state, counterIdOf(room), affected);
      const rooms = [overviewRoom, ...[...building.state.counters.keys()].map(roomOf)];
      for (const room of rooms) {
        if (!occupied(room)) continue;
        const patch = isTold(room) ? { patch: { view: viewOf(room) } } : {};
        namespace.to(room).emit('change', { ...entryHead(context, last), ...patch });
      }
    },
    refresh(agencyId) {
      const { setup } = setupOf(building.state);
      for (const counter of setup.counters) {
        if (counter.agencyId === agencyId) refreshRoom(roomOf(counter.id));
      }
      // The overview once a round, with the first agency.
      if (setup.agencies[0]?.id === agencyId) refreshRoom(overviewRoom);
    },
    proofChanged(counterId) {
      refreshRoom(roomOf(counterId));
    },
    devicesChanged() {
      refreshRoom(overviewRoom);
      for (const room of frontDesks.changed()) refreshRoom(room);
    },
    get frontDesks() {
      return frontDesks.screens + (namespace.adapter.rooms.get(overviewRoom)?.size ?? 0);
    },
    tick(message) {
      namespace.emit('tick', message);
    },
  };
}
