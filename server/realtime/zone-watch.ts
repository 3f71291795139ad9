import type { Setup } from '../../contract/setup.ts';
import type { ZoneScreens } from '../../contract/zone-screens.ts';
import { isQuiet } from '../domain/call-speech.ts';
import type { ZoneVoice } from './announcer.ts';

/** A call that no screen of its zone has shown within this is not seen there. */
const shownMsMax = 5_000;
/** Calls that are looked after at once. */
const callsMax = 200;

type ZoneState = ZoneScreens['state'];

export interface ScreensNow {
  displaysIn(zoneId: string | null): number;
  isHeard(zoneId: string | null): boolean;
}

export interface WatchTimes {
  /** The server's own milliseconds. */
  readonly now: number;
  readonly buildingNow: number;
  readonly instantOf: (at: number) => string;
}

/** What is wrong in a zone; `isStale` says that a call was not shown. */
function stateOf(
  screens: ScreensNow,
  setup: Setup,
  zoneId: string,
  { now, isStale }: { readonly now: number; readonly isStale: boolean },
): ZoneState {
  const places = [zoneId, null];
  if (places.every(place => screens.displaysIn(place) === 0)) return 'blind';
  if (isStale) return 'stale';
  if (isQuiet(setup, zoneId, now)) return 'quiet';
  return places.some(place => screens.isHeard(place)) ? 'well' : 'mute';
}

/**
 * Whether each zone sees and hears its calls (PROOF-1): by the screens that are connected, and by
 * what they acknowledge. Times are the server's own milliseconds, but for the building's clock.
 */
export class ZoneWatch {
  readonly #waiting = new Map<number, { readonly zoneId: string; readonly at: number }>();
  readonly #stale = new Set<string>();
  readonly #since = new Map<string, { readonly state: ZoneState; readonly at: number }>();

  called(callId: number, zoneId: string, at: number): void {
    this.#waiting.set(callId, { zoneId, at });
    if (this.#waiting.size > callsMax) this.#waiting.delete(this.#waiting.keys().next().value!);
  }

  shown(callId: number): void {
    const call = this.#waiting.get(callId);
    if (!call) return;
    this.#waiting.delete(callId);
    this.#stale.delete(call.zoneId);
  }

  /** Zones in the order of the set-up. `buildingNow` is when a state is said to have begun. */
  look(
    setup: Setup,
    screens: ScreensNow,
    voiceOf: (zoneId: string | null) => ZoneVoice,
    { now, buildingNow, instantOf }: WatchTimes,
  ): { readonly zones: readonly ZoneScreens[]; readonly isChanged: boolean } {
    for (const [callId, { zoneId, at }] of this.#waiting) {
      if (now - at < shownMsMax) continue;
      this.#waiting.delete(callId);
      this.#stale.add(zoneId);
    }
    let isChanged = false;
    const zones = setup.zones.map(({ id }): ZoneScreens => {
      const isStale = this.#stale.has(id);
      const state = stateOf(screens, setup, id, { now: buildingNow, isStale });
      const before = this.#since.get(id);
      if (before?.state !== state) {
        isChanged = true;
        this.#since.set(id, { state, at: buildingNow });
      }
      const own = screens.displaysIn(id);
      // Without screens of its own it is spoken to by the whole building's.
      const { spoken, dropped, unconfirmed, quiet } = voiceOf(own > 0 ? id : null);
      return {
        zoneId: id,
        state,
        since: instantOf(this.#since.get(id)!.at),
        displays: own > 0 ? own : screens.displaysIn(null),
        spoken,
        dropped,
        unconfirmed,
        quiet,
      };
    });
    return { zones, isChanged };
  }
}
