import { epsonTmT20iii, epsonTmT82iii, epsonTmT88v, epsonTmT88vi } from './epson-family.ts';
import { epsonTmT82x } from './epson-tm-t82x.ts';
import { generic58, generic58Answering } from './generic-58.ts';
import { generic80, generic80Mute } from './generic-80.ts';
import type { PrinterProfile } from './profile.ts';
import { xprinter80, xprinterXpS260m } from './xprinter.ts';

export const knownProfiles: readonly PrinterProfile[] = [
  epsonTmT82x,
  epsonTmT82iii,
  epsonTmT20iii,
  epsonTmT88v,
  epsonTmT88vi,
  xprinterXpS260m,
  xprinter80,
  generic80,
  generic80Mute,
  generic58,
  generic58Answering,
];

/** Undefined when no profile has that id: the set-up that names it is refused, not guessed. */
export function findProfile(id: string): PrinterProfile | undefined {
  return knownProfiles.find(profile => profile.id === id);
}
