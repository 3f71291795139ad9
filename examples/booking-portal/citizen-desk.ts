import { randomBytes } from 'node:crypto';
import type { NewBooking, PartnerBooking, PartnerService, Problem } from './api-types.ts';
import { afterRead, phaseOfNew } from './booking-life.ts';
import type { BuildingApi } from './building-api.ts';
import type { KeptBooking, KeptBookings } from './kept-bookings.ts';
import type { Answer } from './partner-client.ts';

export interface DeskOptions {
  readonly api: BuildingApi;
  readonly kept: KeptBookings;
  readonly now: () => number;
  /** The page of this booking shows something else now. */
  readonly changed: (token: string) => void;
}

export interface Wish {
  readonly service: PartnerService;
  readonly booking: NewBooking;
  /** Drawn when the form was made: however often it is sent, it books once. */
  readonly key: string;
  readonly visitor: string;
}

export type Done =
  | { readonly kind: 'done'; readonly kept: KeptBooking }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'away' };

const readsMax = 3;

/** 128 bits: found by nobody who was not given it. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** Books, moves and cancels at the building, and remembers what it answered. */
export class CitizenDesk {
  readonly #options: DeskOptions;
  readonly #reading = new Map<string, Promise<Answer<string | null>>>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  async book({ service, booking: wish, key, visitor }: Wish): Promise<Done> {
    const { api, kept, now } = this.#options;
    const before = kept.ofWish(key);
    if (before) return { kind: 'done', kept: before };
    const answer = await api.book(wish, key);
    if (answer.kind !== 'done') return answer;
    const { booking } = answer.value;
    const made: KeptBooking = {
      token: newToken(),
      serviceName: service.name.id,
      agencyName: service.agency.name.id,
      booking,
      phase: phaseOfNew(booking),
      label: booking.ticket?.label ?? null,
      seq: 0,
      revision: 0,
      knownAt: now(),
    };
    return { kind: 'done', kept: kept.add(made, visitor, key) };
  }

  /** `etag` is of what the citizen saw. */
  async move(token: string, startsAt: string, etag: string): Promise<Done> {
    return this.#change(
      token,
      code => this.#options.api.move(code, startsAt, etag),
      ({ startsAt: now, status }) =>
        status === 'booked' && Date.parse(now) === Date.parse(startsAt),
    );
  }

  async cancel(token: string, etag: string): Promise<Done> {
    return this.#change(
      token,
      code => this.#options.api.cancel(code, etag),
      ({ status }) => status === 'cancelled',
    );
  }

  /** Reads the booking anew. The value is the ETag that a change has to name. */
  read(token: string): Promise<Answer<string | null>> {
    const underWay = this.#reading.get(token);
    if (underWay) return underWay;
    const reading = this.#read(token).finally(() => this.#reading.delete(token));
    this.#reading.set(token, reading);
    return reading;
  }

  /** What was missed while this portal was not there; one after the other, so as not to crowd. */
  async catchUp(): Promise<void> {
    for (const { token } of this.#options.kept.open()) {
      const answer = await this.read(token);
      const isRefused = answer.kind === 'refused' && answer.problem.code !== 'unknown-booking';
      if (answer.kind === 'away' || isRefused) return;
    }
  }

  async #read(token: string, triesLeft = readsMax): Promise<Answer<string | null>> {
    const { api, kept, now, changed } = this.#options;
    const before = kept.find(token);
    if (!before) return { kind: 'away' };
    const answer = await api.booking(before.booking.code);
    // A webhook came meanwhile: the answer may be older than what it told.
    const isOld = answer.kind === 'done' && kept.find(token)?.seq !== before.seq;
    if (isOld && triesLeft > 1) return this.#read(token, triesLeft - 1);
    if (answer.kind === 'refused' && answer.problem.code === 'unknown-booking') {
      // Not asked for again: whoever asks for many codes that are not there is sent away.
      kept.save({ ...before, phase: 'unknown', knownAt: now() });
      changed(token);
    }
    if (answer.kind !== 'done') return answer;
    this.#keep(token, answer.value.booking);
    return { kind: 'done', value: answer.etag, etag: answer.etag };
  }

  async #change(
    token: string,
    work: (code: string) => ReturnType<BuildingApi['cancel']>,
    isAsWished: (booking: PartnerBooking) => boolean,
  ): Promise<Done> {
    const before = this.#options.kept.find(token)!;
    const answer = await work(before.booking.code);
    if (answer.kind === 'away') return answer;
    if (answer.kind === 'done') this.#keep(token, answer.value.booking);
    else {
      await this.read(token);
      // A change whose answer was lost is refused at the second try, because it was made.
      const { booking } = this.#options.kept.find(token)!;
      const isMade = answer.problem.code === 'changed-meanwhile' && isAsWished(booking);
      if (!isMade) return answer;
    }
    return { kind: 'done', kept: this.#options.kept.find(token)! };
  }

  /** Reads again what is known: a webhook may have come meanwhile. */
  #keep(token: string, booking: PartnerBooking): void {
    const { kept, now, changed } = this.#options;
    const before = kept.find(token);
    if (!before) return;
    const after = afterRead(before, booking, now());
    kept.save(after);
    const { knownAt: _before, ...was } = before;
    const { knownAt: _after, ...is } = after;
    if (JSON.stringify(was) !== JSON.stringify(is)) changed(token);
  }
}
