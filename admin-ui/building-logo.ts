import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { logoBytesMax } from './logo-refusal.ts';
import type { SetupDesk } from './setup-desk.ts';
import type { PictureAnswer, UploadAnswer } from './slip-pictures.ts';

export interface LogoEdges {
  readonly uploadLogo: (file: Blob) => Promise<UploadAnswer>;
  readonly fetchPicture: (path: string, body: unknown) => Promise<PictureAnswer>;
}

const heightDotsMax = 160;

/** The logo of the building: brought as a picture, shown as it is printed, saved with the rest. */
export class BuildingLogo {
  readonly #desk: SetupDesk;
  readonly #edges: LogoEdges;
  readonly #picture = signal<Blob | null>(null);
  readonly #refused = signal<string | null>(null);
  readonly #isBusy = signal(false);
  #stop: (() => void) | null = null;
  #asked = 0;

  constructor(desk: SetupDesk, edges: LogoEdges) {
    this.#desk = desk;
    this.#edges = edges;
  }

  /** In the dots of a printer; null where there is none, or it is still being drawn. */
  get picture(): ReadonlySignal<Blob | null> {
    return this.#picture;
  }
  /** Why the last one was not taken, as the server's code or its reason. */
  get refused(): ReadonlySignal<string | null> {
    return this.#refused;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  start(): void {
    this.close();
    this.#stop = effect(() => {
      const id = this.#desk.value('logoId');
      void this.#draw(typeof id === 'string' ? id : null);
    });
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
    this.#asked += 1;
    this.#picture.value = null;
  }

  async bring(file: Blob): Promise<void> {
    if (this.#isBusy.value) return;
    this.#refused.value = null;
    if (file.size > logoBytesMax) {
      this.#refused.value = 'too-many-bytes';
      return;
    }
    this.#isBusy.value = true;
    const answer = await this.#edges.uploadLogo(file);
    this.#isBusy.value = false;
    if (answer.ok) return this.#desk.change('logoId', answer.body.logo.id);
    const { code, facts } = answer.problem;
    this.#refused.value = typeof facts?.['reason'] === 'string' ? facts['reason'] : code;
  }

  takeOut(): void {
    this.#refused.value = null;
    this.#desk.change('logoId', null);
  }

  async #draw(logoId: string | null): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#picture.value = null;
    if (logoId === null) return;
    const body = { logoId, paper: '80', dots: 'line-art', heightDotsMax };
    const answer = await this.#edges.fetchPicture('/admin/ticket/logo-preview', body);
    if (answer.ok && asked === this.#asked) this.#picture.value = answer.picture;
  }
}
