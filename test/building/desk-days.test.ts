import { expect, test } from 'vitest';
import type { Refusal } from '../../contract/refusals.ts';
import { loadState, type Building } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import type { Leg } from '../../server/domain/visit.ts';
import { hourMs, tenOClock } from '../domain/memory-building.ts';
import { buildingOf, Dice, RandomDay } from '../domain/model-days.ts';
import { plain } from '../domain/plain-state.ts';
import { ReferenceModel } from '../domain/reference-model.ts';
import { newFolder, tamper } from '../store/folder.ts';
import { openTestBuilding, requestOf, StillClock, type OpenTestBuilding } from './test-building.ts';

interface LegRow {
  readonly leg_id: string;
  readonly state: string;
  readonly service_id: string;
  readonly queue_id: string;
  readonly ref: number;
  readonly is_first: number;
  readonly target: string | null;
  readonly return_to: string | null;
  readonly counter_id: string | null;
  readonly calls: number;
  readonly first_called_at: number | null;
  readonly called_at: number | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly parking: string | null;
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** A leg of today, as its row has to be. */
const rowOf = (leg: Leg): Omit<LegRow, 'outcome'> => ({
  leg_id: leg.id,
  state: leg.state,
  service_id: leg.serviceId,
  queue_id: leg.queueId,
  ref: leg.ref,
  is_first: Number(leg.isFirst),
  target: json(leg.target),
  return_to: json(leg.returnTo),
  counter_id: leg.counterId,
  calls: leg.calls,
  first_called_at: leg.firstCalledAt,
  called_at: leg.calledAt,
  started_at: leg.startedAt,
  ended_at: leg.endedAt,
  reason: json(leg.reason),
  parking: json(leg.parking),
});

/** Everything that is known of today stands in the tables as it is in memory. */
function checkTables(folder: string, { state }: Building): void {
  tamper(folder, database => {
    const rows = database.prepare<[], LegRow>('SELECT * FROM leg').all();
    const byId = new Map(rows.map(row => [row.leg_id, row]));
    for (const leg of state.legs.values()) {
      expect(byId.get(leg.id), leg.id).toMatchObject(rowOf(leg));
      if (leg.state === 'done') expect(byId.get(leg.id)!.outcome).toBe(leg.outcome);
    }
    const counters = database
      .prepare<[], { counter_id: string }>('SELECT * FROM counter_state')
      .all();
    for (const counter of state.counters.values()) {
      const row = counters.find(({ counter_id: id }) => id === counter.id);
      if (!row && counter.state === 'closed') continue;
      expect(row, counter.id).toMatchObject({
        state: counter.state,
        staff_id: counter.staffId,
        auto_call: Number(counter.autoCall),
        pause_reason: counter.pauseReason,
      });
    }
  });
}

async function checkRestart(folder: string, open: OpenTestBuilding): Promise<void> {
  const { building, store, clock } = open;
  const known = plain(building.state);
  expect(brokenInvariants(building.state)).toEqual([]);
  expect(plain(loadState(store))).toEqual(known);
  const compared = store.compareWithJournal(false);
  expect(compared.filter(({ missing, extra }) => missing + extra > 0)).toEqual([]);
  checkTables(folder, building);
  await open.close();
  const again = await openTestBuilding(folder, { clock });
  expect(plain(again.building.state)).toEqual(known);
  await again.close();
}

test.each([31, 32, 33, 34, 35, 36])(
  'STORE-3, DAY-2: after days of everything an officer can do, disk and memory say the same, seed %i',
  async seed => {
    const dice = new Dice(seed);
    const setup = buildingOf(dice);
    const folder = newFolder();
    const clock = new StillClock(tenOClock);
    const open = await openTestBuilding(folder, { clock, setup });
    const model = new ReferenceModel(setup, clock.at);
    const day = new RandomDay(dice, setup, model.world);
    for (let step = 0; step < 400; step += 1) {
      clock.pass(day.pause(step > 200 ? 0.03 : 0));
      const command = day.next();
      const { status, body } = await open.building.execute(requestOf(command));
      const refused = status === 409 ? (JSON.parse(body) as Refusal).refused : null;
      const answer = model.do(command, clock.at);
      expect(refused, `${step} ${command.type}`).toBe(
        answer === 'done' || answer === 'nothing' ? null : answer,
      );
    }
    const types = new Set([...open.store.journal.all()].map(({ type }) => type));
    for (const type of [
      'leg-transferred',
      'leg-parked',
      'action-undone',
      'leg-requeued',
    ] as const) {
      expect(types).toContain(type);
    }
    expect(clock.at - tenOClock).toBeGreaterThan(5 * hourMs);
    await checkRestart(folder, open);
  },
);
