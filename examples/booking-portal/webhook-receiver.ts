import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { BookingTold } from './api-types.ts';
import { afterTold, heardTypes } from './booking-life.ts';
import type { KeptBookings } from './kept-bookings.ts';

/** taken: also where it was heard before, so that it is not sent again. */
export type Reception = 'taken' | 'not-signed' | 'not-understood';

export interface ReceiverOptions {
  readonly kept: KeptBookings;
  readonly now: () => number;
  /** Null before this portal has one. */
  readonly secret: () => string | null;
  /** The booking of this code was told about. */
  readonly heard: (code: string) => void;
}

const messageIdMax = 200;

type Told = Partial<BookingTold>;

function isWhole(told: Told): told is BookingTold {
  const { data } = told;
  return (
    Number.isSafeInteger(data?.seq) &&
    typeof data?.booking?.code === 'string' &&
    !Number.isNaN(Date.parse(data.booking.startsAt))
  );
}

/**
 * Takes what the building sends. The signature covers id, time and body, and holds for five minutes
 * [standardwebhooks.com], so a recorded message is refused later; within them its id is known.
 */
export class WebhookReceiver {
  readonly #options: ReceiverOptions;

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  take(body: string, headers: IncomingHttpHeaders): Reception {
    const known = this.#options.secret();
    if (known === null) return 'not-signed';
    let told: unknown;
    try {
      told = new Webhook(known).verify(body, headers as Record<string, string>);
    } catch (error) {
      if (error instanceof WebhookVerificationError) return 'not-signed';
      if (error instanceof SyntaxError) return 'not-understood';
      throw error;
    }
    const { type } = (told ?? {}) as Told;
    if (typeof type !== 'string') return 'not-understood';
    // A ping, or something that this portal has nothing to do with: not to be sent again.
    if (!heardTypes.includes(type)) return 'taken';
    return isWhole(told as Told) ? this.#hear(told as BookingTold, headers) : 'not-understood';
  }

  #hear(told: BookingTold, headers: IncomingHttpHeaders): Reception {
    const { kept, now, heard } = this.#options;
    const { code } = told.data.booking;
    const messageId = String(headers['webhook-id']).slice(0, messageIdMax);
    const isNew = kept.once(messageId, now(), () => {
      const booking = kept.ofCode(code);
      const after = booking && afterTold(booking, told, now());
      if (after) kept.save(after);
    });
    if (isNew) heard(code);
    return 'taken';
  }
}
