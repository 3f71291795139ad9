import type { PrinterProfile } from './profile.ts';

/** A clone of 80 mm: bands are small because such boards hold little of a picture at once. */
export const generic80: PrinterProfile = {
  id: 'generic-80',
  name: 'Printer 80 mm',
  dots: 576,
  columns: 48,
  proof: 'status-only',
  pushesStatus: false,
  qr: 'raster',
  qrModuleDots: 6,
  codePage: 0,
  cutter: 'partial',
  hasNearEndSensor: false,
  rasterBandLines: 24,
  smoothing: false,
};

/** The same without a way back: over a print queue, or a cheap board. */
export const generic80Mute: PrinterProfile = {
  ...generic80,
  id: 'generic-80-mute',
  name: 'Printer 80 mm yang tidak menjawab',
  proof: 'mute',
};
