import { epsonTmT82x } from './epson-tm-t82x.ts';
import type { PrinterProfile } from './profile.ts';

/**
 * Relatives of the TM-T82X with the same command set. Source: Epson's ESC/POS command reference;
 * the models are told apart for whoever buys paper and parts.
 */
export const epsonTmT82iii: PrinterProfile = {
  ...epsonTmT82x,
  id: 'epson-tm-t82iii',
  name: 'Epson TM-T82III (80 mm)',
};

export const epsonTmT20iii: PrinterProfile = {
  ...epsonTmT82x,
  id: 'epson-tm-t20iii',
  name: 'Epson TM-T20III (80 mm)',
};

/** 180 dots an inch: 512 dots and 42 columns on the same paper. */
const at180dpi = {
  ...epsonTmT82x,
  dots: 512,
  columns: 42,
  qrModuleDots: 5,
};

export const epsonTmT88v: PrinterProfile = {
  ...at180dpi,
  id: 'epson-tm-t88v',
  name: 'Epson TM-T88V (80 mm)',
};

export const epsonTmT88vi: PrinterProfile = {
  ...at180dpi,
  id: 'epson-tm-t88vi',
  name: 'Epson TM-T88VI (80 mm)',
};
