import type { MediaItem } from '../../../contract/displays.ts';

/** One picture or video in the page: loaded unseen, then shown, then taken away. */
export interface MediaLayer {
  readonly item: MediaItem;
  readonly element: HTMLElement;
  /** Resolves once its first frame can be shown; rejects where it cannot be. */
  readonly ready: Promise<void>;
  /** Plays to its end; a picture and a video that may not move stand for `standMs`. */
  play(standMs: number): Promise<void>;
  setVolume(volume: number): void;
  close(): void;
}

/** A file that takes longer to begin is as good as none: the ones after it wait. */
const loadMsMax = 20_000;
/** A video that stands still for so long has lost its way. */
const stallMsMax = 8_000;
const lookEveryMs = 500;

const after = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const tooLate = (ms: number, signal: AbortSignal): Promise<never> =>
  after(ms, signal).then(() => Promise.reject(new Error('The file did not begin in time.')));

function pictureLayer(item: MediaItem): MediaLayer {
  const end = new AbortController();
  const picture = document.createElement('img');
  picture.alt = '';
  picture.decoding = 'async';
  picture.src = item.url;
  return {
    item,
    element: picture,
    ready: Promise.race([picture.decode(), tooLate(loadMsMax, end.signal)]),
    play: standMs => after(standMs, end.signal),
    setVolume() {
      // A picture has none.
    },
    close() {
      end.abort();
      picture.remove();
      picture.removeAttribute('src');
    },
  };
}

/** Resolves at the end of a video, or when it has stood still for too long. */
function watched(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let lastTime = -1;
    let movedAt = performance.now();
    const timer = setInterval(() => {
      if (video.currentTime !== lastTime) {
        lastTime = video.currentTime;
        movedAt = performance.now();
      }
      if (performance.now() - movedAt > stallMsMax) finish(resolve);
    }, lookEveryMs);
    const finish = (done: () => void): void => {
      clearInterval(timer);
      done();
    };
    video.addEventListener('ended', () => finish(resolve), { once: true });
    video.addEventListener('error', () => finish(() => reject(new Error('The video broke off.'))), {
      once: true,
    });
    signal.addEventListener('abort', () => finish(resolve));
  });
}

function videoLayer(item: MediaItem, mayMove: boolean): MediaLayer {
  const end = new AbortController();
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  const loaded = new Promise<void>((resolve, reject) => {
    video.addEventListener('canplay', () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new Error('The video cannot be played.')), {
      once: true,
    });
  });
  video.src = item.url;
  return {
    item,
    element: video,
    ready: Promise.race([loaded, tooLate(loadMsMax, end.signal)]),
    async play(standMs) {
      if (!mayMove) return after(standMs, end.signal);
      const ended = watched(video, end.signal);
      // Where the browser forbids sound it plays without: the picture is what matters.
      await video.play().catch(() => {
        video.muted = true;
        return video.play().catch(() => undefined);
      });
      return ended;
    },
    setVolume(volume) {
      video.muted = volume === 0;
      video.volume = volume;
    },
    close() {
      end.abort();
      video.pause();
      video.remove();
      video.removeAttribute('src');
      // Lets go of what was buffered: a screen runs for months.
      video.load();
    },
  };
}

export const openMediaLayer = (item: MediaItem, mayMove: boolean): MediaLayer =>
  item.kind === 'picture' ? pictureLayer(item) : videoLayer(item, mayMove);
