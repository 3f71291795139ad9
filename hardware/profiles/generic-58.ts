import type { PrinterProfile } from './profile.ts';

/** A clone of 58 mm: most such boards answer nothing at all. */
export const generic58: PrinterProfile = {
  id: 'generic-58',
  name: 'Printer 58 mm',
  dots: 384,
  columns: 32,
  proof: 'mute',
  qr: 'raster',
  qrModuleDots: 5,
  rasterBandLines: 24,
  smoothing: false,
};
