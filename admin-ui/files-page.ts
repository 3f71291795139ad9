import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { SavedSetup, SetupEdit } from '../contract/setup-edits.ts';
import type {
  ServicesSheetCheck,
  SetupFileCheck,
  SetupFileGroup,
} from '../contract/setup-files.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import type { downloadFile, uploadFile } from './file-edges.ts';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';
import { valueOf, type SetupSeen } from './setup-desk.ts';

export interface FilesEdges {
  readonly send: typeof send;
  readonly upload: typeof uploadFile;
  readonly download: typeof downloadFile;
}

/** As the server takes them; larger ones are not even sent. */
const bytesMax = { setup: 2_000_000, services: 500_000 } as const;

export interface BroughtFile {
  readonly name: string;
  readonly kind: 'setup' | 'services';
  readonly blob: Blob;
  /** To show what stands in a line that is wrong. */
  readonly lines: readonly string[];
}

export type FileCheck =
  | { readonly kind: 'setup'; readonly check: SetupFileCheck }
  | { readonly kind: 'services'; readonly check: ServicesSheetCheck };

interface Done {
  readonly changed: number;
  readonly from: string | null;
  readonly seq: number;
}

const places = {
  setup: { path: '/admin/setup/file', type: 'application/yaml' },
  services: { path: '/admin/setup/services', type: 'text/csv' },
} as const;

/** By its name, and where that says nothing by its first line. */
function kindOf(name: string, text: string): BroughtFile['kind'] {
  if (/\.(csv|tsv)$/i.test(name)) return 'services';
  if (/\.(ya?ml|json)$/i.test(name)) return 'setup';
  return /^\uFEFF?(sep=.\r?\n)?"?code"?[;,\t]/i.test(text) ? 'services' : 'setup';
}

/** Files of the set-up: taken away, looked at, brought. */
export class FilesPage extends OfficePage {
  readonly #edges: FilesEdges;
  readonly #seen = signal<SetupSeen | null>(null);
  readonly #file = signal<BroughtFile | null>(null);
  readonly #found = signal<FileCheck | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #done = signal<Done | null>(null);
  readonly #take = signal<ReadonlySet<SetupFileGroup>>(new Set());
  #asked = 0;

  /** From when it shall hold, as a business date; null: now. */
  readonly from = signal<string | null>(null);

  readonly edits = computed((): readonly SetupEdit[] => this.#found.value?.check.edits ?? []);
  readonly isWrong = computed(() => {
    const found = this.#found.value;
    if (found === null) return false;
    const { check } = found;
    return (
      check.faults.length > 0 || ('rows' in check && check.rows.some(row => row.is === 'wrong'))
    );
  });
  readonly mayApply = computed(
    () =>
      this.mayChange.value &&
      this.edits.value.length > 0 &&
      !this.isWrong.value &&
      !this.#isBusy.value,
  );

  constructor(edges: FilesEdges) {
    super(edges.send);
    this.#edges = edges;
  }

  get seen(): ReadonlySignal<SetupSeen | null> {
    return this.#seen;
  }
  get file(): ReadonlySignal<BroughtFile | null> {
    return this.#file;
  }
  get found(): ReadonlySignal<FileCheck | null> {
    return this.#found;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  /** What was made of the last file. */
  get done(): ReadonlySignal<Done | null> {
    return this.#done;
  }
  get take(): ReadonlySignal<ReadonlySet<SetupFileGroup>> {
    return this.#take;
  }

  /** As it would be with the file: names of things in it. */
  value(path: string): unknown {
    const edit = this.edits.value.find(row => row.path === path);
    const seen = this.#seen.value;
    return edit ? edit.after : seen && valueOf(seen.setup, path);
  }

  async bring(file: Blob, name: string): Promise<void> {
    this.forget();
    const asked = this.#asked;
    const text = await file.text();
    if (asked !== this.#asked) return;
    const kind = kindOf(name, text);
    if (file.size > bytesMax[kind]) {
      this.#problem.value = { code: 'body-too-large', status: 413 };
      return;
    }
    const blob = file.slice(0, file.size);
    this.#file.value = { name, kind, blob, lines: text.split(/\r\n|\n|\r/) };
    await this.#look(null);
  }

  /** The catalogue that comes with the program, as if somebody had brought it. */
  async bringExample(): Promise<void> {
    this.forget();
    this.#isBusy.value = true;
    const answer = await this.#edges.download('/admin/setup/example');
    this.#isBusy.value = false;
    if (answer.ok) await this.bring(answer.body, 'katalog-contoh.yaml');
    else this.#problem.value = answer.problem;
  }

  async choose(group: SetupFileGroup, isTaken: boolean): Promise<void> {
    const take = new Set(this.#take.value);
    if (isTaken) take.add(group);
    else take.delete(group);
    this.#take.value = take;
    await this.#look([...take]);
  }

  /** As somebody brings no file after all. */
  forget(): void {
    this.#asked += 1;
    this.#file.value = null;
    this.#found.value = null;
    this.#problem.value = null;
    this.#done.value = null;
    this.#take.value = new Set();
    this.from.value = null;
  }

  /** A later answer is never replaced by an earlier one. */
  async #look(take: readonly SetupFileGroup[] | null): Promise<void> {
    const file = this.#file.value;
    if (file === null) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#isBusy.value = true;
    const { path, type } = places[file.kind];
    // With nothing taken the file itself is still looked at: the name alone is asked for.
    const wished = take === null ? '' : `?take=${take.length === 0 ? 'identity' : take.join(',')}`;
    const answer = await this.#edges.upload<SetupFileCheck | ServicesSheetCheck>(
      `${path}/check${file.kind === 'setup' ? wished : ''}`,
      type,
      file.blob,
    );
    if (asked !== this.#asked) return;
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    if ('rows' in answer.body) {
      this.#found.value = { kind: 'services', check: answer.body };
      return;
    }
    const check =
      take?.length === 0 ? { ...answer.body, edits: [], effects: [], taken: [] } : answer.body;
    this.#found.value = { kind: 'setup', check };
    if (take === null) this.#take.value = new Set(check.taken);
  }

  /** False where nothing was made; `problem` says why, and the file is looked at anew. */
  async apply(): Promise<boolean> {
    const [file, found] = [this.#file.value, this.#found.value];
    if (file === null || found === null || !this.mayApply.value) return false;
    const from = this.from.value;
    const query = new URLSearchParams({ preview: found.check.preview });
    if (file.kind === 'setup') query.set('take', [...this.#take.value].join(','));
    if (from !== null) query.set('from', from);
    const { path, type } = places[file.kind];
    this.#isBusy.value = true;
    const answer = await this.#edges.upload<SavedSetup>(`${path}?${query}`, type, file.blob);
    this.#isBusy.value = false;
    if (!answer.ok) {
      await this.#look(file.kind === 'setup' ? [...this.#take.value] : null);
      this.#problem.value = answer.problem;
      return false;
    }
    this.forget();
    const { changed, planId, setupSeq } = answer.body;
    this.#done.value = { changed, from: planId === null ? null : from, seq: setupSeq };
    await this.#load();
    return true;
  }

  async undo(): Promise<void> {
    const done = this.#done.value;
    if (done === null || done.from !== null) return;
    this.#isBusy.value = true;
    const answer = await this.#edges.send('POST', `/admin/setup/changes/${done.seq}/undo`, {});
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) this.#done.value = null;
    await this.#load();
  }

  async #load(): Promise<void> {
    const answer = await this.#edges.send<SetupSeen>('GET', '/admin/setup');
    if (answer.ok) this.#seen.value = answer.body;
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('files').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    this.forget();
    if (maySee) void this.#load();
    else this.#seen.value = null;
  }
}
