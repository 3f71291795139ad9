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
      return true;
    } catch {
      return false;
    }
  },
};

/**
 * The name of this window: kept over a reload, so that it comes back to its own counter. A tab that
 * was duplicated has the same memory but was not reloaded, and gets a name of its own.
 */
export function windowId(make: () => string): string {
  const name = nameOf('window');
  const [entry] = performance.getEntriesByType('navigation');
  const isReload = entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
  try {
    const known = isReload ? sessionStorage.getItem(name) : null;
    const id = known ?? make();
    sessionStorage.setItem(name, id);
    return id;
  } catch {
    return make();
  }
}
