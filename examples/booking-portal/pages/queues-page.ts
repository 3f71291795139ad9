import type { Availability, BuildingView, PartnerQueues } from '../api-types.ts';
import { longDay, dayOf, timeInZone, timeOf, waitOf } from '../formats.ts';
import { html, type Html } from '../html.ts';
import type { Seen } from '../live-hall.ts';
import { awaySentence } from '../refusal-texts.ts';
import { document, notice } from './layout.ts';

export interface QueuesFacts {
  readonly building: BuildingView | null;
  /** Short names by ids. */
  readonly agencies: ReadonlyMap<string, string>;
  readonly queues: Seen<PartnerQueues> | null;
  readonly isAway: boolean;
}

type Queue = PartnerQueues['queues'][number];

const closed: Readonly<Record<NonNullable<Availability['reason']>, string>> = {
  'not-open-yet': 'Belum buka',
  'closed-today': 'Tutup hari ini',
  holiday: 'Libur',
  'outside-hours': 'Di luar jam layanan',
  break: 'Istirahat',
  'last-ticket-passed': 'Pengambilan nomor sudah ditutup',
  'quota-reached': 'Nomor hari ini habis',
  paused: 'Berhenti sementara',
  'no-counter': 'Belum ada loket yang buka',
  'capacity-reached': 'Kapasitas hari ini penuh',
};

function stateOf({ availability, estimate }: Queue): string {
  if (availability.open) return waitOf(estimate);
  const reason = closed[availability.reason ?? 'closed-today'] ?? 'Tutup';
  const { opensAt } = availability;
  return opensAt ? `${reason}, buka ${longDay(dayOf(opensAt))} ${timeOf(opensAt)}` : reason;
}

const row = (queue: Queue): Html =>
  html`<li class="row line">
    <span>
      <strong>${queue.name.id}</strong>
      <small>${stateOf(queue)}</small>
      ${
        queue.called.length > 0 &&
        html`<small>Di loket: <span class="called">${queue.called.join(', ')}</span></small>`
      }
    </span>
    <span class="waiting ${!queue.availability.open && 'closed'}">
      <strong>${queue.waiting}</strong><small>menunggu</small>
    </span>
  </li>`;

function lines({ agencies, queues }: QueuesFacts): Html | Html[] {
  const all = queues?.value.queues ?? [];
  if (all.length === 0) return html`<p class="card">Belum ada antrean yang dapat ditampilkan.</p>`;
  return [...Map.groupBy(all, ({ agencyId }) => agencyId)].map(
    ([agencyId, those]) =>
      html`<section class="lines">
        <h2>${agencies.get(agencyId) ?? those[0]!.name.id}</h2>
        <ul class="rows">
          ${those.map(row)}
        </ul>
      </section>`,
  );
}

/** Every line of the building, as it is now; old ones say how old. */
export function queuesPage(facts: QueuesFacts): Html {
  const { building, queues, isAway } = facts;
  const at = queues && building ? timeInZone(queues.at, building) : null;
  return document({
    title: 'Antrean kini',
    building,
    live: '/antrean/pantau',
    body: html`<section class="intro">
        <h1>Antrean kini</h1>
        <p>Jumlah yang menunggu, dan perkiraan bagi yang datang sekarang.</p>
      </section>
      <div id="live">
        ${
          isAway &&
          notice('fault', {
            ...awaySentence,
            ...(at === null ? {} : { way: `Yang tampil adalah keadaan pukul ${at}.` }),
          })
        }
        ${at !== null && !isAway && html`<p class="quiet">Pukul ${at}</p>`}
        <div class="columns">${lines(facts)}</div>
      </div>
      <p class="notice fault" id="lost" hidden role="status">
        Sambungan terputus. Halaman ini memperbarui diri begitu tersambung lagi.
      </p>`,
  });
}
