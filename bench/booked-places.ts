import { demoSetup } from '../server/demo/demo-setup.ts';
import { HttpConnection, type HttpAnswer } from './http-connection.ts';

/** What a portal does with a building that takes bookings. */

const partner = '/api/v1/partner';
const dayMs = 24 * 3_600_000;
/** The demo building stands in WITA. */
const offsetMs = 8 * 3_600_000;
const requestsPerMinute = 60_000;

export interface Slot {
  readonly startsAt: string;
  readonly places: number;
  readonly left: number;
}

/** A day of the building, so many days from now. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + offsetMs + days * dayMs).toISOString().slice(0, 10);

function told(answer: HttpAnswer, what: string): unknown {
  if (answer.status >= 300)
    throw new Error(`${what} was answered ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body);
}

/** Whoever sets the building up. */
export class Office {
  readonly #connection: HttpConnection;
  readonly #headers: string;

  private constructor(connection: HttpConnection, headers: string) {
    this.#connection = connection;
    this.#headers = headers;
  }

  static async open(port: number): Promise<Office> {
    const connection = await HttpConnection.open(port);
    const body = JSON.stringify({ username: 'admin', password: 'demo-admin' });
    const { head } = await connection.post('/api/v1/session', body);
    const cookie = /^set-cookie: ([^;]+)/im.exec(head)?.[1];
    if (!cookie) throw new Error('The administrator could not sign in');
    return new Office(connection, `Cookie: ${cookie}\r\n`);
  }

  /** Every service of these lines can be booked, `placesPerSlot` at once, 60 days ahead. */
  async takeBookings(queueIds: readonly string[], placesPerSlot: number): Promise<void> {
    const { services } = demoSetup();
    const path = '/api/v1/admin/booking';
    const view = told(await this.#connection.get(path, this.#headers), path);
    let { setupSeq } = view as { setupSeq: number };
    for (const queueId of queueIds) {
      const bookableIds = services.filter(row => row.queueId === queueId).map(({ id }) => id);
      const booking = {
        slotMinutes: 30,
        placesPerSlot,
        sharePercent: 50,
        daysAhead: 60,
        cutOffMinutes: 0,
        releaseMinutes: 30,
        waitingListMax: 0,
        offerMinutes: 30,
        sessions: [],
      };
      const body = JSON.stringify({ setupSeq, queueId, bookableIds, booking });
      const answer = await this.#connection.post(path, body, this.#headers);
      ({ setupSeq } = told(answer, path) as { setupSeq: number });
    }
  }

  /** The header line of a new key. */
  async newKey(): Promise<string> {
    const path = '/api/v1/admin/partner-keys';
    const scopes = ['catalogue', 'bookings'];
    const body = JSON.stringify({ partnerName: 'Portal', scopes, requestsPerMinute });
    const answer = await this.#connection.post(path, body, this.#headers);
    return `Authorization: Bearer ${(told(answer, path) as { secret: string }).secret}\r\n`;
  }

  close(): void {
    this.#connection.close();
  }
}

export const slotsPath = (serviceId: string, date: string, days: number): string =>
  `${partner}/slots?serviceId=${serviceId}&date=${date}&days=${days}`;

export async function slotsOf(
  connection: HttpConnection,
  key: string,
  serviceId: string,
  date: string,
  days: number,
): Promise<Slot[]> {
  const path = slotsPath(serviceId, date, days);
  return (told(await connection.get(path, key), path) as { slots: Slot[] }).slots;
}

export const bookingsPath = `${partner}/bookings`;
export const bookingBody = (serviceId: string, startsAt: string): string =>
  JSON.stringify({ serviceId, startsAt, language: 'id' });
