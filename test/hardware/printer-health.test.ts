import { afterEach, describe, expect, test } from 'vitest';

import type { PrinterHealth } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { timings } from '../../hardware/transport/timings.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { type Rehearsal, openRehearsal } from './rehearsal.ts';

const opened: Rehearsal[] = [];
afterEach(async () => {
  for (const rehearsal of opened.splice(0)) await rehearsal.close();
});

/** A printer that is watched, and what its watcher heard. */
async function openWatched(profile: PrinterProfile, faults: Partial<VirtualFaults> = {}) {
  const rehearsal = await openRehearsal(profile, faults);
  opened.push(rehearsal);
  const heard: PrinterHealth[] = [];
  const stop = rehearsal.printer.watch(health => heard.push(health));
  await rehearsal.clock.until(() => heard.length > 0, 'the first word');
  return { ...rehearsal, heard, stop };
}

const healthy: PrinterHealth = {
  status: { state: 'ready', paper: 'adequate' },
  paper: 'adequate',
  cover: 'closed',
  cutter: 'working',
  head: 'working',
  isOffline: false,
  isMute: false,
};

const troubles: readonly (readonly [Partial<VirtualFaults>, Partial<PrinterHealth>])[] = [
  [{ paperNearEnd: true }, { status: { state: 'ready', paper: 'near-end' }, paper: 'near-end' }],
  [{ paperEnd: true }, { status: { state: 'fault', fault: 'paper-end' }, paper: 'end' }],
  [{ coverOpen: true }, { status: { state: 'fault', fault: 'cover-open' }, cover: 'open' }],
  [{ cutterJammed: true }, { status: { state: 'fault', fault: 'cutter' }, cutter: 'jammed' }],
  [{ headHot: true }, { status: { state: 'fault', fault: 'head-hot' }, head: 'hot' }],
  [{ unrecoverable: true }, { status: { state: 'fault', fault: 'unrecoverable' } }],
  [{ feedButtonHeld: true }, { status: { state: 'fault', fault: 'offline' } }],
];

const offline = (health: Partial<PrinterHealth>): PrinterHealth => ({
  ...healthy,
  ...health,
  isOffline: health.status?.state === 'fault',
});

describe('the health of a printer', () => {
  test.each(troubles)(
    'PRINT-28: a printer that pushes tells of %j at once',
    async (fault, said) => {
      const { device, heard, clock } = await openWatched(epsonTmT82x);
      expect(heard).toEqual([healthy]);
      await clock.until(() => clock.now > timings.pushMs, 'a moment');
      const begunMs = clock.now;
      device.setFault(fault);
      await clock.settle();
      expect(clock.now).toBe(begunMs);
      expect(heard.at(-1)).toEqual(offline(said));
    },
  );

  test.each(troubles)('PRINT-28: asked, it says the same of %j', async (fault, said) => {
    const { heard } = await openWatched(epsonTmT82x, fault);
    expect(heard.at(-1)).toEqual(offline(said));
  });

  test('PRINT-28: a printer that pushes nothing is asked every 5 s', async () => {
    const { device, heard, clock } = await openWatched(generic80);
    expect(heard.at(-1)).toMatchObject({ status: { state: 'ready' }, paper: 'unknown' });
    device.setFault({ coverOpen: true });
    await clock.settle();
    expect(heard.length).toBe(1);
    const begunMs = clock.now;
    await clock.until(() => heard.length === 2, 'the change');
    expect(clock.now - begunMs).toBeLessThanOrEqual(timings.healthMs);
    expect(heard[1]).toMatchObject({ status: { state: 'fault', fault: 'cover-open' } });
  });

  test('PRINT-28: without a sensor for it, nothing claims that there is enough paper', async () => {
    const { printer, clock } = await openWatched(generic80);
    expect(await clock.run(printer.status())).toEqual({ state: 'ready', paper: 'unknown' });
  });

  test('PRINT-28: of a mute printer nothing is claimed', async () => {
    const { heard } = await openWatched(generic58);
    expect(heard.at(-1)).toEqual({
      status: { state: 'ready', paper: 'unknown' },
      paper: 'unknown',
      cover: 'unknown',
      cutter: 'unknown',
      head: 'unknown',
      isOffline: false,
      isMute: true,
    });
  });

  test('PRINT-28: a printer that goes away is said to be away, and back when it is', async () => {
    const { device, heard, clock } = await openWatched(epsonTmT82x);
    device.setFault({ refusesAll: true });
    device.powerCycle();
    await clock.until(() => heard.at(-1)?.isOffline === true, 'it to be away');
    device.setFault({ refusesAll: false });
    await clock.until(() => heard.at(-1)?.isOffline === false, 'it to be back');
  });

  test('PRINT-28: pushed status within a job changes no outcome, and is heard', async () => {
    const { device, heard, print, clock } = await openWatched(epsonTmT82x, { splitsReplies: true });
    await clock.until(() => clock.now > timings.pushMs, 'a moment');
    device.setFault({ later: { afterDotLines: 300, faults: { paperNearEnd: true } } });
    expect(await print(1)).toEqual({ outcome: 'printed' });
    await clock.until(() => heard.at(-1)?.paper === 'near-end', 'the paper near its end');
    // ESC @ of a ticket switches pushing off; it is on again for the time between tickets.
    const heardMs = clock.now;
    await clock.until(() => clock.now - heardMs > timings.pushMs, 'a moment');
    device.setFault({ paperNearEnd: false });
    await clock.settle();
    expect(heard.at(-1)?.paper).toBe('adequate');
  });

  test('PRINT-28: who changes like a flickering lamp is told of in measure, last word last', async () => {
    const { device, heard, clock } = await openWatched(epsonTmT82x);
    await clock.until(() => clock.now > timings.pushMs, 'a moment');
    const before = heard.length;
    for (let turn = 0; turn < 101; turn += 1) {
      device.setFault({ coverOpen: turn % 2 === 0 });
      await new Promise(setImmediate);
    }
    await clock.settle();
    expect(heard.length - before).toBeLessThanOrEqual(2);
    const begunMs = clock.now;
    await clock.until(() => clock.now - begunMs >= timings.pushMs, 'the rest');
    expect(heard.at(-1)?.cover).toBe('open');
  });

  test('PRINT-28: nothing changes, nothing is said; and who has stopped hears nothing', async () => {
    const { device, heard, clock, stop } = await openWatched(epsonTmT82x);
    await clock.until(() => clock.now > 4 * timings.healthMs, 'four questions');
    expect(heard.length).toBe(1);
    stop();
    device.setFault({ coverOpen: true });
    await clock.settle();
    expect(heard.length).toBe(1);
  });

  test('PRINT-28: questions of health never fill the line of a printer that is busy', async () => {
    const { device, print, begin, clock } = await openWatched(epsonTmT82x);
    device.setFault({ later: { afterDotLines: 100, faults: { hung: true } } });
    const first = begin(1);
    await new Promise(setImmediate);
    const begunMs = clock.now;
    expect(await clock.run(first)).toMatchObject({ outcome: 'unknown' });
    expect(clock.now - begunMs).toBeGreaterThan(2 * timings.healthMs);
    device.setFault({ hung: false });
    expect(await print(2)).toEqual({ outcome: 'printed' });
  });
});
