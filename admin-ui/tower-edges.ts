import { send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import type { TowerEdges } from './tower-page.ts';

/** The server as every page of the tower asks and follows it. */
export const towerEdges: TowerEdges = {
  send,
  openOverview: () =>
    openStream<'overview'>({
      namespace: '/counter',
      query: { view: 'overview' },
      merge: (view, patch) => patch.view ?? view,
    }),
};
