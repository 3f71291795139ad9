import type { Namespace } from 'socket.io';
import { visitIdOf } from '../auth/ticket-tokens.ts';
import { WrongTokens } from '../auth/wrong-tokens.ts';
import { setupOf } from '../domain/state.ts';
import type { Visit } from '../domain/visit.ts';
import { trackView } from '../views/ticket-view.ts';
import {
  answerResync,
  entryHead,
  headOf,
  isEmpty,
  queryOf,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';

/** Phones at once: beyond this a phone asks by HTTP. */
const phonesMax = 2_000;
/** A longer one is no token, and is not remembered as a whole. */
const tokenCharactersMax = 100;

/** Who has a token of today comes in, while there is room. */
function letInByToken(
  namespace: Namespace,
  building: StreamContext['building'],
  secret: Buffer,
  isFull: () => boolean,
): void {
  const wrong = new WrongTokens();
  namespace.use((socket, next) => {
    const token = (queryOf(socket, 'token') ?? '').slice(0, tokenCharactersMax);
    const visitId = visitIdOf(secret, token);
    // Counted as over HTTP: only wrong ones, and a right one is let in all the same.
    if (visitId === null && wrong.note(socket.handshake.address, token, building.now()) > 0) {
      return next(new Error('too-many-attempts'));
    }
    const isKnown = visitId !== null && building.state.visits.has(visitId);
    if (!isKnown) return next(new Error('unknown-ticket'));
    if (isFull()) return next(new Error('busy'));
    socket.data = { visitId };
    return next();
  });
}

/** Visitors' phones: each is told of its own visit, and of nothing else but that time passes. */
export function openTrackStream(
  namespace: Namespace,
  context: StreamContext,
  secret: Buffer,
  opened: (visitId: string) => void,
): Audience {
  const { building } = context;
  const phones = new Map<string, string>();
  const visitOf = (socketId: string): Visit | undefined =>
    building.state.visits.get(phones.get(socketId) ?? '');

  letInByToken(namespace, building, secret, () => phones.size >= phonesMax);
  namespace.on('connection', socket => {
    // Counted only now: a phone that left while it was let in has no end that would be heard.
    const { visitId } = socket.data as { visitId: string };
    phones.set(socket.id, visitId);
    opened(visitId);
    const greet = (): void => {
      const visit = visitOf(socket.id);
      if (!visit) {
        socket.disconnect(true);
        return;
      }
      const view = trackView(building.state, visit, building.now());
      socket.emit('snapshot', { ...tickOf(context), view });
    };
    socket.on('disconnect', () => phones.delete(socket.id));
    answerResync(socket, greet);
    greet();
  });
  return {
    tell(entries, affected) {
      if (isEmpty(namespace)) return;
      for (const entry of entries.slice(0, -1)) {
        namespace.emit('change', entryHead(context, entry));
      }
      const head = entryHead(context, entries.at(-1)!);
      for (const [socketId, socket] of namespace.sockets) {
        const visit = visitOf(socketId);
        const isTold =
          affected.everything || visit?.legs.some(leg => affected.queueIds.has(leg.queueId));
        if (!visit) socket.disconnect(true);
        else if (!isTold) socket.emit('change', head);
        else {
          const view = trackView(building.state, visit, building.now());
          socket.emit('change', { ...head, patch: { view } });
        }
      }
    },
    refresh(agencyId) {
      if (isEmpty(namespace)) return;
      const { services } = setupOf(building.state);
      for (const [socketId, socket] of namespace.sockets) {
        const visit = visitOf(socketId);
        if (!visit?.legs.some(leg => services.get(leg.serviceId)?.agencyId === agencyId)) continue;
        const view = trackView(building.state, visit, building.now());
        socket.emit('refresh', { ...headOf(context), patch: { view } });
      }
    },
    tick(message) {
      namespace.emit('tick', message);
    },
  };
}
