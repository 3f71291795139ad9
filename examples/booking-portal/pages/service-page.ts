import type { BuildingView, PartnerService, PersonField, Slot } from '../api-types.ts';
import { momentOf } from '../formats.ts';
import { html, type Html } from '../html.ts';
import type { Sentence } from '../refusal-texts.ts';
import { document, notice } from './layout.ts';
import { slotChoice } from './slot-choice.ts';

/** What the citizen has written so far. */
export type Entries = Readonly<Partial<Record<PersonField | 'startsAt', string>>>;

export interface ServiceFacts {
  readonly building: BuildingView | null;
  readonly service: PartnerService;
  /** Null where the building does not say. */
  readonly slots: readonly Slot[] | null;
  readonly day: string | undefined;
  /** Makes sending the form twice one booking. */
  readonly key: string;
  readonly entries: Entries;
  readonly trouble: Sentence | null;
  readonly errors: Readonly<Record<string, string>>;
}

interface FieldLook {
  readonly label: string;
  readonly hint: string;
  readonly attributes: Html;
}

const looks: Readonly<Record<PersonField, FieldLook>> = {
  name: {
    label: 'Nama lengkap',
    hint: 'Seperti di KTP.',
    attributes: html`type="text" autocomplete="name" maxlength="100"`,
  },
  nik: {
    label: 'NIK',
    hint: '16 angka. Gedung hanya menyimpan empat angka terakhirnya.',
    attributes: html`type="text" inputmode="numeric" autocomplete="off" maxlength="24"`,
  },
  phone: {
    label: 'Nomor telepon',
    hint: 'Misalnya 0812 3456 7890.',
    attributes: html`type="tel" autocomplete="tel" maxlength="24"`,
  },
};

function field(name: PersonField, { entries, errors }: ServiceFacts): Html {
  const { label, hint, attributes } = looks[name];
  const error = errors[name];
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <p class="quiet" id="${name}-hint">${hint}</p>
    ${error !== undefined && html`<p class="field-error" id="${name}-error">${error}</p>`}
    <input
      id="${name}"
      name="${name}"
      required
      value="${entries[name] ?? ''}"
      aria-describedby="${name}-hint${error !== undefined && ` ${name}-error`}"
      ${error !== undefined && html`aria-invalid="true"`}
      ${attributes}
    />
  </div>`;
}

const person = (facts: ServiceFacts): Html | false =>
  facts.service.asks.length > 0 &&
  html`<section aria-labelledby="person">
    <h2 id="person">Data diri</h2>
    <p class="quiet">
      Diminta oleh layanan ini dan dikirim ke gedung. Portal ini tidak menyimpannya.
    </p>
    ${facts.service.asks.map(name => field(name, facts))}
  </section>`;

export const requirementList = ({ requirements }: PartnerService): Html | false =>
  requirements.length > 0 &&
  html`<details class="requirements">
    <summary>Yang perlu dibawa (${requirements.length})</summary>
    <ul>
      ${requirements.map(text => html`<li>${text.id}</li>`)}
    </ul>
  </details>`;

/** Slots to choose from; where the building is away, the one that was chosen before. */
function slotPart({ service, slots, day, entries, errors }: ServiceFacts): Html | null {
  const { startsAt = '' } = entries;
  if (slots) {
    return slotChoice({
      slots,
      day,
      path: `/layanan/${service.id}`,
      chosen: startsAt,
      error: errors['startsAt'],
    });
  }
  return startsAt === ''
    ? null
    : html`<p class="card">Jam pilihan Anda: <strong>${momentOf(startsAt)}</strong></p>
        <input type="hidden" name="startsAt" value="${startsAt}" />`;
}

/** Day, slot, and who it is for, in one form that needs no script. */
export function servicePage(facts: ServiceFacts): Html {
  const { building, service, slots, day, key, trouble } = facts;
  const choice = slotPart(facts);
  const isOpen = slots ? slots.length > 0 : choice !== null;
  return document({
    title: service.name.id,
    building,
    body: html`<nav class="back"><a href="/#${service.agency.id}">‹ Pilih layanan lain</a></nav>
      <section class="intro">
        <p class="over">${service.agency.name.id}</p>
        <h1>${service.name.id}</h1>
        <p>Sekitar ${service.minutes} menit di loket.</p>
      </section>
      ${trouble && notice('fault', trouble)} ${requirementList(service)}
      <form
        method="post"
        action="/layanan/${service.id}${day !== undefined && `?tanggal=${day}`}"
        novalidate
      >
        <input type="hidden" name="key" value="${key}" />
        ${choice} ${isOpen && person(facts)}
        ${
          isOpen &&
          html`<button class="button" data-testid="book">
            ${slots ? 'Pesan jam ini' : 'Kirim sekali lagi'}
          </button>`
        }
      </form>`,
  });
}
