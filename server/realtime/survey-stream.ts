import type { Namespace, Socket } from 'socket.io';
import type { SurveyScreenView } from '../../contract/survey.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { buildingView } from '../views/names.ts';
import {
  answerResync,
  entryHead,
  queryOf,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';

/** Tablets at once; more are no exit's. */
const tabletsMax = 100;

export const isSurveyScreen = (socket: Socket): boolean => queryOf(socket, 'survey') !== null;

/** The letters that numbers of this building begin with, each once: the keys of the tablet. */
function lettersOf(state: BuildingState): string {
  const { setup } = setupOf(state);
  const letters = new Set(setup.queues.flatMap(({ series }) => series.split('')));
  return [...letters].toSorted((one, other) => one.localeCompare(other)).join('');
}

const viewNow = (state: BuildingState, now: number): SurveyScreenView => ({
  building: buildingView(state, now),
  letters: lettersOf(state),
});

/**
 * The tablet at the exit comes in by the door of the displays. Of the queue it is told nothing: only
 * that the server is there, and what the set-up makes of it.
 */
export function openSurveyStream(namespace: Namespace, context: StreamContext): Audience {
  const { building } = context;
  const tablets = new Set<string>();

  namespace.use((socket, next) => {
    const isTooMany = isSurveyScreen(socket) && tablets.size >= tabletsMax;
    next(isTooMany ? new Error('busy') : undefined);
  });
  namespace.on('connection', socket => {
    if (!isSurveyScreen(socket)) return;
    tablets.add(socket.id);
    const greet = (): void => {
      const view = viewNow(building.state, building.now());
      socket.emit('snapshot', { ...tickOf(context), view });
    };
    socket.on('disconnect', () => tablets.delete(socket.id));
    answerResync(socket, greet);
    greet();
  });
  return {
    tell(entries, affected) {
      if (tablets.size === 0) return;
      const heads = entries.map(entry => entryHead(context, entry));
      const patch = affected.everything
        ? { patch: { view: viewNow(building.state, building.now()) } }
        : {};
      for (const id of tablets) {
        const socket = namespace.sockets.get(id);
        for (const head of heads.slice(0, -1)) socket?.emit('change', head);
        socket?.emit('change', { ...heads.at(-1)!, ...patch });
      }
    },
    refresh() {
      // Nothing at the exit changes by time alone.
    },
    tick() {
      // The displays' stream has told the namespace.
    },
  };
}
