import { type VirtualFaults, isOffline } from './faults.ts';

/** Answer to DLE EOT n; source of every bit: Epson's ESC/POS command reference. */
export function statusAnswer(question: number, faults: VirtualFaults): number | undefined {
  const { coverOpen, paperEnd, cutterJammed, headHot, unrecoverable, feedButtonHeld } = faults;
  const hasError = cutterJammed || headHot || unrecoverable;
  switch (question) {
    case 1:
      return 0x16 | (isOffline(faults) ? 0x08 : 0) | (feedButtonHeld ? 0x40 : 0);
    case 2: {
      const button = feedButtonHeld ? 0x08 : 0;
      return 0x12 | (coverOpen ? 0x04 : 0) | button | (paperEnd ? 0x20 : 0) | (hasError ? 0x40 : 0);
    }
    case 3:
      return 0x12 | (cutterJammed ? 0x08 : 0) | (unrecoverable ? 0x20 : 0) | (headHot ? 0x40 : 0);
    case 4:
      return 0x12 | (isNearEnd(faults) ? 0x0c : 0) | (paperEnd ? 0x60 : 0);
    default:
      return undefined;
  }
}

function isNearEnd({ paperNearEnd, paperEnd, withoutNearEndSensor }: VirtualFaults): boolean {
  return (paperNearEnd || paperEnd) && !withoutNearEndSensor;
}

/** Four bytes that come unasked, once GS a has allowed it. */
export function automaticStatus(faults: VirtualFaults): Buffer {
  const { coverOpen, paperEnd, cutterJammed, headHot, unrecoverable, feedButtonHeld } = faults;
  const button = feedButtonHeld ? 0x40 : 0;
  return Buffer.from([
    0x14 | (isOffline(faults) ? 0x08 : 0) | (coverOpen ? 0x20 : 0) | button,
    (cutterJammed ? 0x08 : 0) | (unrecoverable ? 0x20 : 0) | (headHot ? 0x40 : 0),
    (isNearEnd(faults) ? 0x03 : 0) | (paperEnd ? 0x0c : 0),
    0x0f,
  ]);
}

/** Answer to GS r 1. */
export function paperAnswer(faults: VirtualFaults): Buffer {
  return Buffer.from([(isNearEnd(faults) ? 0x03 : 0) | (faults.paperEnd ? 0x0c : 0)]);
}

export function processIdAnswer(id: string): Buffer {
  return Buffer.concat([Buffer.from([0x37, 0x22]), Buffer.from(id, 'latin1'), Buffer.from([0])]);
}

const names: Readonly<Record<number, string>> = { 66: 'EPSON', 67: 'TM-T82X', 65: '1.00 VIRTUAL' };

/** Answer to GS I: it passes for the printer that the real profile was written for. */
export function nameAnswer(about: number): Buffer | undefined {
  const name = names[about];
  return name === undefined ? undefined : Buffer.from(`_${name}\0`, 'latin1');
}
