import { computed, signal } from '@preact/signals';
import type { CounterLook } from './board-rows.ts';
import { counterTiles } from './counter-tiles.ts';
import { Steering } from './steering.ts';
import { TowerPage } from './tower-page.ts';
import type { TowerEdges } from './tower-page.ts';

/** Every counter of the building, and what a supervisor can do at one of them. */
export class CountersPage extends TowerPage {
  readonly steering: Steering;
  readonly chosenId = signal<string | null>(null);
  /** Only counters that do this; null: all. */
  readonly look = signal<CounterLook | null>(null);

  readonly tiles = computed(() => {
    const overview = this.overview.value;
    return overview ? counterTiles(overview, this.shownAt) : [];
  });
  readonly shown = computed(() => {
    const look = this.look.value;
    return look === null ? this.tiles.value : this.tiles.value.filter(tile => tile.look === look);
  });
  readonly chosen = computed(
    () => this.tiles.value.find(({ counter }) => counter.id === this.chosenId.value) ?? null,
  );

  constructor(edges: TowerEdges, chosenId: string | null = null) {
    super(edges, 'counters');
    this.steering = new Steering(edges.send);
    this.chosenId.value = chosenId;
  }

  toggleLook(look: CounterLook): void {
    this.look.value = this.look.value === look ? null : look;
  }

  /** To the next or an earlier counter of those that are shown. */
  step(by: number): void {
    const ids = this.shown.value.map(({ counter }) => counter.id);
    const at = ids.indexOf(this.chosenId.value ?? '');
    const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by));
    this.chosenId.value = ids[next] ?? null;
  }

  protected override begin(): void {
    this.steering.close();
  }
}
