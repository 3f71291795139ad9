import type { ToAgent } from '../../contract/agent.ts';
import type { JobName } from './job-record.ts';

/** The one place where what the server says is parsed. Null where it has not the form agreed on. */

const bytesMax = 524_288;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

export interface PrintOrder extends JobName {
  readonly profileId: string;
  readonly bytes: Buffer;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (message: unknown): Fields =>
  typeof message === 'object' && message !== null ? (message as Fields) : {};

export function readWelcome(message: unknown): ToAgent<'welcome'> | null {
  const { profileId } = fieldsOf(message);
  return profileId === null || typeof profileId === 'string' ? { profileId } : null;
}

export function readJobName(message: unknown): JobName | null {
  const { epoch, jobId } = fieldsOf(message);
  const isName = typeof epoch === 'string' && epoch !== '' && Number.isSafeInteger(jobId);
  return isName ? { epoch, jobId: jobId as number } : null;
}

export function readPrintOrder(message: unknown): PrintOrder | null {
  const name = readJobName(message);
  const { profileId, bytes } = fieldsOf(message);
  if (!name || typeof profileId !== 'string' || typeof bytes !== 'string') return null;
  if (bytes.length > Math.ceil(bytesMax / 3) * 4 || !base64.test(bytes)) return null;
  return { ...name, profileId, bytes: Buffer.from(bytes, 'base64') };
}
