import { computed, effect, signal, untracked } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import type { KioskLanguage } from '../contract/printers.ts';
import type { KioskPatch, KioskView } from '../contract/views.ts';
import { send } from '../ui-kit/api.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { applianceText as t } from './appliance-texts.ts';
import { Appliance } from './appliance.ts';
import { goOnDuty, guardGestures } from './duty.ts';
import { reopenWhenServed } from './later.ts';
import type { Kiosk } from './model.ts';
import { Pairing } from './pairing.ts';
import { fitStage } from './stage.ts';
import { prepareLanguages, speakIn } from './spoken-language.ts';
import './screens/pairing.css';

const pageTriedKey = 'kiosk page tried';
const entryPattern = /<script[^>]+src="([^"]+)"/;

const ownPage = (): string =>
  document.querySelector('script[type="module"]')?.getAttribute('src') ?? '';

async function newestPage(): Promise<string | null> {
  try {
    const answer = await fetch('/kiosk', { cache: 'no-store' });
    return answer.ok ? (entryPattern.exec(await answer.text())?.[1] ?? null) : null;
  } catch {
    return null;
  }
}

function reload(page: string | null): void {
  if (page !== null) sessionStorage.setItem(pageTriedKey, page);
  location.reload();
}

/** At the resting home screen nobody has chosen, marked or set anything. */
function isResting(kiosk: Kiosk): boolean {
  const isHome = kiosk.screen.value.at === 'home' && kiosk.sheet.value === null;
  return isHome && kiosk.waiting.value.phase === 'off' && !kiosk.isIssuing.value;
}

function Identify({ appliance }: { readonly appliance: Appliance }): JSX.Element {
  return (
    <div class="identify" role="alert" data-testid="identify">
      <p>{t('identifyLead')}</p>
      <b>{appliance.deviceName}</b>
    </div>
  );
}

type PairingPart = typeof import('./screens/pairing.tsx');
const pairingPart = signal<PairingPart | null>(null);

function Layer(props: { readonly appliance: Appliance; readonly pairing: Pairing }) {
  const { appliance, pairing } = props;
  const { is } = appliance.admission.value;
  const part = pairingPart.value;
  if (is === 'unpaired' || is === 'other-kind') {
    return part === null ? null : <part.PairingScreen appliance={appliance} pairing={pairing} />;
  }
  return appliance.isIdentifying.value ? <Identify appliance={appliance} /> : null;
}

async function fetchPairing(): Promise<void> {
  try {
    pairingPart.value = await import('./screens/pairing.tsx');
  } catch {
    reopenWhenServed();
  }
}

/** A pairing screen is rare: its part is fetched only where it is needed. */
function watchAdmission(appliance: Appliance, root: HTMLElement): void {
  let goOffDuty: (() => void) | null = null;
  effect(() => {
    const admission = appliance.admission.value;
    const isOut = admission.is === 'unpaired' || admission.is === 'other-kind';
    root.inert = isOut;
    root.style.visibility = isOut ? 'hidden' : '';
    if (isOut && pairingPart.peek() === null) {
      void fetchPairing();
    }
    const isOnDuty = admission.is === 'admitted' && admission.isPaired;
    if (isOnDuty) goOffDuty ??= goOnDuty();
    else if (goOffDuty !== null) {
      goOffDuty();
      goOffDuty = null;
    }
  });
}

/** A kiosk at rest speaks the first of its languages, from the start and when that one changes. */
function followLanguages(kiosk: Kiosk): void {
  const codes = computed(() => kiosk.view.value?.kiosk.languages.join(' ') ?? '');
  effect(() => {
    if (codes.value === '') return;
    const offered = codes.value.split(' ') as KioskLanguage[];
    untracked(() => {
      if (isResting(kiosk)) void speakIn(offered[0]!);
      void prepareLanguages(offered);
    });
  });
}

/** Browsers let only pages over TLS, or of the same computer, keep themselves. */
function keepShell(): void {
  void navigator.serviceWorker?.register('/kiosk-worker.js', { scope: '/kiosk' }).catch(() => {
    // Without it the kiosk starts a little later after a power cut: once the server is up.
  });
}

/** After the first paint: what makes a page a kiosk of the building. */
export function startAppliance(
  kiosk: Kiosk,
  stream: Stream<KioskView, KioskPatch>,
  root: HTMLElement,
): void {
  const appliance = new Appliance({
    stream,
    send,
    isResting: () => isResting(kiosk),
    leave: () => kiosk.leave(),
    newestPage,
    ownPage: ownPage(),
    triedPage: sessionStorage.getItem(pageTriedKey),
    reload,
  });
  const pairing = new Pairing({ send, paired: () => location.reload() });
  const layer = document.createElement('div');
  layer.id = 'appliance';
  document.body.append(layer);
  fitStage(layer);
  guardGestures();
  watchAdmission(appliance, root);
  followLanguages(kiosk);
  render(<Layer appliance={appliance} pairing={pairing} />, layer);
  keepShell();
  appliance.start();
}
