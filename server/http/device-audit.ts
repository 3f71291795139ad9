import type { Refusal } from '../../contract/refusals.ts';
import type { DeviceAudit } from '../auth/devices.ts';
import type { Building } from '../building.ts';

/** Notes about devices take the way of every command, so their work is durable with them. */
export const openDeviceAudit =
  (building: Building): DeviceAudit =>
  async (note, work) => {
    let refusal: Refusal | null = null;
    await building.execute({
      command: { type: 'note-device', ...note },
      answer: outcome => {
        ({ refusal } = outcome);
        if (!refusal) work();
        return { status: 200, body: '' };
      },
    });
    return refusal;
  };
