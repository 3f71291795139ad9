import { computed, effect, signal, untracked } from '@preact/signals';
import type { TicketBlock, TicketLayout } from '../contract/ticket-layout.ts';
import type { TicketSetupView } from '../contract/ticket-setup.ts';
import type { SetupChanged } from '../contract/printer-setup.ts';
import type { Language } from '../contract/values.ts';
import type { send } from '../ui-kit/api.ts';
import type { BlockKind } from './layout-editing.ts';
import { addBlock, hideBlock, hideLogo, moveBlock, setBlock, showLogo } from './layout-editing.ts';
import { logoBytesMax } from './logo-refusal.ts';
import type { Asked } from './printer-setup-model.ts';
import type { fetchPicture, uploadLogo } from './slip-pictures.ts';

export interface SlipEditorEdges {
  readonly send: typeof send;
  readonly fetchPicture: typeof fetchPicture;
  readonly uploadLogo: typeof uploadLogo;
}

export type SlipWidth = '80' | '58';
export const slipWidths = ['80', '58'] as const satisfies readonly SlipWidth[];

/** Null until it was drawn once; the last one stays while the next is drawn. */
export type Pictures = Readonly<Record<SlipWidth, Blob | null>>;

const path = '/admin/ticket';
const idle = { state: 'idle' } as const;
const busy = { state: 'busy' } as const;
/** While somebody types nothing is drawn. */
const pauseMs = 200;

const noPictures: Pictures = { '80': null, '58': null };

type Logo = NonNullable<TicketSetupView['logo']>;

/** What stands on the slips, as it is being changed, and how it comes out of the printers. */
export class SlipEditor {
  readonly #edges: SlipEditorEdges;
  readonly #stops: (() => void)[] = [];
  #formSeq = 0;
  #drawing = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly view = signal<TicketSetupView | null>(null);
  readonly layout = signal<TicketLayout | null>(null);
  readonly logo = signal<Logo | null>(null);
  /** The block whose settings are open; −1 for none. */
  readonly openAt = signal(-1);
  readonly language = signal<Language>('id');
  readonly sample = signal<'usual' | 'longest'>('usual');
  readonly width = signal<SlipWidth>('80');
  readonly pictures = signal<Pictures>(noPictures);
  readonly logoPicture = signal<Blob | null>(null);
  /** Why there is no newer picture; null where it is up to date. */
  readonly drawProblem = signal<string | null>(null);
  readonly uploading = signal<Asked<'taken'>>(idle);
  readonly saving = signal<Asked<'saved'>>(idle);

  readonly isChanged = computed(() => {
    const [view, layout] = [this.view.value, this.layout.value];
    if (view === null || layout === null) return false;
    const isSameLogo = (view.logo?.id ?? null) === (this.logo.value?.id ?? null);
    return !isSameLogo || JSON.stringify(view.layout) !== JSON.stringify(layout);
  });

  constructor(edges: SlipEditorEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const [layout, logo] = [this.layout.value, this.logo.value];
        const how = { language: this.language.value, sample: this.sample.value };
        if (layout !== null) this.#drawSoon(() => this.#draw(layout, logo, how));
      }),
    );
    void this.load();
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#timer);
    this.#drawing += 1;
  }

  /** As it is saved now; what was changed here and not saved is lost. */
  async load(): Promise<void> {
    const answer = await this.#edges.send<TicketSetupView>('GET', path);
    if (!answer.ok) return;
    this.view.value = answer.body;
    this.#formSeq = answer.body.setupSeq;
    this.revert();
  }

  revert(): void {
    const view = this.view.value;
    if (view === null) return;
    this.layout.value = view.layout;
    this.logo.value = view.logo;
    this.openAt.value = -1;
    this.saving.value = idle;
    this.uploading.value = idle;
  }

  /** One that is shipped, with the building's own logo if it has one. */
  take(layout: TicketLayout): void {
    this.#change(this.logo.value === null ? layout : showLogo(layout));
    this.openAt.value = -1;
  }

  toggle(at: number): void {
    this.openAt.value = this.openAt.value === at ? -1 : at;
  }

  move(at: number, step: -1 | 1): void {
    const before = this.layout.value;
    if (before === null) return;
    const after = moveBlock(before, at, step);
    if (after === before) return;
    this.#change(after);
    if (this.openAt.value === at) this.openAt.value = at + step;
    else if (this.openAt.value === at + step) this.openAt.value = at;
  }

  hide(at: number): void {
    if (this.layout.value !== null) this.#change(hideBlock(this.layout.value, at));
    this.openAt.value = -1;
  }

  add(kind: BlockKind): void {
    const [layout, at] = [this.layout.value, this.openAt.value];
    if (layout === null) return;
    this.#change(addBlock(layout, kind, at));
    this.openAt.value = at < 0 ? layout.blocks.length : at + 1;
  }

  set(at: number, block: TicketBlock): void {
    if (this.layout.value !== null) this.#change(setBlock(this.layout.value, at, block));
  }

  async upload(file: Blob): Promise<void> {
    if (this.uploading.value.state === 'busy') return;
    this.uploading.value = busy;
    if (file.size > logoBytesMax) {
      this.uploading.value = { state: 'refused', code: 'too-many-bytes' };
      return;
    }
    const answer = await this.#edges.uploadLogo(file);
    if (!answer.ok) {
      const { code, facts } = answer.problem;
      const reason = typeof facts?.['reason'] === 'string' ? facts['reason'] : code;
      this.uploading.value = { state: 'refused', code: reason };
      return;
    }
    this.logo.value = answer.body.logo;
    if (this.layout.value !== null) this.#change(showLogo(this.layout.value));
    this.uploading.value = { state: 'done', result: 'taken' };
  }

  removeLogo(): void {
    this.logo.value = null;
    this.logoPicture.value = null;
    this.uploading.value = idle;
    if (this.layout.value !== null) this.#change(hideLogo(this.layout.value));
  }

  async save(): Promise<void> {
    const layout = this.layout.value;
    if (layout === null || this.saving.value.state === 'busy' || !this.isChanged.value) return;
    this.saving.value = busy;
    const logo = this.logo.value;
    const body = { setupSeq: this.#formSeq, layout, logoId: logo?.id ?? null };
    const answer = await this.#edges.send<SetupChanged>('POST', path, body);
    if (!answer.ok) {
      if (answer.problem.code === 'setup-changed') await this.#seeNewest();
      this.saving.value = { state: 'refused', code: answer.problem.code };
      return;
    }
    this.#formSeq = answer.body.setupSeq;
    const view = this.view.value;
    if (view) this.view.value = { ...view, setupSeq: this.#formSeq, layout, logo };
    this.saving.value = { state: 'done', result: 'saved' };
  }

  /** Somebody else saved meanwhile: what is being changed here stays, and can be saved over it. */
  async #seeNewest(): Promise<void> {
    const answer = await this.#edges.send<TicketSetupView>('GET', path);
    if (!answer.ok) return;
    this.view.value = answer.body;
    this.#formSeq = answer.body.setupSeq;
  }

  #change(layout: TicketLayout): void {
    this.layout.value = layout;
    if (this.saving.value.state === 'done') this.saving.value = idle;
  }

  #drawSoon(draw: () => Promise<void>): void {
    clearTimeout(this.#timer);
    const isFirst = untracked(() => this.pictures.value['80'] === null);
    this.#timer = setTimeout(() => void draw(), isFirst ? 0 : pauseMs);
  }

  async #draw(
    layout: TicketLayout,
    logo: Logo | null,
    how: { readonly language: Language; readonly sample: 'usual' | 'longest' },
  ): Promise<void> {
    this.#drawing += 1;
    const drawing = this.#drawing;
    const logoId = logo === null ? {} : { logoId: logo.id };
    for (const paper of slipWidths) {
      const body = { layout, ...logoId, paper, ...how };
      const answer = await this.#edges.fetchPicture(`${path}/preview`, body);
      // A newer one is on its way.
      if (drawing !== this.#drawing) return;
      this.drawProblem.value = answer.ok ? null : answer.problem.code;
      if (!answer.ok) return;
      this.pictures.value = { ...this.pictures.value, [paper]: answer.picture };
    }
    await this.#drawLogo(layout, logo, drawing);
  }

  async #drawLogo(layout: TicketLayout, logo: Logo | null, drawing: number): Promise<void> {
    const block = layout.blocks.find(row => row.kind === 'logo');
    if (logo === null || block?.kind !== 'logo') return;
    const { dots, heightDotsMax } = block;
    const body = { logoId: logo.id, paper: '80', dots, heightDotsMax };
    const answer = await this.#edges.fetchPicture(`${path}/logo-preview`, body);
    if (answer.ok && drawing === this.#drawing) this.logoPicture.value = answer.picture;
  }
}
