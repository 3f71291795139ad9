import { computed, effect, signal } from '@preact/signals';
import type { Agency, Service } from '../contract/setup.ts';
import { AgencyPreview, type AgencyPreviewEdges } from './agency-preview.ts';
import { ServiceVoice, type ServiceVoiceEdges } from './service-voice.ts';
import { keyOf, type SetupDeskEdges } from './setup-desk.ts';
import { newAgency, newIdFrom, newQueue, newService, type NewId } from './setup-new-rows.ts';
import { SetupPage } from './setup-page.ts';

export interface AgenciesEdges extends SetupDeskEdges, AgencyPreviewEdges, ServiceVoiceEdges {
  readonly newKey: () => string;
}

/** A row of the list; one that is taken out stands there until that is saved. */
export interface ListedService {
  readonly service: Service;
  readonly isGone: boolean;
  readonly isNew: boolean;
  readonly isChanged: boolean;
  readonly isWrong: boolean;
}

const isFound = (query: string, words: readonly string[]): boolean => {
  const text = words.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
};

/** Agencies and their services, one of them at a time. */
export class AgenciesPage extends SetupPage {
  readonly #newId: NewId;
  readonly #agencyId = signal<string | null>(null);
  #stop: (() => void) | null = null;

  readonly preview: AgencyPreview;
  readonly voice: ServiceVoice;
  readonly query = signal('');
  /** Null: the agency itself. */
  readonly serviceId = signal<string | null>(null);
  readonly isPreviewShown = signal(false);

  /** Those that this member looks after; an agency administrator's own alone. */
  readonly agencies = computed((): readonly Agency[] => {
    const user = this.session.user.value;
    const all = this.desk.rows('agencies');
    if (user?.role !== 'agency-administrator') return all;
    return all.filter(({ id }) => user.agencyIds?.includes(id));
  });

  readonly agency = computed((): Agency | null => {
    const rows = this.agencies.value;
    return rows.find(({ id }) => id === this.#agencyId.value) ?? rows[0] ?? null;
  });

  readonly service = computed((): Service | null => {
    const id = this.serviceId.value;
    const row = id === null ? null : this.desk.row('services', id);
    return row?.agencyId === this.agency.value?.id ? row : null;
  });

  /** Of the agency, those that are taken out at their old places. */
  readonly services = computed((): readonly ListedService[] => {
    const agency = this.agency.value;
    if (agency === null) return [];
    const rows = this.desk.rows('services').filter(row => row.agencyId === agency.id);
    const kept = new Set(rows.map(keyOf));
    const gone = (this.desk.seen.value?.setup.services ?? []).filter(
      row => row.agencyId === agency.id && !kept.has(row.id) && this.#isGone(row.id),
    );
    return [...rows, ...gone]
      .filter(({ name, code, synonyms }) =>
        isFound(this.query.value.trim(), [name.id, name.en, code, ...synonyms]),
      )
      .map(service => this.#listed(service));
  });

  /** What of the agency goes with it. */
  readonly belongings = computed(() => {
    const id = this.agency.value?.id;
    const count = (part: 'services' | 'queues' | 'counters'): number =>
      this.desk.rows(part).filter(row => row.agencyId === id).length;
    return { services: count('services'), queues: count('queues'), counters: count('counters') };
  });

  constructor(edges: AgenciesEdges) {
    super(edges, 'agencies');
    this.#newId = newIdFrom(edges.newKey);
    this.preview = new AgencyPreview(edges);
    this.voice = new ServiceVoice(edges);
  }

  override start(): void {
    super.start();
    this.#stop = effect(() => {
      const service = this.service.value ?? this.services.value[0]?.service ?? null;
      const mayDraw = service !== null && this.mayEdit(service.agencyId);
      if (mayDraw) this.preview.draw(this.desk.edits.value, service.id, this.desk.seen.value);
    });
  }

  override close(): void {
    this.#stop?.();
    this.preview.close();
    super.close();
  }

  chooseAgency(id: string): void {
    this.#agencyId.value = id;
    this.serviceId.value = null;
    this.query.value = '';
  }

  chooseService(id: string | null): void {
    this.serviceId.value = id;
  }

  addAgency(): void {
    const setup = { agencies: this.desk.rows('agencies'), zones: this.desk.rows('zones') };
    const agency = newAgency(setup, this.#newId);
    this.desk.change(`agencies/${agency.id}`, agency);
    this.chooseAgency(agency.id);
  }

  /** In the agency's first line; where it has none yet it gets one. */
  addService(): void {
    const agency = this.agency.value;
    if (agency === null) return;
    const queues = this.desk.rows('queues');
    let queue = queues.find(({ agencyId }) => agencyId === agency.id);
    if (!queue) {
      queue = newQueue({ queues }, agency, this.#newId);
      this.desk.change(`queues/${queue.id}`, queue);
    }
    const setup = { services: this.desk.rows('services') };
    const service = newService(setup, agency, queue.id, this.#newId);
    this.desk.change(`services/${service.id}`, service);
    this.query.value = '';
    this.serviceId.value = service.id;
  }

  /** A new one is forgotten; what is saved goes with the next saving. */
  removeService(id: string): void {
    this.desk.change(`services/${id}`, null);
    if (this.desk.was(`services/${id}`) === null) this.serviceId.value = null;
  }

  keepService(id: string): void {
    this.desk.reset(`services/${id}`);
  }

  /** The agency with everything that is of nobody else, and its name wherever it is named. */
  removeAgency(): void {
    const agency = this.agency.value;
    if (agency === null) return;
    const { desk } = this;
    for (const part of ['services', 'counters', 'queues'] as const) {
      for (const row of desk.rows(part)) {
        if (row.agencyId !== agency.id) continue;
        if (part === 'counters' && desk.row('signs', row.id)) desk.change(`signs/${row.id}`, null);
        desk.change(`${part}/${row.id}`, null);
      }
    }
    for (const kiosk of desk.rows('kiosks')) {
      const agencyIds = kiosk.agencyIds?.filter(id => id !== agency.id) ?? [];
      // A kiosk of this agency alone is left to whoever decides what it is then.
      const isNamed = agencyIds.length !== (kiosk.agencyIds?.length ?? 0);
      if (isNamed && agencyIds.length > 0) desk.merge('kiosks', kiosk.id, { agencyIds });
    }
    for (const holiday of desk.rows('holidays')) {
      const exceptAgencyIds = holiday.exceptAgencyIds.filter(id => id !== agency.id);
      if (exceptAgencyIds.length === holiday.exceptAgencyIds.length) continue;
      desk.merge('holidays', holiday.date, { exceptAgencyIds });
    }
    for (const season of desk.rows('seasons')) {
      const agencies = season.agencies.filter(({ agencyId }) => agencyId !== agency.id);
      if (agencies.length < season.agencies.length) desk.merge('seasons', season.id, { agencies });
    }
    desk.change(`agencies/${agency.id}`, null);
    this.#agencyId.value = null;
    this.serviceId.value = null;
  }

  moveAgency(step: -1 | 1): void {
    const agency = this.agency.value;
    if (agency) this.desk.move('agencies', this.desk.rows('agencies').map(keyOf), agency.id, step);
  }

  moveService(id: string, step: -1 | 1): void {
    const among = this.services.value.filter(row => !row.isGone).map(({ service }) => service.id);
    this.desk.move('services', among, id, step);
  }

  #isGone(id: string): boolean {
    return this.desk.isEdited(`services/${id}`) && this.desk.value(`services/${id}`) === null;
  }

  #listed(service: Service): ListedService {
    const path = `services/${service.id}`;
    const isNew = this.desk.was(path) === null;
    return {
      service,
      isNew,
      isGone: this.#isGone(service.id),
      isChanged: this.desk.isEdited(path),
      isWrong: this.desk.faultsAt(path).length > 0,
    };
  }
}
