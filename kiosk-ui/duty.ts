/**
 * What keeps a kiosk a kiosk: nothing that a visitor touches or presses leads out of it. What no page
 * can hold back (Alt+F4, Ctrl+W, the desktop's own keys) is the browser's kiosk mode and the desktop's:
 * docs/OPERATIONS.md, "The kiosk's computer".
 */

/** Nothing of a browser shows: no menu, no marked text, no picture or file dragged, none dropped. */
const swallowed = [
  'contextmenu',
  'selectstart',
  'dragstart',
  'dragover',
  'drop',
  'auxclick',
  'copy',
  'cut',
  'paste',
  // Two fingers on a touch pad or screen, in browsers that name it so.
  'gesturestart',
] as const;

/** Keys that belong to the kiosk's own keypad or to typing; all with Ctrl, Alt or Meta do not. */
const isFunctionKey = (key: string): boolean => /^F\d{1,2}$/.test(key);
const leadingOut: ReadonlySet<string> = new Set([
  'BrowserBack',
  'BrowserForward',
  'BrowserHome',
  'BrowserRefresh',
  'BrowserSearch',
  'BrowserFavorites',
  'ContextMenu',
  'Help',
  'PrintScreen',
]);

const swallow = (event: Event): void => event.preventDefault();

function stopZooming(event: WheelEvent | TouchEvent): void {
  const isZoom = event instanceof WheelEvent ? event.ctrlKey : event.touches.length > 1;
  if (isZoom && event.cancelable) event.preventDefault();
}

function stopLeaving(event: KeyboardEvent): void {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || isFunctionKey(key) || leadingOut.has(key)) {
    event.preventDefault();
  }
}

/** A page that the browser had put aside may be hours old. */
function renewKept(event: PageTransitionEvent): void {
  if (event.persisted) location.reload();
}

/** Holds wherever the page is open. Returns how to stop. */
export function guardGestures(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  for (const type of swallowed) document.addEventListener(type, swallow, { signal });
  document.addEventListener('wheel', stopZooming, { signal, passive: false });
  document.addEventListener('touchmove', stopZooming, { signal, passive: false });
  addEventListener('pageshow', renewKept, { signal });
  return () => stop.abort();
}

/** "Back" of a mouse, a remote or a gesture stays where it is. */
function stayHere(): void {
  history.pushState(null, '', location.href);
}

function fillScreen(): void {
  const root = document.documentElement;
  if (document.fullscreenElement !== null || innerHeight >= screen.height) return;
  // Refused where the browser is not set up for it: then it is its kiosk mode that fills the screen.
  root.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined);
}

/** Only in browsers that let pages do so, over TLS or on the same computer. */
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  await navigator.wakeLock?.request('screen').catch(() => undefined);
}

/**
 * Only on a paired kiosk: a demo on somebody's own computer leaves its browser alone. Returns how to
 * stop.
 */
export function goOnDuty(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.documentElement.dataset.duty = 'on';
  stayHere();
  addEventListener('popstate', stayHere, { signal });
  addEventListener('keydown', stopLeaving, { signal, capture: true });
  document.addEventListener('pointerup', fillScreen, { signal });
  document.addEventListener('visibilitychange', () => void stayAwake(), { signal });
  void stayAwake();
  return () => {
    stop.abort();
    delete document.documentElement.dataset.duty;
  };
}
