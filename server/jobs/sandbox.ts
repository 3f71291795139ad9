import { join } from 'node:path';
import type { Setup } from '../../contract/setup.ts';
import { openBuilding, type Building } from '../building.ts';
import type { Clock } from '../clock.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import type { WebhookJob } from './webhooks.ts';
import { openStore, type Store } from '../store/store.ts';

/** A shadow of the building for those who build on it: same set-up, a queue and places of its own. */
export interface Sandbox {
  readonly building: Building;
  readonly store: Store;
  readonly webhooks: WebhookJob;
}

export interface Sandboxes {
  /** Opened when it is first asked for. */
  get(): Promise<Sandbox>;
  close(): Promise<void>;
}

interface SandboxOptions {
  readonly dataDir: string;
  readonly real: Building;
  readonly clock: Clock;
  readonly log: Log;
  readonly openWebhooks: (room: { building: Building; store: Store }) => WebhookJob;
}

const answer = () => ({ status: 200, body: '' });

async function configure(building: Building, setup: Setup): Promise<void> {
  const actor = { role: 'system' } as const;
  await building.execute({ command: { type: 'configure', actor, setup }, answer });
  await building.execute({ command: { type: 'roll-day', actor }, answer });
}

/** Nothing that happens here reaches a screen, a printer or the real queue. */
export function openSandboxes({
  dataDir,
  real,
  clock,
  log,
  openWebhooks,
}: SandboxOptions): Sandboxes {
  let opened: Promise<Sandbox> | null = null;
  let stop = (): void => {};
  const open = async (): Promise<Sandbox> => {
    const store = openStore(join(dataDir, 'sandbox'), clock.now());
    const building = openBuilding(store, clock, log);
    await configure(building, setupOf(real.state).setup);
    stop = real.onCommit(entries => {
      for (const entry of entries) {
        if (entry.type !== 'building-configured') continue;
        configure(building, entry.data.setup).catch((error: unknown) =>
          log.error({ err: error }, 'the sandbox could not follow the set-up'),
        );
      }
    });
    return { building, store, webhooks: openWebhooks({ building, store }) };
  };
  return {
    get: () => (opened ??= open()),
    async close() {
      stop();
      if (!opened) return;
      const { building, store, webhooks } = await opened;
      await webhooks.close();
      await building.close();
      store.close();
    },
  };
}
