import type { PrinterProfile } from './profile.ts';

/** A clone of 58 mm: most such boards answer nothing at all and have no blade. */
export const generic58: PrinterProfile = {
  id: 'generic-58',
  name: 'Printer 58 mm',
  dots: 384,
  columns: 32,
  proof: 'mute',
  pushesStatus: false,
  qr: 'raster',
  qrModuleDots: 5,
  codePage: 0,
  cutter: 'none',
  hasNearEndSensor: false,
  rasterBandLines: 24,
  smoothing: false,
};

/** The better ones of 58 mm, which answer what they are asked. */
export const generic58Answering: PrinterProfile = {
  ...generic58,
  id: 'generic-58-answering',
  name: 'Printer 58 mm yang menjawab',
  proof: 'status-only',
};
