import type { Refusal } from '../../contract/refusals.ts';
import type { StaffAudit } from '../auth/staff-audit.ts';
import type { Building } from '../building.ts';

/** Notes about accounts take the way of every command, so their work is durable with them. */
export const openStaffAudit =
  (building: Building): StaffAudit =>
  async (note, work) => {
    let refusal: Refusal | null = null;
    await building.execute({
      command: { type: 'note-staff', ...note },
      answer: outcome => {
        ({ refusal } = outcome);
        if (!refusal) work();
        return { status: 200, body: '' };
      },
    });
    return refusal;
  };
