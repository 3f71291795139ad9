import type {
  BuildingView,
  MadeWebhook,
  NewBooking,
  NewWebhook,
  PartnerBookingAnswer,
  PartnerQueues,
  PartnerService,
  PartnerServices,
  Slots,
  TrackView,
  Webhooks,
} from './api-types.ts';
import type { Answer, PartnerClient } from './partner-client.ts';

const root = '/api/v1/partner';
const pageServices = 200;
const pagesMax = 20;
const part = encodeURIComponent;

/** What this portal asks of a building, each by its name. */
export class BuildingApi {
  readonly #client: PartnerClient;

  constructor(client: PartnerClient) {
    this.#client = client;
  }

  building(): Promise<Answer<BuildingView>> {
    return this.#client.ask('/api/v1/building');
  }

  /** All services, page after page. */
  async services(): Promise<Answer<readonly PartnerService[]>> {
    const services: PartnerService[] = [];
    for (let [after, pages] = ['', 0]; ; pages += 1) {
      const from = after === '' ? '' : `&after=${part(after)}`;
      const path = `${root}/services?limit=${pageServices}${from}`;
      const page = await this.#client.ask<PartnerServices>(path);
      if (page.kind !== 'done') return page;
      services.push(...page.value.services);
      const isLast = page.value.nextAfter === null || pages >= pagesMax;
      if (isLast) return { kind: 'done', value: services, etag: null };
      after = page.value.nextAfter!;
    }
  }

  slots(serviceId: string, date: string, days: number): Promise<Answer<Slots>> {
    return this.#client.ask(`${root}/slots?serviceId=${part(serviceId)}&date=${date}&days=${days}`);
  }

  queues(): Promise<Answer<PartnerQueues>> {
    return this.#client.ask(`${root}/queues`);
  }

  ticket(token: string): Promise<Answer<TrackView>> {
    return this.#client.ask(`${root}/tickets/${part(token)}`);
  }

  book(wish: NewBooking, idempotencyKey: string): Promise<Answer<PartnerBookingAnswer>> {
    return this.#client.ask(`${root}/bookings`, { method: 'POST', body: wish, idempotencyKey });
  }

  booking(code: string): Promise<Answer<PartnerBookingAnswer>> {
    return this.#client.ask(`${root}/bookings/${part(code)}`);
  }

  move(code: string, startsAt: string, ifMatch: string): Promise<Answer<PartnerBookingAnswer>> {
    const ask = { method: 'PATCH', body: { startsAt }, ifMatch } as const;
    return this.#client.ask(`${root}/bookings/${part(code)}`, ask);
  }

  cancel(code: string, ifMatch: string): Promise<Answer<PartnerBookingAnswer>> {
    return this.#client.ask(`${root}/bookings/${part(code)}`, { method: 'DELETE', ifMatch });
  }

  webhooks(): Promise<Answer<Webhooks>> {
    return this.#client.ask(`${root}/webhooks`);
  }

  listen(wish: NewWebhook, idempotencyKey: string): Promise<Answer<MadeWebhook>> {
    return this.#client.ask(`${root}/webhooks`, { method: 'POST', body: wish, idempotencyKey });
  }

  /** Another secret for a webhook whose own is not known here any more. */
  renewSecret(id: string, idempotencyKey: string): Promise<Answer<MadeWebhook>> {
    const ask = { method: 'POST', body: { graceHours: 0 }, idempotencyKey } as const;
    return this.#client.ask(`${root}/webhooks/${part(id)}/rotate`, ask);
  }
}
