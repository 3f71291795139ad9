import type { BuildingView, PartnerService } from '../api-types.ts';
import { dayOf, longDay, timeOf, zoneOf } from '../formats.ts';
import { html, type Html } from '../html.ts';
import type { KeptBooking } from '../kept-bookings.ts';
import { awaySentence } from '../refusal-texts.ts';
import { document, notice } from './layout.ts';
import { phaseWords } from './phase-words.ts';

export interface HomeFacts {
  readonly building: BuildingView | null;
  readonly services: readonly PartnerService[] | null;
  readonly own: readonly KeptBooking[];
  readonly isAway: boolean;
}

const ownRow = ({ token, serviceName, booking, phase, label }: KeptBooking): Html =>
  html`<li>
    <a class="row" href="/booking/${token}">
      <span>
        <strong>${serviceName}</strong>
        <small>
          ${longDay(dayOf(booking.startsAt))}, ${timeOf(booking.startsAt)}
          ${zoneOf(booking.startsAt)}
        </small>
      </span>
      <span class="tag ${phase}">${label !== null && `${label} · `}${phaseWords[phase]}</span>
    </a>
  </li>`;

const own = (bookings: readonly KeptBooking[]): Html | false =>
  bookings.length > 0 &&
  html`<section aria-labelledby="own">
    <h2 id="own">Booking Anda</h2>
    <ul class="rows">
      ${bookings.map(ownRow)}
    </ul>
    <p class="quiet">
      Hanya tampil di peramban ini. Simpan tautannya untuk membukanya di tempat lain.
    </p>
  </section>`;

const serviceRow = ({ id, name, asks }: PartnerService): Html =>
  html`<li>
    <a class="row" href="/layanan/${id}">
      <span>
        <strong>${name.id}</strong>
        ${asks.length > 0 && html`<small>Memerlukan data diri</small>`}
      </span>
      <span class="go" aria-hidden="true">›</span>
    </a>
  </li>`;

function agencies(services: readonly PartnerService[]): Html[] {
  const byAgency = Map.groupBy(services, ({ agency }) => agency.id);
  return [...byAgency.values()].map(those => {
    const { agency } = those[0]!;
    return html`<details class="agency" name="agency" id="${agency.id}">
      <summary>
        <span><strong>${agency.short}</strong><small>${agency.name.id}</small></span>
        <span class="count">${those.length} layanan</span>
      </summary>
      <ul class="rows">
        ${those.map(serviceRow)}
      </ul>
    </details>`;
  });
}

/** First of all: one's own bookings, then every agency with what can be booked there. */
export function homePage({ building, services, own: bookings, isAway }: HomeFacts): Html {
  const place = building ? `${building.line1} ${building.line2}` : 'Mal Pelayanan Publik';
  return document({
    title: 'Booking layanan',
    building,
    body: html`<section class="intro">
        <h1>Pesan jam layanan Anda</h1>
        <p>${place}. Pilih instansi dan layanan, lalu hari dan jamnya.</p>
      </section>
      ${(isAway || services === null) && notice('fault', awaySentence)} ${own(bookings)}
      <section aria-labelledby="agencies">
        <h2 id="agencies">Instansi</h2>
        ${
          services?.length === 0
            ? html`<p class="card">Belum ada layanan yang dapat dipesan.</p>`
            : agencies(services ?? [])
        }
      </section>`,
  });
}
