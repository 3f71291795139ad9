import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { openTestBuilding } from '../building/test-building.ts';
import { newDataDir } from '../http/open-test-app.ts';
import { openVisitorStage } from './visitor-stage.ts';

/** An address that no slip can carry stands for whatever bug keeps a ticket from being drawn. */
const tooLong = `https://antrean.example/${'t'.repeat(300)}`;

test('PRINT-39: a ticket that cannot be drawn has no paper, at once, and keeps no other one waiting', async () => {
  const folder = newDataDir();
  const building = await openTestBuilding(folder);
  const stage = await openVisitorStage(building, epsonTmT82x, tooLong);
  try {
    for (let visitor = 0; visitor < 2; visitor += 1) {
      const { visitId, seen } = await stage.take();
      expect(seen.map(({ is }) => is)).toEqual(['queued', 'failed']);
      expect(stage.paper()).toMatchObject({ is: 'failed', fault: 'not-drawn' });
      const [paper] = building.building.state.paper.ofVisit.get(visitId) ?? [];
      expect(paper).toMatchObject({ state: 'not-sent', fault: 'not-drawn' });
    }
    expect(stage.rehearsal.device.papers()).toEqual([]);
    expect(stage.spool.statusOf('printer').state).toBe('ready');
  } finally {
    await stage.close();
    await building.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
