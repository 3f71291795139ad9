/** Time as the hardware sees it. Tests drive it by hand. */
export interface Clock {
  /** Calls back once after that many milliseconds; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
