import type { PrinterProfile } from './profile.ts';

/** A clone of 80 mm: bands are small because such boards hold little of a picture at once. */
export const generic80: PrinterProfile = {
  id: 'generic-80',
  name: 'Printer 80 mm',
  dots: 576,
  columns: 48,
  proof: 'status-only',
  qr: 'raster',
  qrModuleDots: 6,
  rasterBandLines: 24,
  smoothing: false,
};
