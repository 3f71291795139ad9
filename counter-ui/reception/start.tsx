import { effect } from '@preact/signals';
import { render } from 'preact';
import { send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { browserMemory } from '../browser-memory.ts';
import { ReceptionPage } from './model.ts';
import './reception.css';
import './bookings.css';
import { ReceptionApp } from './screens/reception-screen.tsx';
import { r } from './texts.ts';

export function mountReception(root: HTMLElement): void {
  const page = new ReceptionPage({ send, memory: browserMemory });
  // From the office’s page of bookings.
  if (location.hash === '#bookings') page.view.value = 'bookings';
  page.start();
  effect(() => {
    document.documentElement.lang = language.value;
    document.title = `${r('desk')}, MPP Antrean`;
  });
  render(<ReceptionApp page={page} />, root);
}
