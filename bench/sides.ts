import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, type BenchProcess } from './processes.ts';

/** Whose server is measured: the product's, or the bare libraries'. */
export type Side = 'ours' | 'floor';
export const sides: readonly Side[] = ['ours', 'floor'];

export interface RunningServer {
  readonly port: number;
  readonly process: BenchProcess;
}

export interface BenchOptions {
  /** On the disk that is measured, removed at the end. */
  readonly folder: string;
  /** A smoke test of the measurements themselves: its figures say nothing. */
  readonly quick: boolean;
  /** Where servers leave a CPU profile; undefined where none is wanted. */
  readonly profileFolder?: string;
  /** Added to the environment of the servers of both sides. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `use` against a fresh server of a side with an empty data folder, then stops it. */
export async function withServer<Result>(
  side: Side,
  options: BenchOptions,
  use: (server: RunningServer) => Promise<Result>,
  hasVoice = false,
): Promise<Result> {
  const dataDir = mkdtempSync(join(options.folder, `${side}-`));
  const file = side === 'ours' ? './our-server.ts' : './bare-server.ts';
  const profileFolder = side === 'ours' ? options.profileFolder : undefined;
  const server = startProcess(file, [dataDir, hasVoice ? 'voice' : ''], {
    ...(profileFolder ? { profileFolder } : {}),
    ...(options.environment ? { environment: options.environment } : {}),
  });
  try {
    const { port } = await server.receive<{ port: number }>();
    return await use({ port, process: server });
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const ticketsPath: Readonly<Record<Side, string>> = {
  ours: '/api/v1/tickets',
  floor: '/tickets',
};
