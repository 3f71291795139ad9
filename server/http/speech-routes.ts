import { speechSchema } from '../../contract/speech.ts';
import { problemAnswer } from './problem.ts';
import { route, type Route } from './route.ts';

export interface SpeechRoutesOptions {
  readonly say: (
    text: string,
    language: 'id' | 'en' | 'jv' | 'bug',
  ) => Promise<{ readonly wav: Buffer } | SpeechFault>;
  /** Milliseconds that only go forward. */
  readonly elapsedMs: () => number;
}

type SpeechFault = 'unavailable' | 'busy';

/** Sentences that one kiosk may ask for at once, and how fast it earns new ones. */
const burstMax = 60;
const perSecond = 6;
const callersMax = 1_000;

/** A bucket for each caller: a page that has gone mad cannot keep the machine from its work. */
class SpeechLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** Seconds until the next sentence is allowed; 0 where this one is. */
  take(caller: string, nowMs: number): number {
    const before = this.#buckets.get(caller) ?? { left: burstMax, at: nowMs };
    const earned = ((nowMs - before.at) / 1_000) * perSecond;
    const left = Math.min(burstMax, before.left + earned);
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { left: left < 1 ? left : left - 1, at: nowMs });
    // The one that was silent the longest goes first.
    if (this.#buckets.size > callersMax) {
      this.#buckets.delete(this.#buckets.keys().next().value!);
    }
    return left < 1 ? Math.ceil((1 - left) / perSecond) : 0;
  }
}

/** What a kiosk's screen says, as sound: made here, so that it needs no voice of its own. */
export function speechRoutes({ say, elapsedMs }: SpeechRoutesOptions): Route[] {
  const limit = new SpeechLimit();
  return [
    route({
      method: 'post',
      path: '/api/v1/speech',
      access: 'kiosk',
      summary: 'A sentence of the screen as sound',
      body: speechSchema,
      status: 200,
      answer: null,
      isSound: true,
      refusals: ['speech-unavailable', 'too-many-requests'],
      async handle({ body: { text, language }, caller }) {
        const waitSeconds = limit.take(caller.deviceId ?? caller.address, elapsedMs());
        if (waitSeconds > 0) {
          const headers = { 'Retry-After': String(waitSeconds) };
          return { ...problemAnswer('too-many-requests'), headers };
        }
        const spoken = await say(text, language ?? 'id');
        if (spoken === 'unavailable') return problemAnswer('speech-unavailable');
        if (spoken === 'busy') return problemAnswer('busy');
        return { status: 200, body: '', sound: spoken.wav };
      },
    }),
  ];
}
