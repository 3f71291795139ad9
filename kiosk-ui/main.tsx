import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { openStream } from '../ui-kit/stream.ts';
import '../ui-kit/base.css';
import './kiosk.css';
import { walkByArrows } from './arrows.ts';
import { Kiosk, mergeKiosk } from './model.ts';
import { App } from './screens/app.tsx';
import { fitStage } from './stage.ts';

const root = document.getElementById('kiosk');
if (root === null) throw new Error('The page has no place for the kiosk.');

const kiosk = new Kiosk({
  stream: openStream<'kiosk'>({ namespace: '/kiosk', merge: mergeKiosk }),
  send,
  newKey,
});
fitStage(root);
walkByArrows(root);
// Nothing of a browser shows: no menu after a long press, no text to mark, no picture to drag.
for (const event of ['contextmenu', 'selectstart', 'dragstart']) {
  document.addEventListener(event, happened => happened.preventDefault());
}
for (const event of ['pointerdown', 'keydown']) {
  document.addEventListener(event, () => kiosk.touched(), { capture: true });
}
render(<App kiosk={kiosk} />, root);
