import { AgentFault } from './agent/agent-fault.ts';
import { readAgentOptions } from './agent/agent-options.ts';
import { openPrintAgent, type PrintAgent } from './agent/print-agent.ts';

/** The program on a kiosk's own computer: arguments, signals, exit code. */

/** Of the 5 s in which it has to end; a paper that takes longer is told as unknown at the next start. */
const closeMsMax = 4_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function closeOnSignal(agent: PrintAgent): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(0), closeMsMax).unref();
    agent.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // Whoever started it is gone: an agent nobody can stop must not stay behind.
  process.on('disconnect', end);
}

async function main(): Promise<void> {
  closeOnSignal(await openPrintAgent(readAgentOptions(process.argv.slice(2)), say));
}

main().catch((error: unknown) => {
  const isFault = error instanceof AgentFault;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${isFault ? error.message : stack}\n`);
  process.exit(isFault ? 2 : 70);
});
