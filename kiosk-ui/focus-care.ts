import { keysOf, topLayer } from './top-layer.ts';

const nameOf = (element: Element): string | null => element.getAttribute('data-testid');

/**
 * Focus is never nowhere: a key that goes while it has the focus hands it to its follower of the
 * same name, a sheet that closes to the key that opened it, and all else to the question.
 */
export class FocusCare {
  readonly #root: HTMLElement;
  /** The last key of each screen and sheet, by the layer it stood in. */
  readonly #last = new WeakMap<HTMLElement, { readonly key: HTMLElement; readonly name: string }>();

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  start(): () => void {
    const note = (event: FocusEvent): void => this.#note(event.target);
    const watcher = new MutationObserver(() => this.#find());
    this.#root.addEventListener('focusin', note);
    watcher.observe(this.#root, { childList: true, subtree: true, attributeFilter: ['inert'] });
    return () => {
      this.#root.removeEventListener('focusin', note);
      watcher.disconnect();
    };
  }

  #note(target: EventTarget | null): void {
    const layer = topLayer(this.#root);
    if (layer === null || !(target instanceof HTMLElement)) return;
    const isKey = target.matches('button, a[href], input');
    if (isKey) this.#last.set(layer, { key: target, name: nameOf(target) ?? '' });
    // A new question: what was pressed on the screen before it is of no use here.
    else if (target.matches('.question')) this.#last.delete(layer);
  }

  #find(): void {
    const layer = topLayer(this.#root);
    const active = document.activeElement;
    if (layer === null || (active !== null && layer.contains(active))) return;
    const last = this.#last.get(layer);
    const keys = keysOf(layer);
    const again =
      keys.find(key => key === last?.key) ?? keys.find(key => nameOf(key) === last?.name);
    const place = again ?? layer.querySelector<HTMLElement>('.question') ?? layer;
    place.focus({ preventScroll: true });
  }
}
