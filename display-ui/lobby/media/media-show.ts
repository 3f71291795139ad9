import type { MediaItem } from '../../../contract/displays.ts';
import { openMediaLayer, type MediaLayer } from './media-layer.ts';
import { itemAfter } from './playlist.ts';

export interface MediaShowOptions {
  /** Where the layers stand, one over the other. */
  readonly box: HTMLElement;
  readonly pictureSeconds: () => number;
  /** 0–1 now: nothing while somebody is called. */
  readonly volume: () => number;
  /** Whether a file that is there cannot be played; the server may only be away. */
  readonly onTrouble: (name: string) => void;
  /** Told whether anything is on the screen. */
  readonly onShown: (isShown: boolean) => void;
}

const retryMs = 5_000;
/** After it stands in front, the one behind may go. */
const crossMs = 500;
/** Broken files that are remembered; their address changes with their content. */
const brokenMax = 200;

/**
 * Plays pictures and videos one after the other without a gap: the next one is loaded unseen while
 * this one plays, and takes its place only when it can be shown. What cannot be played is skipped.
 */
export class MediaShow {
  readonly #options: MediaShowOptions;
  readonly #broken = new Set<string>();
  #list: readonly MediaItem[] = [];
  #front: MediaLayer | null = null;
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(options: MediaShowOptions) {
    this.#options = options;
    void this.#run();
  }

  /** A new playlist: what stands plays to its end if it is still in it. */
  show(list: readonly MediaItem[]): void {
    this.#list = list;
    const front = this.#front?.item;
    if (front && !list.some(item => item.url === front.url)) this.#front?.close();
    this.#wake();
  }

  /** Somebody is called, or no longer. */
  changeVolume(): void {
    this.#front?.setVolume(this.#options.volume());
  }

  close(): void {
    this.#isClosed = true;
    this.#front?.close();
    this.#wake();
  }

  async #run(): Promise<void> {
    const mayMove = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    let next = await this.#load(null, mayMove);
    while (!this.#isClosed) {
      if (next === null) {
        this.#options.onShown(false);
        await this.#pause();
        next = await this.#load(null, mayMove);
        continue;
      }
      const front: MediaLayer = next;
      this.#bringToFront(front);
      const following = this.#load(front.item, mayMove);
      const played = front.play(this.#options.pictureSeconds() * 1_000);
      await played.catch(() => this.#isBrokenNow(front.item));
      next = await following;
    }
    next?.close();
  }

  #bringToFront(layer: MediaLayer): void {
    const behind = this.#front;
    this.#front = layer;
    layer.setVolume(this.#options.volume());
    layer.element.classList.add('front');
    this.#options.onShown(true);
    if (behind === null) return;
    behind.element.classList.remove('front');
    setTimeout(() => behind.close(), crossMs);
  }

  /** The next one that can be shown; null where there is none now. */
  async #load(after: MediaItem | null, mayMove: boolean): Promise<MediaLayer | null> {
    let current = after;
    for (let tries = 0; tries <= this.#list.length && !this.#isClosed; tries += 1) {
      const item = itemAfter(this.#list, current, ({ url }) => this.#broken.has(url));
      if (item === null) return null;
      const layer = openMediaLayer(item, mayMove);
      layer.element.classList.add('layer');
      this.#options.box.append(layer.element);
      try {
        await layer.ready;
        return layer;
      } catch {
        layer.close();
        await this.#isBrokenNow(item);
        current = item;
      }
    }
    return null;
  }

  /** A file that the server sends and that still does not play is broken, and is told. */
  async #isBrokenNow(item: MediaItem): Promise<void> {
    const isThere = await fetch(item.url, { method: 'HEAD' }).then(
      answer => answer.ok,
      () => false,
    );
    if (!isThere || this.#isClosed) return;
    this.#broken.add(item.url);
    const [oldest] = this.#broken;
    if (this.#broken.size > brokenMax && oldest !== undefined) this.#broken.delete(oldest);
    this.#options.onTrouble(item.name);
  }

  /** Until there is something new, or it is time to try again. */
  #pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, retryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
