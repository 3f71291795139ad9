import { describe, expect, test } from 'vitest';
import type { PrinterHealth } from '../../hardware/printer.ts';
import { agentTimings, type After } from '../../server/realtime/agent-printer.ts';
import { AgentPrinters, type AgentVoice } from '../../server/realtime/agent-printers.ts';

/** The server's side of a printer that an agent drives, against every word that an agent may say. */

/** Timers that run when they are told to. */
class HandTimers {
  #now = 0;
  readonly #timers = new Map<symbol, { at: number; callback: () => void }>();

  readonly after: After = (ms, callback) => {
    const timer = Symbol('timer');
    this.#timers.set(timer, { at: this.#now + ms, callback });
    return () => this.#timers.delete(timer);
  };

  get waiting(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const [timer, { at, callback }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(timer);
      callback();
    }
  }
}

const ready: PrinterHealth = {
  status: { state: 'ready', paper: 'near-end' },
  paper: 'near-end',
  cover: 'closed',
  cutter: 'working',
  head: 'working',
  isOffline: false,
  isMute: false,
};
const slip = (id: number) => ({ id, bytes: Buffer.from(`slip ${id}`) });
const name = (jobId: number) => ({ epoch: 'e-1', jobId });

function stageOf() {
  const timers = new HandTimers();
  const agents = new AgentPrinters('e-1', timers.after);
  const printer = agents.open('agent-1', 'generic-80');
  const said: [string, object][] = [];
  const connect = (recordId: string | null = 'r-1') => {
    let isEnded = false;
    const voice: AgentVoice = agents.connect('agent-1', {
      send: (word, message) => said.push([word, message]),
      end: () => (isEnded = true),
    });
    if (recordId !== null) voice.hello({ recordId });
    return { ...voice, isEnded: () => isEnded };
  };
  const take = (): [string, object][] => said.splice(0);
  const words = (): string[] => take().map(([word]) => word);
  return { timers, agents, printer, connect, take, words };
}
/** Lets everything that is decided by now be done. */
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('an order and its end', () => {
  test('AGENT-7: it is sent once, with its profile, and ends as the agent says', async () => {
    const { printer, connect, take, timers } = stageOf();
    const agent = connect();
    expect(take()).toEqual([['welcome', { profileId: 'generic-80' }]]);
    const ends = [
      [{ state: 'printed' }, { outcome: 'printed' }],
      [
        { state: 'not-sent', fault: 'paper-end' },
        { outcome: 'not-sent', fault: 'paper-end' },
      ],
      [
        { state: 'unknown', fault: 'no-answer' },
        { outcome: 'unknown', fault: 'no-answer' },
      ],
    ] as const;
    for (const [at, [told, outcome]] of ends.entries()) {
      const end = printer.print(slip(at + 1));
      await settled();
      const bytes = Buffer.from(`slip ${at + 1}`).toString('base64');
      expect(take()).toEqual([['print', { ...name(at + 1), profileId: 'generic-80', bytes }]]);
      agent.job({ ...name(at + 1), state: 'under-way' });
      agent.job({ ...name(at + 1), ...told });
      expect(await end).toEqual(outcome);
    }
    expect(timers.waiting).toBe(0);
  });

  test('AGENT-7: one job at a time, and only its own words end it', async () => {
    const { printer, connect, take, words } = stageOf();
    const agent = connect();
    const [one, two] = [printer.print(slip(1)), printer.print(slip(2))];
    await settled();
    expect(words()).toEqual(['welcome', 'print']);
    agent.job({ ...name(2), state: 'printed' });
    agent.job({ epoch: 'e-0', jobId: 1, state: 'printed' });
    agent.job({ ...name(1), state: 'never-begun' });
    await settled();
    expect(take()).toEqual([]);
    agent.job({ ...name(1), state: 'printed' });
    expect(await one).toEqual({ outcome: 'printed' });
    await settled();
    expect(take()).toMatchObject([['print', { jobId: 2 }]]);
    agent.job({ ...name(2), state: 'printed' });
    expect(await two).toEqual({ outcome: 'printed' });
  });

  test('AGENT-8: without an agent, or before it has said hello, nothing is sent', async () => {
    const { printer, connect, words } = stageOf();
    expect(await printer.print(slip(1))).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
    connect(null);
    expect(await printer.print(slip(2))).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
    expect(words()).toEqual([]);
    const tooLarge = { id: 3, bytes: Buffer.alloc(524_289) };
    connect();
    expect(await printer.print(tooLarge)).toEqual({ outcome: 'not-sent', fault: 'queue-refused' });
  });

  test('AGENT-8: a line that is too long is refused, and a closed printer prints nothing', async () => {
    const { printer, connect } = stageOf();
    connect();
    const all = Array.from({ length: 10 }, (_, at) => printer.print(slip(at + 1)));
    expect(await all.at(-1)).toEqual({ outcome: 'not-sent', fault: 'line-full' });
    const other = stageOf();
    other.connect();
    await other.printer.close();
    const refused = { outcome: 'not-sent', fault: 'closed' };
    expect(await other.printer.print(slip(1))).toEqual(refused);
    expect(other.words()).toEqual(['welcome', 'welcome']);
  });
});

describe('a line that broke', () => {
  test('AGENT-9: what was never begun is sent again within 20 s, and not later', async () => {
    for (const [awayMs, isSentAgain] of [
      [agentTimings.resendMs - 1, true],
      [agentTimings.resendMs, false],
    ] as const) {
      const { printer, connect, timers, words } = stageOf();
      const first = connect();
      const ended = printer.print(slip(1));
      await settled();
      first.lost();
      timers.advance(awayMs);
      const second = connect();
      expect(words()).toEqual(['welcome', 'print', 'welcome', 'ask']);
      second.job({ ...name(1), state: 'never-begun' });
      await settled();
      expect(words()).toEqual(isSentAgain ? ['print'] : []);
      if (isSentAgain) second.job({ ...name(1), state: 'printed' });
      expect(await ended).toEqual(
        isSentAgain ? { outcome: 'printed' } : { outcome: 'not-sent', fault: 'connection-lost' },
      );
    }
  });

  test('AGENT-9: what has begun is never sent again, and its end is waited for', async () => {
    const { printer, connect, words } = stageOf();
    const first = connect();
    const end = printer.print(slip(1));
    await settled();
    first.lost();
    const second = connect();
    second.job({ ...name(1), state: 'under-way' });
    second.lost();
    const third = connect();
    third.job({ ...name(1), state: 'unknown', fault: 'connection-lost' });
    expect(await end).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
    expect(words()).toEqual(['welcome', 'print', 'welcome', 'ask', 'welcome', 'ask']);
  });

  test('AGENT-10: an agent that stays away, or says nothing, leaves its job unknown', async () => {
    const away = stageOf();
    const agent = away.connect();
    const end = away.printer.print(slip(1));
    await settled();
    agent.lost();
    away.timers.advance(agentTimings.returnMs);
    expect(await end).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
    // It comes too late: what it says of that job changes nothing.
    const back = away.connect();
    back.job({ ...name(1), state: 'never-begun' });
    expect(away.words()).toEqual(['welcome', 'print', 'welcome']);

    const silent = stageOf();
    silent.connect();
    const late = silent.printer.print(slip(1));
    await settled();
    silent.timers.advance(agentTimings.outcomeMs);
    expect(await late).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    expect(silent.timers.waiting).toBe(0);
  });

  test('AGENT-10: an agent that lost its record knows nothing, whatever it says', async () => {
    const { printer, connect, words } = stageOf();
    connect('r-1').lost();
    const first = connect('r-1');
    const end = printer.print(slip(1));
    await settled();
    first.lost();
    const second = connect('r-2');
    second.job({ ...name(1), state: 'never-begun' });
    expect(await end).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
    expect(words()).toEqual(['welcome', 'welcome', 'print', 'welcome']);
  });

  test('AGENT-11: the newest connection is the agent’s, and an older one is not heard', async () => {
    const { printer, connect, words } = stageOf();
    const old = connect();
    const end = printer.print(slip(1));
    await settled();
    const next = connect();
    expect(old.isEnded()).toBe(true);
    old.job({ ...name(1), state: 'never-begun' });
    old.job({ ...name(1), state: 'printed' });
    old.lost();
    await settled();
    expect(words()).toEqual(['welcome', 'print', 'welcome', 'ask']);
    next.job({ ...name(1), state: 'unknown', fault: 'paper-end' });
    expect(await end).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    expect(next.isEnded()).toBe(false);
  });

  test('AGENT-12: a server that closes waits a second for a paper that is coming out', async () => {
    const { agents, printer, connect, timers } = stageOf();
    const agent = connect();
    const end = printer.print(slip(1));
    await settled();
    const closed = agents.close();
    agent.job({ ...name(1), state: 'printed' });
    await closed;
    expect(await end).toEqual({ outcome: 'printed' });

    const other = stageOf();
    other.connect();
    const never = other.printer.print(slip(1));
    await settled();
    const closing = other.agents.close();
    other.timers.advance(1_000);
    await closing;
    expect(await never).toEqual({ outcome: 'unknown', fault: 'closed' });
    expect(timers.waiting).toBe(0);
  });
});

describe('how it is', () => {
  test('AGENT-13: watched as any printer: unreachable without its agent, else as it says', async () => {
    const { printer, connect } = stageOf();
    const seen: string[] = [];
    const stop = printer.watch(({ status }) =>
      seen.push(status.state === 'fault' ? status.fault : status.paper),
    );
    const agent = connect();
    agent.health(ready);
    expect(await printer.status()).toEqual({ state: 'ready', paper: 'near-end' });
    agent.lost();
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'unreachable' });
    stop();
    connect().health(ready);
    expect(seen).toEqual(['unreachable', 'unreachable', 'near-end', 'unreachable']);
  });
});
