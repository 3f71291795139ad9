import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How long a process of the measurements may take to start or to answer. */
const waitMsMax = 30_000;

/** A program of this folder in a process of its own, so that server and load do not share a core. */
export interface BenchProcess {
  /** The next thing it says, in order; nothing it says is lost. */
  receive<Message>(): Promise<Message>;
  send(message: string): void;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

interface Mailbox {
  readonly messages: unknown[];
  readonly waiting: ((message: unknown) => void)[];
}

function mailboxOf(child: ChildProcess): Mailbox {
  const mailbox: Mailbox = { messages: [], waiting: [] };
  child.on('message', message => {
    const next = mailbox.waiting.shift();
    if (next) next(message);
    else mailbox.messages.push(message);
  });
  return mailbox;
}

export interface ProcessOptions {
  /** Makes it write a CPU profile there when it ends. */
  readonly profileFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export function startProcess(
  file: string,
  args: readonly string[],
  { profileFolder, environment }: ProcessOptions = {},
): BenchProcess {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: [
      ...process.execArgv,
      ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : []),
    ],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const mailbox = mailboxOf(child);
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return {
    receive<Message>() {
      return new Promise<Message>((resolve, reject) => {
        if (mailbox.messages.length > 0) return resolve(mailbox.messages.shift() as Message);
        const timer = setTimeout(() => reject(new Error(`${file} says nothing`)), waitMsMax);
        mailbox.waiting.push(message => {
          clearTimeout(timer);
          resolve(message as Message);
        });
        void ended.then(() => reject(new Error(`${file} ended early`)));
      });
    },
    send: message => child.send(message),
    async stop() {
      if (child.connected) child.send('stop');
      const timer = setTimeout(() => child.kill('SIGKILL'), waitMsMax);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Serves the parent's requests from inside such a process. */
export function answerParent(port: number, close: () => Promise<void>): void {
  process.on('message', message => {
    if (message === 'memory') process.send?.({ rssBytes: process.memoryUsage.rss() });
    if (message === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpuMicroseconds: user + system });
    }
    if (message === 'stop') void close().then(() => process.exit(0));
  });
  process.on('disconnect', () => process.exit(1));
  process.send?.({ port });
}
