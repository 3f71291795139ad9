import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isExportName, outdatedExports } from '../../domain/report-exports.ts';

export interface ExportFile {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The folder that reports are written into. Other files in it are left alone. */
export class ExportFolder {
  readonly path: string;
  readonly #isOwn: boolean;

  /** `isOwn`: below the data folder, and made where it is missing. */
  constructor(path: string, isOwn: boolean) {
    this.path = path;
    this.#isOwn = isOwn;
  }

  /** Another disk that is not there is a fault: a folder made in its place would hide that. */
  async prepare(): Promise<void> {
    if (this.#isOwn) await mkdir(this.path, { recursive: true });
  }

  /** Throws where the folder cannot be read. */
  async names(): Promise<string[]> {
    const rows = await readdir(this.path, { withFileTypes: true });
    return rows.filter(row => row.isFile() && isExportName(row.name)).map(({ name }) => name);
  }

  /** Those written last first; none where the folder cannot be read. */
  async list(): Promise<ExportFile[]> {
    const names = await this.names().catch((): string[] => []);
    const rows = await Promise.all(names.map(name => this.#fileOf(name)));
    return rows
      .filter(row => row !== null)
      .toSorted(
        (one, other) => other.writtenAt - one.writtenAt || (one.name < other.name ? 1 : -1),
      );
  }

  /** Null where there is no such report. */
  async read(name: string): Promise<Buffer | null> {
    const names = await this.names().catch((): string[] => []);
    if (!names.includes(name)) return null;
    return readFile(join(this.path, name)).catch(() => null);
  }

  /** A file has its name only once all of it is on the disk. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.path, name);
    const part = `${path}.part`;
    try {
      const file = await open(part, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
    await this.#syncFolder();
  }

  async removeOutdated(): Promise<void> {
    for (const name of outdatedExports(await this.names())) {
      await rm(join(this.path, name), { force: true });
    }
  }

  async #fileOf(name: string): Promise<ExportFile | null> {
    try {
      const { size, mtimeMs } = await stat(join(this.path, name));
      return { name, bytes: size, writtenAt: Math.floor(mtimeMs) };
    } catch (error) {
      // Gone while it was looked at.
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async #syncFolder(): Promise<void> {
    try {
      const folder = await open(this.path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } catch {
      // Some file systems of shares cannot sync a folder.
    }
  }
}
