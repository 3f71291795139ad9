import { epsonTmT82x } from './epson-tm-t82x.ts';
import { generic58 } from './generic-58.ts';
import { generic80 } from './generic-80.ts';
import type { PrinterProfile } from './profile.ts';

export const knownProfiles: readonly PrinterProfile[] = [epsonTmT82x, generic80, generic58];

/** Undefined when no profile has that id: the set-up that names it is refused, not guessed. */
export function findProfile(id: string): PrinterProfile | undefined {
  return knownProfiles.find(profile => profile.id === id);
}
