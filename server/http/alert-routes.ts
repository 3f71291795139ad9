import { z } from 'zod';
import {
  alertAnswerSchema,
  alertDaysKept,
  alertHistoryMax,
  alertHistoryQuerySchema,
  alertHistorySchema,
} from '../../contract/alerts.ts';
import { emptySchema } from '../../contract/http.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building } from '../building.ts';
import { dayMs, midnightOf } from '../domain/local-time.ts';
import { setupOf } from '../domain/state.ts';
import type { AlertWatch } from '../domain/alert-book.ts';
import { alertView } from '../views/alerts-view.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface AlertRoutesOptions {
  readonly building: Building;
  readonly alerts: Pick<AlertWatch, 'acknowledge' | 'between' | 'find'>;
  readonly staffName: (staffId: string) => string | undefined;
}

/** Machines raise alerts, so they are no part of the journal; who acknowledged one is in its row. */
function acknowledgeRoute({ building, alerts, staffName }: AlertRoutesOptions): Route {
  const requests = new SecretRequests();
  const acknowledge = (id: string, staffId: string | null): Reply => {
    const { state } = building;
    const done = alerts.acknowledge(id, { at: building.now(), staffId });
    if (!done) return problemAnswer(alerts.find(id) ? 'already-over' : 'unknown-alert');
    const alert = alertView(state, done.alert, staffName);
    if (done.isNews) return json({ alert });
    const { at, byName } = alert.acknowledged!;
    return problemAnswer('already-acknowledged', { at, ...(byName ? { byName } : {}) });
  };
  return route({
    method: 'post',
    path: '/api/v1/alerts/:id/acknowledge',
    access: 'supervisor',
    summary: 'Somebody looks after it: the alert stands on, and says who',
    params: z.strictObject({ id: idSchema }),
    body: orNothing(emptySchema),
    status: 200,
    answer: alertAnswerSchema,
    refusals: ['unknown-alert', 'already-acknowledged', 'already-over'],
    handle: ({ params: { id }, actor, idempotency }) =>
      requests.once(idempotency, async () => acknowledge(id, actor.staffId ?? null)),
  });
}

function historyRoute({ building, alerts, staffName }: AlertRoutesOptions): Route {
  return route({
    method: 'get',
    path: '/api/v1/alerts',
    access: 'supervisor',
    summary: 'Alerts that were raised on some days, how long they stood and who looked after them',
    query: alertHistoryQuerySchema,
    status: 200,
    answer: alertHistorySchema,
    refusals: ['range-refused'],
    handle({ query }) {
      const { state } = building;
      const { timeZone } = setupOf(state).setup.building;
      const from = midnightOf(query.from, timeZone);
      const to = midnightOf(query.to, timeZone) + dayMs;
      if (to <= from || to - from > alertDaysKept * dayMs) {
        return problemAnswer('range-refused', { daysMax: alertDaysKept });
      }
      const found = alerts.between(from, to, alertHistoryMax + 1);
      return json({
        alerts: found.slice(0, alertHistoryMax).map(row => alertView(state, row, staffName)),
        isCut: found.length > alertHistoryMax,
      });
    },
  });
}

/** What a supervisor is told, and who looks after it. */
export const alertRoutes = (options: AlertRoutesOptions): Route[] => [
  historyRoute(options),
  acknowledgeRoute(options),
];
