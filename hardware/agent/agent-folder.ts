import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { AgentFault } from './agent-fault.ts';

/** Which device of which building this agent is. */
export interface Pairing {
  readonly deviceId: string;
  readonly name: string;
  readonly token: string;
  /** By which it came, so that starting again with the same one changes nothing. */
  readonly code?: string;
}

const tokenFile = 'pairing.json';

/** The agent's own folder: nobody else on the computer reads it. */
export function makeAgentFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new AgentFault(`The folder ${folder} cannot be used: ${(error as Error).message}`);
  }
}

/**
 * One agent for a folder: two with one record would print a job twice. The name that is held is the
 * system's and goes with the process. Only Linux and Windows have such names; elsewhere nothing is held.
 */
export async function holdAgentFolder(folder: string): Promise<() => void> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const paths: Partial<Record<NodeJS.Platform, string>> = {
    linux: `\0mpp-antrean-agent-${name}`,
    win32: `\\\\.\\pipe\\mpp-antrean-agent-${name}`,
  };
  const path = paths[platform()];
  if (path === undefined) return () => undefined;
  const server: Server = createServer(socket => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => {
      reject(new AgentFault(`Another agent already runs on the folder ${folder}.`));
    });
    server.listen({ path }, resolve);
  });
  server.unref();
  return () => server.close();
}

/** Null where this agent was never paired. */
export function readPairing(folder: string): Pairing | null {
  let text: string;
  try {
    text = readFileSync(join(folder, tokenFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AgentFault(`${tokenFile} cannot be read: ${(error as Error).message}`);
  }
  const pairing = pairingIn(text);
  if (!pairing) throw new AgentFault(`${join(folder, tokenFile)} is not a pairing. Pair anew.`);
  return pairing;
}

/** Whole or not at all, and readable by this user only. */
export function keepPairing(folder: string, pairing: Pairing): void {
  const path = join(folder, tokenFile);
  writeFileSync(`${path}.new`, `${JSON.stringify(pairing)}\n`, { mode: 0o600 });
  const file = openSync(`${path}.new`, 'r');
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}

/** From our own file or from the server's answer. */
export function pairingIn(text: string): Pairing | null {
  try {
    const pairing = JSON.parse(text) as Record<string, unknown>;
    const parts = [pairing['deviceId'], pairing['name'], pairing['token']];
    const isWhole = parts.every(part => typeof part === 'string' && part !== '');
    return isWhole ? (pairing as unknown as Pairing) : null;
  } catch {
    return null;
  }
}
