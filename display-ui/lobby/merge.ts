import type { DisplayPatch, DisplayView } from '../../contract/views.ts';

const callsMax = 8;

/** Rows are replaced by id, a call is put first, what was taken back goes, a view replaces all. */
export function mergeDisplay(view: DisplayView, patch: DisplayPatch): DisplayView {
  const base = patch.view ?? view;
  const changed = new Map((patch.rows ?? []).map(row => [row.agencyId, row]));
  const { call } = patch;
  const standing = patch.calls ?? base.calls;
  return {
    ...base,
    messages: patch.messages ?? base.messages,
    media: patch.media ?? base.media,
    rows: changed.size === 0 ? base.rows : base.rows.map(row => changed.get(row.agencyId) ?? row),
    calls:
      call === undefined
        ? standing
        : [call, ...standing.filter(other => other.ticketId !== call.ticketId)].slice(0, callsMax),
  };
}
