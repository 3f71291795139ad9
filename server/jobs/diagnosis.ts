import { zipSync } from 'fflate';
import type { Health } from '../../contract/health.ts';
import type { Setup } from '../../contract/setup.ts';
import type { BuildingFacts } from '../store/building-facts.ts';

/** One file for whoever mends a building from afar. It says how much of what, never of whom. */

export interface DiagnosisSources {
  readonly health: Health;
  readonly metrics: string;
  readonly setup: Setup;
  readonly facts: BuildingFacts;
  readonly recentLog: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const dayMs = 86_400_000;
const left = 'left out';

/** Words that staff wrote freely may name somebody: a set-up tells how it is built, without them. */
export function setupWithoutPeople(setup: Setup): unknown {
  const { planned, building, antrean, ...rest } = setup;
  return {
    ...rest,
    building: { ...building, contact: building.contact === '' ? '' : left, sentences: left },
    // A practice is named after its doctor.
    antrean: { enabled: antrean.enabled, mappings: antrean.mappings.length },
    planned: planned.map(({ edits, ...plan }) => ({
      ...plan,
      edits: edits.map(({ path }) => path),
    })),
  };
}

const text = (value: unknown): Uint8Array =>
  new TextEncoder().encode(
    typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`,
  );

export function diagnosisArchive(sources: DiagnosisSources): Buffer {
  const { health, metrics, setup, facts, recentLog, now } = sources;
  const files = {
    'health.json': text(health),
    'metrics.txt': text(metrics),
    'setup.json': text(setupWithoutPeople(setup)),
    'log.txt': text(`${recentLog.join('\n')}\n`),
    'versions.json': text({ server: health.version, migrations: facts.migrations() }),
    'rows.json': text(facts.rows()),
    'journal-of-a-day.json': text(facts.typesSince(now - dayMs)),
  };
  return Buffer.from(zipSync(files, { level: 6 }));
}
