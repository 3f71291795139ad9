import { signal } from '@preact/signals';
import type { SetupEdit } from '../contract/setup-edits.ts';
import { language } from '../ui-kit/language.ts';
import type { SetupSeen } from './setup-desk.ts';
import type { fetchPicture } from './slip-pictures.ts';

export interface AgencyPreviewEdges {
  readonly fetchPicture: typeof fetchPicture;
  /** Runs `work` once somebody has stopped changing things; the answer takes it back. */
  readonly later: (work: () => void) => () => void;
}

const path = '/admin/setup/slip';

/** The paper of a service as it would be printed with what is changed and not saved yet. */
export class AgencyPreview {
  readonly #edges: AgencyPreviewEdges;
  #takeBack: (() => void) | null = null;
  #asked = '';
  #serviceId = '';
  #drawing = 0;

  /** Null until one was drawn; the last one stays while the next is drawn. */
  readonly picture = signal<Blob | null>(null);
  /** Why there is no newer picture; null where it is up to date. */
  readonly problem = signal<string | null>(null);

  constructor(edges: AgencyPreviewEdges) {
    this.#edges = edges;
  }

  draw(edits: readonly SetupEdit[], serviceId: string, seen: SetupSeen | null): void {
    if (seen === null) return;
    const body = { edits, serviceId, paper: '80', language: language.value };
    const asked = `${seen.setupSeq} ${JSON.stringify(body)}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (serviceId !== this.#serviceId) this.#forget(serviceId);
    this.#takeBack?.();
    this.#takeBack = this.#edges.later(() => void this.#draw(body));
  }

  close(): void {
    this.#takeBack?.();
    this.#asked = '';
    this.#forget('');
  }

  /** The paper of another service is none of this one's. */
  #forget(serviceId: string): void {
    this.#serviceId = serviceId;
    this.#drawing += 1;
    this.picture.value = null;
    this.problem.value = null;
  }

  async #draw(body: object): Promise<void> {
    this.#drawing += 1;
    const drawing = this.#drawing;
    const answer = await this.#edges.fetchPicture(path, body);
    if (drawing !== this.#drawing) return;
    this.problem.value = answer.ok ? null : answer.problem.code;
    if (answer.ok) this.picture.value = answer.picture;
  }
}
