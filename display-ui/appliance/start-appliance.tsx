import { effect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { send } from '../../ui-kit/api.ts';
import { Appliance } from '../../ui-kit/appliance.ts';
import type { ApplianceEdges } from '../../ui-kit/appliance.ts';
import './appliance.css';
import { IdentifyScreen, PairingScreen } from './screens/pairing-screen.tsx';
import { WaitingCode } from './waiting-code.ts';

const pageTriedKey = 'display page tried';
const entryPattern = /<script[^>]+src="([^"]+)"/;
const page = '/display';

export interface ScreenApplianceOptions extends Pick<ApplianceEdges, 'stream' | 'isResting'> {
  /** What the screen is when nothing lies over it. */
  readonly root: HTMLElement;
  readonly reload: (isPaired: boolean) => void;
}

const ownPage = (): string =>
  document.querySelector('script[type="module"]')?.getAttribute('src') ?? '';

async function newestPage(): Promise<string | null> {
  try {
    const answer = await fetch(page, { cache: 'no-store' });
    return answer.ok ? (entryPattern.exec(await answer.text())?.[1] ?? null) : null;
  } catch {
    return null;
  }
}

/** Which pages a worker keeps, and where it is. */
function shellOf(path: string): readonly [scope: string, worker: string] {
  if (path.startsWith('/sign/')) return ['/sign/', '/sign-worker.js'];
  return path === '/survey' ? ['/survey', '/survey-worker.js'] : [page, '/display-worker.js'];
}

/** Browsers let only pages over TLS, or of the same computer, keep themselves. */
function keepShell(): void {
  const [scope, worker] = shellOf(location.pathname);
  void navigator.serviceWorker?.register(worker, { scope }).catch(() => {
    // Without it the screen starts a little later after a power cut: once the server is up.
  });
}

/** Makes a page a screen of the building: paired, told apart, renewed. Returns how to stop. */
export function startScreenAppliance(options: ScreenApplianceOptions): () => void {
  const { stream, root, isResting, reload } = options;
  const isPaired = (): boolean => {
    const admission = appliance.admission.value;
    return admission.is === 'admitted' && admission.isPaired;
  };
  const appliance: Appliance = new Appliance({
    kind: 'display',
    stream,
    send,
    isResting,
    leave: () => undefined,
    newestPage,
    ownPage: ownPage(),
    triedPage: sessionStorage.getItem(pageTriedKey),
    reload(found) {
      if (found !== null) sessionStorage.setItem(pageTriedKey, found);
      reload(isPaired());
    },
  });
  const waiting = new WaitingCode({ send, paired: () => location.reload() });
  const isOut = (): boolean =>
    appliance.admission.value.is === 'unpaired' || appliance.admission.value.is === 'other-kind';
  const layer = document.createElement('div');
  document.body.append(layer);
  const Layer = (): JSX.Element | null => {
    if (isOut()) return <PairingScreen appliance={appliance} waiting={waiting} />;
    return appliance.isIdentifying.value ? <IdentifyScreen appliance={appliance} /> : null;
  };
  const stop = effect(() => {
    root.inert = isOut();
    root.style.visibility = isOut() ? 'hidden' : '';
    if (isOut()) waiting.start();
    else waiting.close();
  });
  render(<Layer />, layer);
  keepShell();
  appliance.start();
  return () => {
    stop();
    appliance.close();
    waiting.close();
    render(null, layer);
    layer.remove();
  };
}
