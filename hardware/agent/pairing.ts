import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AgentFault } from './agent-fault.ts';
import { keepPairing, pairingIn, readPairing, type Pairing } from './agent-folder.ts';

const answerMsMax = 10_000;
const triesMax = 5;
const pauseMs = 2_000;

/** With one key for all tries: an answer that was lost is given again, and not a second device made. */
async function ask(serverUrl: string, code: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
  const body = JSON.stringify({ code });
  for (let tries = 1; ; tries += 1) {
    try {
      const signal = AbortSignal.timeout(answerMsMax);
      const asked = { method: 'POST', headers, body, signal };
      return await fetch(`${serverUrl}/api/v1/devices/pair`, asked);
    } catch {
      if (tries === triesMax) throw new AgentFault(`The server ${serverUrl} cannot be reached.`);
      await pause(pauseMs);
    }
  }
}

const reasons: Readonly<Record<number, string>> = {
  404: 'The pairing code is wrong, used or over: make a new one.',
  429: 'Too many wrong codes: wait a minute.',
};

/**
 * The pairing that is kept in the folder, or a new one by a code. A code that was used stays harmless
 * in the command line: where the agent is paired already, it goes on as it is.
 */
export async function pairedAs(
  serverUrl: string,
  folder: string,
  code: string | null,
): Promise<Pairing> {
  const kept = readPairing(folder);
  if (code === null) {
    if (kept) return kept;
    throw new AgentFault('This agent is not paired: start it once with --pair CODE.');
  }
  if (kept !== null && kept.code === code) return kept;
  const answer = await ask(serverUrl, code);
  const pairing = answer.status === 201 ? pairingIn(await answer.text()) : null;
  if (!pairing) {
    const reason = reasons[answer.status] ?? `The server refused the code (${answer.status}).`;
    throw new AgentFault(reason);
  }
  keepPairing(folder, { ...pairing, code });
  return pairing;
}
