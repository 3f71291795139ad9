import type { DisplayPatch, DisplayView } from '../../contract/views.ts';

const callsMax = 8;

/** Rows are replaced by id, a call is put first, a whole view replaces everything. */
export function mergeDisplay(view: DisplayView, patch: DisplayPatch): DisplayView {
  const base = patch.view ?? view;
  const changed = new Map((patch.rows ?? []).map(row => [row.agencyId, row]));
  const call = patch.call;
  return {
    ...base,
    rows: changed.size === 0 ? base.rows : base.rows.map(row => changed.get(row.agencyId) ?? row),
    calls:
      call === undefined
        ? base.calls
        : [call, ...base.calls.filter(other => other.callId !== call.callId)].slice(0, callsMax),
  };
}
