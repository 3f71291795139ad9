import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import '../ui-kit/base.css';
import './kiosk.css';
import { loadInner, reopenWhenServed } from './later.ts';
import { mergeKiosk } from './merge-kiosk.ts';
import { Kiosk } from './model.ts';
import { App } from './screens/app.tsx';
import { fitStage } from './stage.ts';

const root = document.getElementById('kiosk');
if (root === null) throw new Error('The page has no place for the kiosk.');

const stream = openStream<'kiosk'>({ namespace: '/kiosk', merge: mergeKiosk });
const kiosk = new Kiosk({ stream, send, newKey });
fitStage(root);
for (const event of ['pointerdown', 'keydown']) {
  document.addEventListener(event, () => kiosk.touched(), { capture: true });
}
render(<App kiosk={kiosk} />, root);
void loadInner();
import('./scans.ts').then(
  ({ watchKioskScans }) => watchKioskScans({ keys: window, stream }, text => kiosk.scanned(text)),
  reopenWhenServed,
);
import('./access-start.ts').then(({ startAccess }) => startAccess(kiosk, root), reopenWhenServed);
import('./appliance-start.tsx').then(
  ({ startAppliance }) => startAppliance(kiosk, stream, root),
  reopenWhenServed,
);
