import type { BuildingView, Slot } from '../api-types.ts';
import { momentOf } from '../formats.ts';
import { html, type Html } from '../html.ts';
import type { KeptBooking } from '../kept-bookings.ts';
import type { Sentence } from '../refusal-texts.ts';
import { document, notice } from './layout.ts';
import { slotChoice } from './slot-choice.ts';

export interface ChangeFacts {
  readonly building: BuildingView | null;
  readonly kept: KeptBooking;
  /** Of the booking as it is shown here: a change names it. */
  readonly etag: string;
  readonly trouble: Sentence | null;
}

export interface MoveFacts extends ChangeFacts {
  readonly slots: readonly Slot[];
  readonly day: string | undefined;
}

const head = ({ kept, trouble }: ChangeFacts, title: string): Html =>
  html`<nav class="back"><a href="/booking/${kept.token}">‹ Kembali ke booking</a></nav>
    <section class="intro">
      <p class="over">${kept.agencyName}</p>
      <h1>${title}</h1>
      <p>${kept.serviceName}, kini ${momentOf(kept.booking.startsAt)}.</p>
    </section>
    ${trouble && notice('fault', trouble)}`;

export function movePage(facts: MoveFacts): Html {
  const { building, kept, etag, slots, day } = facts;
  const path = `/booking/${kept.token}/ubah`;
  return document({
    title: 'Ubah jadwal',
    building,
    body: html`${head(facts, 'Ubah jadwal')}
      <form method="post" action="${path}${day !== undefined && `?tanggal=${day}`}" novalidate>
        <input type="hidden" name="etag" value="${etag}" />
        ${slotChoice({ slots, day, path, current: kept.booking.startsAt })}
        ${
          slots.length > 0 &&
          html`<button class="button" data-testid="move">Pindah ke jam ini</button>`
        }
      </form>`,
  });
}

/** What is lost is said before it is lost. */
export const cancelPage = (facts: ChangeFacts): Html =>
  document({
    title: 'Batalkan booking',
    building: facts.building,
    body: html`${head(facts, 'Batalkan booking ini?')}
      <form method="post" action="/booking/${facts.kept.token}/batal" class="card">
        <input type="hidden" name="etag" value="${facts.etag}" />
        <p>Tempat Anda langsung diberikan kepada orang lain dan tidak dapat diminta kembali.</p>
        <p class="ways">
          <button class="button danger" data-testid="cancel">Ya, batalkan</button>
          <a class="button plain" href="/booking/${facts.kept.token}">Tidak jadi</a>
        </p>
      </form>`,
  });
