import type { PrinterProfile } from './profile.ts';

/** Source: Epson's TM-T82X technical reference guide and ESC/POS command reference. */
export const epsonTmT82x: PrinterProfile = {
  id: 'epson-tm-t82x',
  name: 'Epson TM-T82X (80 mm)',
  dots: 576,
  columns: 48,
  proof: 'confirming',
  pushesStatus: true,
  qr: 'native',
  qrModuleDots: 6,
  codePage: 0,
  cutter: 'partial',
  hasNearEndSensor: true,
  rasterBandLines: 256,
  smoothing: true,
};
