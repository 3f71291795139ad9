import { signal } from '@preact/signals';
import { render } from 'preact';
import type { BuildingView } from '../contract/views.ts';
import { send } from '../ui-kit/api.ts';
import { Home } from './screens/home-screen.tsx';

/** The front page: which screens there are, and in a demo building how to sign in. */
export function mountHome(root: HTMLElement): void {
  const building = signal<BuildingView | null>(null);
  const load = async () => {
    const answer = await send<BuildingView>('GET', '/building');
    if (answer.ok) building.value = answer.body;
  };
  void load();
  render(<Home building={building} />, root);
}
