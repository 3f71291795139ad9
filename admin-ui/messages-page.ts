import { signal } from '@preact/signals';
import { Steering } from './steering.ts';
import { TowerPage } from './tower-page.ts';
import type { TowerEdges } from './tower-page.ts';

/** Another supervisor may tell the screens something, or end it. */
const askEveryMs = 10_000;

/** What counters and screens are told, what was read, and what is about to be said. */
export class MessagesPage extends TowerPage {
  readonly steering: Steering;
  readonly whom = signal<'counters' | 'screens'>('counters');
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(edges: TowerEdges) {
    super(edges, 'messages');
    this.steering = new Steering(edges.send);
  }

  protected override begin(maySee: boolean): void {
    clearInterval(this.#timer);
    if (!maySee) return;
    this.steering.telling.begin(null);
    void this.steering.screens.load();
    this.#timer = setInterval(() => void this.steering.screens.load(), askEveryMs);
  }
}
