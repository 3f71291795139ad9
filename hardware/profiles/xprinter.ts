import { generic80 } from './generic-80.ts';
import type { PrinterProfile } from './profile.ts';

/**
 * Boards of 80 mm as in the XP-Q80 and XP-N160: larger buffers and a QR code of their own, but no
 * process ids. Source: the maker's programming manual.
 */
export const xprinter80: PrinterProfile = {
  ...generic80,
  id: 'xprinter-80',
  name: 'Xprinter 80 mm (XP-Q80, XP-N160)',
  qr: 'native',
  rasterBandLines: 64,
};

/** It answered process ids in one public test; the probe tells whether this one does. */
export const xprinterXpS260m: PrinterProfile = {
  ...xprinter80,
  id: 'xprinter-xp-s260m',
  name: 'Xprinter XP-S260M (80 mm)',
  proof: 'confirming',
};
