import type { PrinterFault } from '../../contract/printers.ts';
import type { PrintOutcome, PrinterHealth } from '../printer.ts';

/** What the agent says to the technician, one line for each. */

const faults: Readonly<Record<PrinterFault, string>> = {
  'paper-end': 'out of paper',
  'cover-open': 'its cover is open',
  cutter: 'its cutter is jammed',
  'head-hot': 'its head is too hot',
  unrecoverable: 'it has an error that only switching it off and on ends',
  offline: 'offline, and it does not say why',
  'no-answer': 'connected, but it does not answer',
  unreachable: 'it cannot be reached',
  'in-use': 'another program holds it',
  'no-permission': 'this user may not open it (group "lp" or "dialout")',
  'not-a-printer': 'what answers there is no receipt printer',
  'queue-refused': 'the job was not taken',
  'connection-lost': 'the connection to it broke',
  mute: 'it prints but cannot say so',
  'line-full': 'too many jobs wait',
  closed: 'closed',
};

export function wordsOfHealth({ status, paper }: PrinterHealth): string {
  if (status.state === 'fault') return faults[status.fault];
  return paper === 'near-end' ? 'ready, paper near its end' : 'ready';
}

export function wordsOfOutcome(end: PrintOutcome): string {
  if (end.outcome === 'printed') return 'printed';
  const why = faults[end.fault];
  return end.outcome === 'not-sent'
    ? `not sent, ${why}`
    : `nobody knows whether it printed, ${why}`;
}
