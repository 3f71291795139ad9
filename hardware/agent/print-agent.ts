import { openPrinter } from '../open-printer.ts';
import { openSerialScanner, type SerialScanner } from '../scanner/serial-scanner.ts';
import { AgentFault } from './agent-fault.ts';
import { holdAgentFolder, makeAgentFolder } from './agent-folder.ts';
import type { AgentOptions } from './agent-options.ts';
import { AgentWork } from './agent-work.ts';
import { JobRecord } from './job-record.ts';
import { readJobName, readPrintOrder, readWelcome } from './orders.ts';
import { pairedAs } from './pairing.ts';
import { ServerLink } from './server-link.ts';

export interface PrintAgent {
  /** Lets the job in flight come to its end and tells the server, then ends. */
  close(): Promise<void>;
}

/** Why the server does not let the agent in, in words; else as it came. */
const refusals: Readonly<Record<string, string>> = {
  'not-signed-in': 'not paired any more; pair it anew with --pair CODE',
  'not-allowed': 'paired as another kind of device; pair it anew as a print agent',
};

function openScanner(
  scanner: NonNullable<AgentOptions['scanner']>,
  link: ServerLink,
  say: (line: string) => void,
): SerialScanner {
  return openSerialScanner({
    ...scanner,
    ends: 'line',
    onScan: code => {
      link.send('scan', { text: code });
    },
    onChange: isConnected => say(`Scanner: ${isConnected ? 'ready' : 'it cannot be reached'}.`),
  });
}

function openRecord(folder: string): JobRecord {
  try {
    return new JobRecord(folder);
  } catch (error) {
    throw new AgentFault(`The folder ${folder} cannot be used: ${(error as Error).message}`);
  }
}

/** Says a line once, and again only after another one: a server that is off fills no log. */
function onlyNews(say: (line: string) => void): (line: string) => void {
  let last = '';
  return line => {
    if (line !== last) say(line);
    last = line;
  };
}

/** What the server says, to whom it concerns. What has another form is dropped. */
function hearServer(work: AgentWork, link: ServerLink, say: (line: string) => void) {
  return (name: 'welcome' | 'ask' | 'print', message: unknown): void => {
    if (name === 'print') {
      const order = readPrintOrder(message);
      if (order) work.print(order);
      return;
    }
    if (name === 'ask') {
      const job = readJobName(message);
      if (job) work.ask(job);
      return;
    }
    const welcome = readWelcome(message);
    if (!welcome) return;
    link.settle();
    work.welcome(welcome.profileId);
    const isUsed = welcome.profileId !== null;
    say(isUsed ? 'Connected.' : 'Connected; no printer of the set-up is this agent’s yet.');
  };
}

/** Drives the printer beside this computer for the server. Throws AgentFault where it cannot start. */
export async function openPrintAgent(
  options: AgentOptions,
  say: (line: string) => void,
): Promise<PrintAgent> {
  const { serverUrl, folder, printer: connection, pairingCode, scanner } = options;
  makeAgentFolder(folder);
  const letGo = await holdAgentFolder(folder);
  const { token, name } = await pairedAs(serverUrl, folder, pairingCode);
  const record = openRecord(folder);
  say(`Print agent "${name}" for ${serverUrl}.`);
  const sayLink = onlyNews(say);
  const work = new AgentWork({
    record,
    openPrinter: (profile, mayHoldPartOfJob) =>
      openPrinter({ connection, profile, mayHoldPartOfJob }),
    tellJob: message => link.send('job', message),
    tellHealth: health => link.send('health', health),
    say,
  });
  const link: ServerLink = new ServerLink({
    serverUrl,
    token,
    onConnected: () => {
      link.send('hello', { recordId: record.id });
      if (work.health) link.send('health', work.health);
    },
    onLost: reason => sayLink(`No connection to the server: ${refusals[reason] ?? reason}.`),
    onMessage: (message, content) => hear(message, content),
  });
  const hear = hearServer(work, link, sayLink);
  link.open();
  const scans = scanner ? openScanner(scanner, link, onlyNews(say)) : null;
  return {
    async close() {
      await scans?.close();
      await work.close();
      await link.close();
      record.close();
      letGo();
    },
  };
}
