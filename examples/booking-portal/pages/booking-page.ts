import type { BuildingView, PartnerService, TrackView } from '../api-types.ts';
import { dayOf, instantLike, longDay, timeOf, waitOf, zoneOf } from '../formats.ts';
import { html, type Content, type Html } from '../html.ts';
import { isOver, type KeptBooking, type Phase } from '../kept-bookings.ts';
import type { Seen } from '../live-hall.ts';
import { qrPicture } from '../qr-picture.ts';
import { awaySentence, type Sentence } from '../refusal-texts.ts';
import { document, notice } from './layout.ts';
import { phaseWords } from './phase-words.ts';
import { requirementList } from './service-page.ts';

export interface BookingFacts {
  readonly building: BuildingView | null;
  readonly kept: KeptBooking;
  /** Null where it is booked no more. */
  readonly service: PartnerService | null;
  readonly ticket: Seen<TrackView> | null;
  readonly isAway: boolean;
  readonly trouble: Sentence | null;
}

type Leg = TrackView['legs'][number];

/** The leg that matters now: at a counter, else the first that waits, else the last. */
const legOf = ({ legs }: TrackView): Leg | undefined =>
  legs.find(({ state }) => state === 'called' || state === 'serving') ??
  legs.find(({ state }) => state === 'waiting' || state === 'parked') ??
  legs.at(-1);

const moment = ({ booking }: KeptBooking): Html =>
  html`<p class="moment">
    <span>${longDay(dayOf(booking.startsAt))}</span>
    <strong>${timeOf(booking.startsAt)} <small>${zoneOf(booking.startsAt)}</small></strong>
  </p>`;

function booked({ kept }: BookingFacts): Html {
  const { booking, token } = kept;
  const { checkInFrom, checkInUntil } = booking;
  return html`${moment(kept)}
    <div class="code">
      ${qrPicture(booking.qr, `Kode QR booking ${booking.code}`)}
      <p class="quiet">Kode booking</p>
      <p class="code-text" data-testid="code">${booking.code}</p>
    </div>
    <p>
      Tunjukkan kode ini di kiosk gedung, pukul
      <strong>${timeOf(checkInFrom)}–${timeOf(checkInUntil)} ${zoneOf(checkInFrom)}</strong>. Anda
      lalu mendapat nomor antrean.
    </p>
    <p class="ways">
      <a class="button" href="/booking/${token}/jadwal.ics">Simpan ke kalender</a>
      <a class="button plain" href="/booking/${token}/ubah">Ubah jadwal</a>
      <a class="button plain" href="/booking/${token}/batal">Batalkan</a>
    </p>`;
}

const numberOf = (label: string | null): Html | false =>
  label !== null &&
  html`<p class="quiet">Nomor Anda</p>
    <p class="number" data-testid="number">${label}</p>`;

function waiting({ kept }: BookingFacts, leg: Leg | undefined): Html {
  const ahead = leg?.ahead ?? null;
  return html`${numberOf(kept.label)}
    ${
      ahead !== null &&
      html`<p class="ahead">
        ${
          ahead === 0
            ? html`<strong class="words">Giliran Anda berikutnya</strong>`
            : html`<strong>${ahead}</strong> orang di depan Anda`
        }
      </p>`
    }
    ${
      leg &&
      html`<dl>
        <div>
          <dt>Perkiraan menunggu</dt>
          <dd>${waitOf(leg.estimate)}</dd>
        </div>
        <div>
          <dt>Tempat</dt>
          <dd>${leg.zone.word.id}, ${leg.zone.floor.id}, loket ${leg.counters}</dd>
        </div>
      </dl>`
    }
    <p>Perhatikan layar dan panggilan di ruang tunggu.</p>`;
}

const atCounter = ({ kept }: BookingFacts, leg: Leg | undefined, title: string): Html =>
  html`${numberOf(kept.label)}
    <p class="call">${title}</p>
    ${leg?.counterName && html`<p class="counter" data-testid="counter">${leg.counterName.id}</p>`}`;

const ended: Readonly<Partial<Record<Phase, Sentence>>> = {
  fulfilled: { title: 'Selesai dilayani', way: 'Terima kasih atas kunjungan Anda.' },
  missed: {
    title: 'Giliran Anda terlewat',
    way: 'Bila masih di gedung, temui petugas informasi. Anda juga dapat membuat booking baru.',
  },
  noshow: {
    title: 'Waktu booking ini sudah lewat',
    way: 'Anda tidak check-in pada waktunya. Silakan buat booking baru, atau ambil nomor di kiosk.',
  },
  cancelled: {
    title: 'Booking ini dibatalkan',
    way: 'Tempatnya sudah diberikan kepada orang lain. Anda dapat membuat booking baru.',
  },
  unknown: {
    title: 'Gedung tidak mengenal booking ini lagi',
    way: 'Mungkin datanya sudah dihapus karena lewat waktunya.',
  },
};

function over({ kept, service }: BookingFacts): Html {
  const { title, way } = ended[kept.phase]!;
  return html`${numberOf(kept.label)}
    <p class="end">${title}</p>
    <p>${way}</p>
    ${moment(kept)}
    ${
      service?.booking &&
      html`<p class="ways"><a class="button" href="/layanan/${service.id}">Booking baru</a></p>`
    }`;
}

/** A visit that is looked at knows more than the last webhook, in both directions. */
function phaseShown({ kept: { phase }, ticket }: BookingFacts, leg: Leg | undefined): Phase {
  if (isOver(phase) || phase === 'booked' || !ticket || !leg) return phase;
  if (leg.state === 'called' || leg.state === 'serving') return leg.state;
  return leg.state === 'waiting' || leg.state === 'parked' ? 'checked-in' : phase;
}

function content(facts: BookingFacts, phase: Phase, leg: Leg | undefined): Html {
  if (isOver(phase)) return over(facts);
  switch (phase) {
    case 'checked-in':
      return waiting(facts, leg);
    case 'called':
      return atCounter(facts, leg, 'Giliran Anda. Silakan menuju');
    case 'serving':
      return atCounter(facts, leg, 'Anda sedang dilayani di');
    default:
      return booked(facts);
  }
}

/** What is shown may be old: it says so, and how old. */
function awayNotice({ kept, ticket, isAway }: BookingFacts): Content {
  if (!isAway) return null;
  const at = instantLike(Math.max(kept.knownAt, ticket?.at ?? 0), kept.booking.startsAt);
  return notice('fault', {
    title: 'Gedung sedang tidak dapat dihubungi',
    way: `Yang tampil adalah keadaan pukul ${timeOf(at)} ${zoneOf(at)}. Halaman ini memperbarui diri begitu tersambung lagi.`,
  });
}

/** One booking, from the code to the thanks. */
export function bookingPage(facts: BookingFacts): Html {
  const { building, kept, service, ticket, trouble } = facts;
  const leg = ticket ? legOf(ticket.value) : undefined;
  const phase = phaseShown(facts, leg);
  return document({
    title: `${phaseWords[phase]}: ${kept.serviceName}`,
    building,
    live: `/booking/${kept.token}/pantau`,
    body: html`<div id="live">
        ${awayNotice(facts)} ${trouble !== awaySentence && trouble && notice('fault', trouble)}
        <section class="card ticket ${phase}" data-phase="${phase}" data-testid="ticket">
          <p class="over">${kept.agencyName}</p>
          <h1>${kept.serviceName}</h1>
          <p class="tag ${phase}" role="status">${phaseWords[phase]}</p>
          ${content(facts, phase, leg)}
        </section>
      </div>
      <p class="notice fault" id="lost" hidden role="status">
        Sambungan terputus. Halaman ini memperbarui diri begitu tersambung lagi.
      </p>
      <div id="more">${service && !isOver(phase) && requirementList(service)}</div>`,
  });
}
