import type { Setup } from '../contract/setup.ts';
import type { Device } from './device-list.ts';

/** The way from an empty building to a serving one; what is done is read from what is there. */

export const stepIds = [
  'building',
  'administrator',
  'agencies',
  'counters',
  'printer',
  'screens',
  'trial',
] as const;
export type StepId = (typeof stepIds)[number];

export interface StepFacts {
  readonly setup: Setup | null;
  readonly devices: readonly Device[] | null;
  /** Who is signed in. */
  readonly name: string | null;
  /** A trial has come to its end on this page. */
  readonly isTried: boolean;
}

/** Kiosks that are set up and paired, and screens of the hall. */
export function screensOf({ setup, devices }: StepFacts): {
  readonly kiosks: number;
  readonly displays: number;
} {
  const paired = new Set((devices ?? []).map(({ id }) => id));
  return {
    kiosks: (setup?.kiosks ?? []).filter(({ id }) => paired.has(id)).length,
    displays: (setup?.displays ?? []).filter(
      ({ deviceId }) => deviceId !== null && paired.has(deviceId),
    ).length,
  };
}

export function isDone(step: StepId, facts: StepFacts): boolean {
  const { setup } = facts;
  if (setup === null) return false;
  switch (step) {
    case 'building':
      return true;
    case 'administrator':
      return facts.name !== null;
    case 'agencies':
      return setup.agencies.length > 0 && setup.services.length > 0;
    case 'counters':
      return setup.counters.length > 0;
    case 'printer':
      return setup.printers.length > 0;
    case 'screens': {
      const { kiosks, displays } = screensOf(facts);
      return kiosks > 0 && displays > 0;
    }
    case 'trial':
      return facts.isTried;
  }
}

/** Where to go on: the first that is neither done nor put off; null where nothing is left. */
export const nextStep = (facts: StepFacts, putOff: ReadonlySet<StepId>): StepId | null =>
  stepIds.find(step => !isDone(step, facts) && !putOff.has(step)) ?? null;
