import type { Memory } from './model.ts';

const nameOf = (name: string): string => `mpp-antrean.${name}`;

/** What this machine remembers between sign-ins. A browser that refuses storage remembers nothing. */
export const browserMemory: Memory = {
  read(name) {
    try {
      return localStorage.getItem(nameOf(name));
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(nameOf(name), value);
    } catch {
      // A full or forbidden storage costs one more choice next time, nothing else.
    }
  },
};
