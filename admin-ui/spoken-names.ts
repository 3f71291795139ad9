import { computed, signal } from '@preact/signals';
import type { SetupChanged } from '../contract/printer-setup.ts';
import type { Language } from '../contract/values.ts';
import type { SpokenName, SpokenNamesView } from '../contract/voice-names.ts';
import type { SampledCall, VoiceStudioView } from '../contract/voice-studio.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { nameGroups } from './name-groups.ts';
import type { NameGroup, NameRow, Said } from './name-groups.ts';

export interface SpokenNamesEdges {
  readonly send: typeof send;
  /** False where the browser does not play it. */
  readonly playSound: (url: string) => Promise<boolean>;
  /** How calls are spoken as it is saved; null until it is known. */
  readonly studio: () => VoiceStudioView | null;
}

/** What came of listening to a name. */
export type Heard =
  | { readonly key: string; readonly state: 'busy' | 'played' | 'not-named' | 'not-played' }
  | { readonly key: string; readonly state: 'refused'; readonly code: string };

const path = '/admin/voice/names';
const asWritten: Said = { id: '', en: '' };

export const keyOf = ({ kind, id }: Pick<NameRow, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What stands in the fields: nothing where it is said as it is written. */
const saidOf = ({ name, speakAs }: NameRow): Said => ({
  id: speakAs === null || speakAs.id === name.id ? '' : speakAs.id,
  en: speakAs === null || speakAs.en === name.en ? '' : speakAs.en,
});

const isSame = (one: Said, other: Said): boolean =>
  one.id.trim() === other.id.trim() && one.en.trim() === other.en.trim();

/** As it is sent: a language that was left empty is said as it is written. */
function spokenName({ kind, id, name }: NameRow, said: Said): SpokenName {
  if (isSame(said, asWritten)) return { kind, id, speakAs: null };
  return { kind, id, speakAs: { id: said.id.trim() || name.id, en: said.en.trim() || name.en } };
}

/** Names as a voice says them, each tried within a call before all of them are saved. */
export class SpokenNames {
  readonly #edges: SpokenNamesEdges;
  readonly #edits = signal<ReadonlyMap<string, Said>>(new Map());
  #isOpen = false;

  readonly view = signal<SpokenNamesView | null>(null);
  readonly language = signal<Language>('id');
  readonly query = signal('');
  readonly isOnlySaid = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly isBusy = signal(false);
  readonly isSaved = signal(false);
  readonly heard = signal<Heard | null>(null);

  readonly changed = computed(() =>
    (this.view.value?.names ?? []).filter(row => this.#edits.value.has(keyOf(row))),
  );
  readonly groups = computed((): readonly NameGroup[] =>
    nameGroups(this.view.value?.names ?? [], {
      query: this.query.value,
      isOnlySaid: this.isOnlySaid.value,
      saidOf: row => this.said(row),
    }),
  );
  readonly shownCount = computed(() =>
    this.groups.value.reduce((sum, { rows }) => sum + rows.length, 0),
  );

  constructor(edges: SpokenNamesEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#isOpen = true;
    void this.load();
  }

  close(): void {
    this.#isOpen = false;
    this.view.value = null;
    this.heard.value = null;
    this.revert();
  }

  /** What was typed and not saved stays, unless it is what is saved now. */
  async load(): Promise<void> {
    const answer = await this.#edges.send<SpokenNamesView>('GET', path);
    if (!answer.ok || !this.#isOpen) return;
    this.view.value = answer.body;
    const edits = answer.body.names.flatMap(row => {
      const said = this.#edits.value.get(keyOf(row));
      return said && !isSame(said, saidOf(row)) ? [[keyOf(row), said] as const] : [];
    });
    this.#edits.value = new Map(edits);
  }

  said(row: NameRow): Said {
    return this.#edits.value.get(keyOf(row)) ?? saidOf(row);
  }

  say(row: NameRow, words: string): void {
    const said = { ...this.said(row), [this.language.value]: words };
    const edits = new Map(this.#edits.value);
    if (isSame(said, saidOf(row))) edits.delete(keyOf(row));
    else edits.set(keyOf(row), said);
    this.#edits.value = edits;
    this.isSaved.value = false;
    if (this.heard.value?.key === keyOf(row)) this.heard.value = null;
  }

  revert(): void {
    this.#edits.value = new Map();
    this.problem.value = null;
    this.isSaved.value = false;
  }

  async save(): Promise<void> {
    const view = this.view.value;
    const names = this.changed.value.map(row => spokenName(row, this.said(row)));
    if (view === null || names.length === 0 || this.isBusy.value) return;
    this.isBusy.value = true;
    this.problem.value = null;
    const body = { setupSeq: view.setupSeq, names };
    const answer = await this.#edges.send<SetupChanged>('POST', path, body);
    this.isBusy.value = false;
    if (!answer.ok) this.problem.value = answer.problem;
    // After somebody else's change what was typed here stays, and can be saved over it.
    const isToBeSeen = answer.ok || answer.problem.code === 'setup-changed';
    if (isToBeSeen) await this.load();
    this.isSaved.value = answer.ok;
  }

  /** An agency without a service is called by nobody. */
  canListen(row: NameRow): boolean {
    return this.#sampleOf(row) !== null;
  }

  /** Within a call as calls are spoken now, as it stands in its field. */
  async listen(row: NameRow): Promise<void> {
    const asked = this.#sampleOf(row);
    if (asked === null) return;
    const key = keyOf(row);
    const busy: Heard = { key, state: 'busy' };
    this.heard.value = busy;
    const answer = await this.#edges.send<SampledCall>('POST', '/admin/voice/sample', asked);
    if (this.heard.value !== busy) return;
    if (!answer.ok) {
      this.heard.value = { key, state: 'refused', code: answer.problem.code };
      return;
    }
    const isPlayed = await this.#edges.playSound(answer.body.url);
    if (this.heard.value !== busy) return;
    const state = answer.body.isNamed ? 'played' : 'not-named';
    this.heard.value = { key, state: isPlayed ? state : 'not-played' };
  }

  /** Once in the building's first language, and in the other one where that is listened to. */
  #sampleOf(row: NameRow): object | null {
    const studio = this.#edges.studio();
    const service = studio?.services.find(({ id, agencyId }) =>
      row.kind === 'service' ? id === row.id : agencyId === row.agencyId,
    );
    if (!studio || !service) return null;
    const language = this.language.value;
    const isFirst = (studio.languages[0] ?? 'id') === language;
    const counter = studio.counters.find(({ agencyId }) => agencyId === row.agencyId);
    return {
      choices: {
        ...studio.choices,
        says: row.kind,
        repeat: 1,
        secondLanguage: isFirst ? 'never' : 'always',
      },
      label: `${service.series}012`,
      counterNumber: counter?.number ?? studio.counters[0]?.number ?? 1,
      serviceId: service.id,
      language,
      packId: null,
      names: [spokenName(row, this.said(row))],
    };
  }
}
