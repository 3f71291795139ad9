import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../http/open-test-app.ts';
import { expectTruth, openStage, seededChance, type Stage, type Station } from './agent-stage.ts';
import type { Cut } from './cutting-proxy.ts';

/**
 * An agent, a server and a printer, each of its own, and the line between them cut wherever it can
 * be: no number comes out twice, none is lost in silence, none is called printed that is not.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(4);
}, 60_000);
afterAll(() => stage?.close());

/** Every message that passes for one job, and some of those that follow a new connection. */
const everyCut: readonly Cut[] = (['to-agent', 'to-server'] as const).flatMap(direction =>
  Array.from({ length: 4 }, (_, messages) => messages).flatMap(messages =>
    (['before', 'within', 'after'] as const).map(where => ({ direction, messages, where })),
  ),
);

const seededCut = (chance: (below: number) => number): Cut => ({
  direction: chance(2) === 0 ? 'to-agent' : 'to-server',
  messages: chance(8),
  where: (['before', 'within', 'after'] as const)[chance(3)]!,
});

const isConnected = (proxy: Station['proxy'], cuts: number, welcomes: number): boolean =>
  proxy.cuts === cuts || proxy.welcomes > welcomes;

describe('a line that is cut', () => {
  test('AGENT-1: at every message and within it, 200 times and more, every number is printed once', async () => {
    const chance = seededChance(20_261_123);
    const plans = stage.stations.map((station, place) => {
      const own = everyCut.filter((_, at) => at % stage.stations.length === place);
      const more = Array.from({ length: 46 }, () => seededCut(chance));
      return { station, cuts: [...own, ...more], again: more.map(() => chance(3) === 0) };
    });
    const outcomes: string[] = [];
    await Promise.all(
      plans.map(async ({ station, cuts, again }) => {
        for (const [at, cut] of cuts.entries()) {
          const { proxy } = station;
          const before = proxy.cuts;
          const { welcomes } = proxy;
          proxy.arm(cut);
          const { label, jobId } = await stage.take(station);
          const isBroken = (): boolean => proxy.cuts > before;
          await until(() => isBroken() || stage.ends.has(jobId), 'a cut or an end');
          // Some lines break again while the agent says where it stands.
          if (again[at] && isBroken()) proxy.arm(seededCut(seededChance(at)));
          await stage.ended(jobId);
          proxy.arm(null);
          expectTruth(station, label, stage.ends.get(jobId)!, JSON.stringify(cut));
          outcomes.push(stage.ends.get(jobId)!.outcome);
          // A cut that met nothing of the job is made now: the next connection is another one.
          if (!isBroken()) proxy.cutNow();
          await until(() => isConnected(proxy, before, welcomes), 'the agent to be back');
        }
      }),
    );
    const cuts = stage.stations.reduce((sum, { proxy }) => sum + proxy.cuts, 0);
    expect(cuts).toBeGreaterThan(200);
    expect(outcomes.length).toBeGreaterThan(200);
    expect(new Set(outcomes)).toEqual(new Set(['printed']));
  }, 60_000);
});
