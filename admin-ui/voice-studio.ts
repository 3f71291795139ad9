import { computed, effect, signal } from '@preact/signals';
import type { SetupChanged } from '../contract/printer-setup.ts';
import type {
  KeptPack,
  SampleCall,
  SampledCall,
  ToldTone,
  VoiceChoices,
  VoiceStudioView,
} from '../contract/voice-studio.ts';
import type { Language } from '../contract/values.ts';
import type { Problem } from '../ui-kit/api.ts';
import { WordRecorder } from './voice-recorder.ts';
import type { RecorderEdges } from './voice-recorder.ts';
import type { uploadArchive } from './voice-sounds.ts';

export interface VoiceStudioEdges extends RecorderEdges {
  readonly uploadArchive: typeof uploadArchive;
}

export type Sample = Pick<SampleCall, 'label' | 'counterNumber' | 'serviceId' | 'language'>;

const path = '/admin/voice';
/** While somebody moves a slider nothing is composed. */
const pauseMs = 250;
const labelPattern = /^[A-HJ-NP-Z]{1,2}[0-9]{3,4}$/;

/** The voices of the building, one of them word by word, and how calls are spoken. */
export class VoiceStudio {
  readonly #edges: VoiceStudioEdges;
  readonly #stops: (() => void)[] = [];
  #formSeq = 0;
  /** The choices of that set-up, as text. */
  #begunFrom = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #comparedWith = '';

  readonly recorder: WordRecorder;
  readonly view = signal<VoiceStudioView | null>(null);
  readonly packId = signal<string | null>(null);
  readonly choices = signal<VoiceChoices | null>(null);
  readonly sample = signal<Sample | null>(null);
  /** Tried with the chosen pack alone, or as calls are spoken. */
  readonly isAlone = signal(false);
  readonly sampled = signal<SampledCall | null>(null);
  /** How long the same call is as it is saved now. */
  readonly savedMs = signal<number | null>(null);
  readonly sampleProblem = signal<string | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly done = signal<'saved' | 'published' | 'withdrawn' | 'removed' | 'imported' | null>(null);
  readonly isBusy = signal(false);
  readonly isNaming = signal(false);
  readonly isRemoving = signal(false);
  readonly tone = signal<{ readonly zoneId: string; readonly told: ToldTone['told'] } | null>(null);

  readonly pack = computed(
    () => this.view.value?.packs.find(({ id }) => id === this.packId.value) ?? null,
  );
  readonly isChanged = computed(() => {
    const [view, choices] = [this.view.value, this.choices.value];
    return JSON.stringify(view?.choices) !== JSON.stringify(choices ?? view?.choices);
  });

  constructor(edges: VoiceStudioEdges) {
    this.#edges = edges;
    this.recorder = new WordRecorder(edges, () => void this.load());
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const [choices, sample] = [this.choices.value, this.sample.value];
        const packId = this.isAlone.value ? this.packId.value : null;
        if (choices && sample) this.#sampleSoon({ ...sample, choices, packId });
      }),
    );
    void this.load();
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.recorder.close();
    this.view.value = null;
    this.choices.value = null;
    this.sample.value = null;
  }

  /** What was changed here and not saved stays. */
  async load(): Promise<void> {
    const answer = await this.#edges.send<VoiceStudioView>('GET', path);
    if (!answer.ok) return;
    const wasChanged = this.isChanged.value;
    this.view.value = answer.body;
    if (!wasChanged || this.choices.value === null) this.choices.value = answer.body.choices;
    // Where nobody else changed the choices themselves, the form goes on from the newest set-up.
    const isAsBegun = this.#begunFrom === JSON.stringify(answer.body.choices);
    if (!wasChanged || isAsBegun) this.#beginFrom(answer.body);
    this.sample.value ??= firstSample(answer.body);
    if (this.pack.value === null) await this.choosePack(answer.body.packs[0]?.id ?? null);
  }

  /** After something else of the voice was saved: words are read out otherwise now. */
  async refresh(): Promise<void> {
    await this.load();
    if (this.packId.value !== null) await this.recorder.open(this.packId.value);
  }

  async choosePack(id: string | null): Promise<void> {
    this.packId.value = id;
    this.isRemoving.value = false;
    this.#forget();
    if (id === null) this.recorder.close();
    else await this.recorder.open(id);
  }

  change(choices: Partial<VoiceChoices>): void {
    if (this.choices.value === null) return;
    this.#forget();
    this.choices.value = { ...this.choices.value, ...choices };
  }

  /** A zone of its own volume; the building’s where it is the same and speaks. */
  changeZone(zoneId: string, volumePercent: number, isSilent: boolean): void {
    const zones = this.choices.value?.zones ?? [];
    const others = zones.filter(zone => zone.zoneId !== zoneId);
    const isOwn = isSilent || volumePercent !== this.choices.value?.volumePercent;
    this.change({ zones: isOwn ? [...others, { zoneId, volumePercent, isSilent }] : others });
  }

  ask(sample: Partial<Sample>): void {
    if (this.sample.value) this.sample.value = { ...this.sample.value, ...sample };
  }

  revert(): void {
    const view = this.view.value;
    if (view === null) return;
    this.choices.value = view.choices;
    this.#beginFrom(view);
    this.#forget();
  }

  async save(): Promise<void> {
    const choices = this.choices.value;
    if (choices === null) return;
    const body = { setupSeq: this.#formSeq, choices };
    const saved = await this.#change<SetupChanged>(path, body);
    if (saved === null) return;
    this.#beginFrom({ choices, setupSeq: saved.setupSeq });
    const view = this.view.value;
    if (view) this.view.value = { ...view, choices, setupSeq: saved.setupSeq };
    await this.#after('saved');
  }

  async create(name: string, language: Language): Promise<void> {
    const made = await this.#change<KeptPack>(`${path}/packs`, { name, language });
    if (made === null) return;
    this.isNaming.value = false;
    await this.load();
    await this.choosePack(made.pack.id);
  }

  async use(which: 'publish' | 'withdraw'): Promise<void> {
    const [id, view] = [this.packId.value, this.view.value];
    if (id === null || view === null) return;
    const body = { setupSeq: view.setupSeq };
    const changed = await this.#change<SetupChanged>(`${path}/packs/${id}/${which}`, body);
    if (changed === null) return;
    await this.#after(which === 'publish' ? 'published' : 'withdrawn');
  }

  async remove(): Promise<void> {
    const id = this.packId.value;
    const removed = id && (await this.#change<object>(`${path}/packs/${id}/remove`, {}));
    if (!removed) return;
    this.packId.value = null;
    this.isRemoving.value = false;
    await this.#after('removed');
  }

  async importFile(file: Blob): Promise<void> {
    if (this.isBusy.value) return;
    this.#forget();
    this.isBusy.value = true;
    const answer = await this.#edges.uploadArchive(file);
    this.isBusy.value = false;
    if (!answer.ok) {
      this.problem.value = answer.problem;
      return;
    }
    await this.load();
    await this.choosePack(answer.body.pack.id);
    this.done.value = 'imported';
  }

  async listen(): Promise<void> {
    const url = this.sampled.value?.url;
    if (url) await this.#edges.playSound(url);
  }

  async testZone(zoneId: string): Promise<void> {
    const choices = this.choices.value;
    const own = choices?.zones.find(zone => zone.zoneId === zoneId);
    const volumePercent = own?.volumePercent ?? choices?.volumePercent ?? 0;
    const told = await this.#change<ToldTone>(`${path}/zones/${zoneId}/tone`, { volumePercent });
    if (told) this.tone.value = { zoneId, told: told.told };
  }

  async #after(done: NonNullable<typeof this.done.value>): Promise<void> {
    await this.refresh();
    this.done.value = done;
    this.#sampleAgain();
  }

  async #change<Body>(to: string, body: unknown): Promise<Body | null> {
    if (this.isBusy.value) return null;
    this.#forget();
    this.isBusy.value = true;
    const answer = await this.#edges.send<Body>('POST', to, body);
    this.isBusy.value = false;
    if (answer.ok) return answer.body;
    this.problem.value = answer.problem;
    if (answer.problem.code === 'setup-changed') await this.#seeNewest();
    return null;
  }

  /** Somebody else changed the set-up: what was changed here stays, and can be saved over it. */
  async #seeNewest(): Promise<void> {
    await this.load();
    if (this.view.value) this.#beginFrom(this.view.value);
  }

  #beginFrom({ choices, setupSeq }: Pick<VoiceStudioView, 'choices' | 'setupSeq'>): void {
    this.#formSeq = setupSeq;
    this.#begunFrom = JSON.stringify(choices);
  }

  #forget(): void {
    this.problem.value = null;
    this.done.value = null;
    this.tone.value = null;
  }

  #sampleAgain(): void {
    const [choices, sample] = [this.choices.value, this.sample.value];
    const packId = this.isAlone.value ? this.packId.value : null;
    if (choices && sample) this.#sampleSoon({ ...sample, choices, packId });
  }

  #sampleSoon(asked: SampleCall): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compose(asked), pauseMs);
  }

  async #compose(asked: SampleCall): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    if (!labelPattern.test(asked.label)) {
      this.sampleProblem.value = 'label';
      this.sampled.value = null;
      return;
    }
    const answer = await this.#edges.send<SampledCall>('POST', `${path}/sample`, asked);
    if (turn !== this.#asked) return;
    this.sampleProblem.value = answer.ok ? null : answer.problem.code;
    this.sampled.value = answer.ok ? answer.body : null;
    if (answer.ok) await this.#compareWithSaved(asked, answer.body.durationMs, turn);
  }

  /** The same call as it is saved: asked for once, not at every move of a slider. */
  async #compareWithSaved(asked: SampleCall, durationMs: number, turn: number): Promise<void> {
    const choices = this.view.value?.choices;
    if (choices === undefined) return;
    const saved = { ...asked, choices };
    const isSame = JSON.stringify(saved) === JSON.stringify(asked);
    if (!isSame && this.#comparedWith === JSON.stringify(saved)) return;
    const answer = isSame
      ? { ok: true as const, body: { durationMs } }
      : await this.#edges.send<SampledCall>('POST', `${path}/sample`, saved);
    if (!answer.ok || turn !== this.#asked) return;
    this.#comparedWith = JSON.stringify(saved);
    this.savedMs.value = answer.body.durationMs;
  }
}

/** A usual call of the building: its first counter's agency, and a number with a zero in it. */
function firstSample(view: VoiceStudioView): Sample | null {
  const counter = view.counters[0];
  const service = view.services.find(row => row.agencyId === counter?.agencyId) ?? view.services[0];
  if (!counter || !service) return null;
  const language = view.languages[0] ?? 'id';
  return {
    label: `${service.series}012`,
    counterNumber: counter.number,
    serviceId: service.id,
    language,
  };
}
