/** Named here so that the build keeps them; the manifest is written by the server. */
const icons = [
  new URL('./icon-192.png', import.meta.url).pathname,
  new URL('./icon-512.png', import.meta.url).pathname,
] as const;

function link(rel: string, href: string): void {
  const element = document.createElement('link');
  element.rel = rel;
  element.href = href;
  document.head.append(element);
}

/**
 * Makes the page one that can be put on the home screen and that opens without the server. Browsers
 * allow that only to pages that came over TLS or from the same computer; elsewhere the page is what
 * it was.
 */
export function installPhone(token: string): void {
  link('manifest', `/t/${encodeURIComponent(token)}/manifest.webmanifest`);
  link('apple-touch-icon', icons[0]);
  if (!('serviceWorker' in navigator)) return;
  // Without its worker the page works as long as it is open.
  navigator.serviceWorker.register('/phone-worker.js', { scope: '/t/' }).catch(() => undefined);
}
