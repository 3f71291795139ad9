/** Keeps what was used last, up to a number of bytes; larger values are not kept at all. */
export interface SoundCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, bytes: number): void;
  bytesHeld(): number;
  clear(): void;
}

export function soundCache<Value>(bytesMax: number): SoundCache<Value> {
  // A Map iterates in order of insertion, and every use inserts anew: the first key is the oldest.
  const entries = new Map<string, { readonly value: Value; readonly bytes: number }>();
  let held = 0;

  function remove(key: string): void {
    held -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, bytes) {
      remove(key);
      if (bytes > bytesMax) return;
      for (const oldest of entries.keys()) {
        if (held + bytes <= bytesMax) break;
        remove(oldest);
      }
      entries.set(key, { value, bytes });
      held += bytes;
    },
    bytesHeld: () => held,
    clear() {
      entries.clear();
      held = 0;
    },
  };
}
