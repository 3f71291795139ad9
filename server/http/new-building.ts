import type { NewBuilding } from '../../contract/first-run.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';

/** A building in which nothing stands yet; the rules are those that most buildings keep. */
export const newBuilding = (building: NewBuilding): Setup =>
  setupSchema.parse({
    building: { ...building, holidays: [], demo: false, sentences: [] },
    rules: {
      recallCooldownSeconds: 10,
      recallsMax: 3,
      noShowCallsMin: 2,
      noShowSecondsMin: 180,
    },
    zones: [],
    agencies: [],
    queues: [],
    services: [],
    counters: [],
  });
