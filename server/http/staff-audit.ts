import type { Refusal } from '../../contract/refusals.ts';
import type { StaffAudit } from '../auth/staff-audit.ts';
import type { Building } from '../building.ts';

/** Notes about accounts take the way of every command, so their work is durable with them. */
export const openStaffAudit =
  (building: Building): StaffAudit =>
  async (note, work, unless) => {
    let refusal: Refusal | null = null;
    await building.execute({
      command:
        'rows' in note ? { type: 'note-staff-list', ...note } : { type: 'note-staff', ...note },
      ...(unless ? { unless } : {}),
      answer: outcome => {
        ({ refusal } = outcome);
        if (!refusal) work();
        return { status: 200, body: '' };
      },
    });
    return refusal;
  };
