import type { Command } from '../../contract/commands.ts';
import type { Setup } from '../../contract/setup.ts';
import { openBuilding, type Building, type Request, type Result } from '../../server/building.ts';
import { openLog } from '../../server/log.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { everywhere, smallSetup, tenOClock } from '../domain/memory-building.ts';

export const silent = openLog('silent');

/** A clock that stands still until it is moved. */
export class StillClock {
  readonly rate = 1;
  at: number;

  constructor(at = tenOClock) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }

  pass(ms: number): void {
    this.at += ms;
  }
}

export interface OpenTestBuilding {
  readonly store: Store;
  readonly building: Building;
  readonly clock: StillClock;
  readonly close: () => Promise<void>;
}

const noAnswer = () => ({ status: 200, body: '' });

export async function openTestBuilding(
  folder: string,
  options: { clock?: StillClock; setup?: Setup; wrap?: (store: Store) => Store } = {},
): Promise<OpenTestBuilding> {
  const clock = options.clock ?? new StillClock();
  const store = openStore(folder, clock.now());
  const building = openBuilding((options.wrap ?? (same => same))(store), clock, silent);
  if (!building.state.index) {
    const setup = options.setup ?? smallSetup();
    await building.execute({
      command: { type: 'configure', actor: { role: 'system' }, setup },
      answer: noAnswer,
    });
  }
  await building.execute({
    command: { type: 'roll-day', actor: { role: 'system' } },
    answer: noAnswer,
  });
  return {
    store,
    building,
    clock,
    async close() {
      await building.close();
      store.close();
    },
  };
}

/** What a command came to, as the edges would send it. */
export const requestOf = (command: Command, more: Partial<Request> = {}): Request => ({
  command,
  answer: ({ refusal, entries, state }) =>
    refusal
      ? { status: 409, body: JSON.stringify(refusal) }
      : {
          status: 200,
          body: JSON.stringify({
            seqs: entries.map(({ seq }) => seq),
            label: state.visits.get(entries[0]?.visitId ?? '')?.label ?? null,
          }),
        },
  ...more,
});

let visits = 0;
export const issue = (
  serviceIds: readonly string[] = ['a1'],
): Extract<Command, { type: 'issue-ticket' }> => {
  visits += 1;
  return {
    type: 'issue-ticket',
    actor: { role: 'device', deviceId: 'kiosk-1' },
    visitId: `visit-${visits}`,
    serviceIds,
    class: 'walk-in',
    language: 'id',
  };
};

export const counterCommand = (
  type: 'open-counter' | 'close-counter' | 'call-next',
  counterId = 'c1',
): Command => ({ type, actor: everywhere, counterId });

export const ticketCommand = (type: 'recall' | 'start' | 'cancel', visitId: string): Command => ({
  type,
  actor: everywhere,
  visitId,
});

export const keyed = (
  key: string,
  what = 'same body',
  scope = 'kiosk-1',
): Required<Pick<Request, 'idempotency'>> => ({
  idempotency: { scope, key, hash: Buffer.from(what) },
});

export const labelOf = ({ body }: Result): string => (JSON.parse(body) as { label: string }).label;
