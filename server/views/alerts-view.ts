import type { Alert } from '../../contract/alerts.ts';
import type { AlertRecord } from '../domain/alert-book.ts';
import type { BuildingState } from '../domain/state.ts';
import { gauge } from './metrics-text.ts';
import { instant, instantOrNull } from './names.ts';

type StaffName = (staffId: string) => string | undefined;

/** What stands on the board, and what was handled or ended beside it. */
const openMax = 60;
const handledMax = 20;

export function alertView(state: BuildingState, alert: AlertRecord, staffName: StaffName): Alert {
  const { acknowledged, subject, facts } = alert;
  const byName = acknowledged?.staffId ? (staffName(acknowledged.staffId) ?? null) : null;
  return {
    id: alert.id,
    kind: alert.kind,
    severity: alert.severity,
    subject: { ...subject },
    since: instant(state, alert.since),
    raisedAt: instant(state, alert.raisedAt),
    newestAt: instant(state, alert.newestAt),
    facts: { ...facts },
    acknowledged: acknowledged && { at: instant(state, acknowledged.at), byName },
    endedAt: instantOrNull(state, alert.endedAt),
  };
}

/** What nobody has acknowledged first, each newest first (ALERT-9). */
export function alertBoard(
  state: BuildingState,
  standing: readonly AlertRecord[],
  ended: readonly AlertRecord[],
  staffName: StaffName,
): Alert[] {
  const newest = standing.toSorted((one, other) => other.raisedAt - one.raisedAt);
  const open = newest.filter(({ acknowledged }) => acknowledged === null);
  const handled = newest.filter(({ acknowledged }) => acknowledged !== null);
  const shown = [...open.slice(0, openMax), ...[...handled, ...ended].slice(0, handledMax)];
  return shown.map(alert => alertView(state, alert, staffName));
}

/** As a monitoring system reads them. */
export function alertGauges(standing: readonly AlertRecord[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of standing) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const samples = [...counts].map(([kind, value]) => ({ labels: { kind }, value }));
  return `${gauge('mpp_alerts', 'Alerts that stand, by kind.', samples)}\n`;
}
