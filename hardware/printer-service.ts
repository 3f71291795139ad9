import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { rawPortUsual } from './connection.ts';
import { findProfile, knownProfiles } from './profiles/known-profiles.ts';
import { consoleHelp, describeFaults, readOrder } from './virtual/console.ts';
import type { Paper } from './virtual/paper.ts';
import { type VirtualPrinter, openVirtualPrinter } from './virtual-printer.ts';

/**
 * A printer of software for rehearsals (`npm run printer`): a server or an agent prints on it as on
 * a real one, its papers are shown and saved, and lines typed here make it fail.
 */

const usage = `npm run printer -- [--port ${rawPortUsual}] [--speed 200] [--profile epson-tm-t82x] [--folder FOLDER]

  --port     where it listens on this computer; 0 lets the system choose
  --speed    millimetres a second, 0 to 1000; 0 prints at once
  --profile  what it passes for: ${knownProfiles.map(({ id }) => id).join(', ')}
  --folder   where its papers are saved as pictures; none are saved without
`;
const portMax = 65_535;
const speedMax = 1_000;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n\n${usage}`);
  process.exit(2);
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (text !== '' && Number.isInteger(number) && number >= 0 && number <= most) return number;
  refuse(`--${name} is "${text}", but must be a whole number from 0 to ${most}.`);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(rawPortUsual) },
        speed: { type: 'string', default: '200' },
        profile: { type: 'string', default: 'epson-tm-t82x' },
        folder: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    // An unknown argument, in the words of the runtime.
    refuse((error as Error).message);
  }
}

function show(paper: Paper, count: number, folder: string | undefined): void {
  const width = 50;
  say(`┌${'─'.repeat(width)} paper ${count}`);
  for (const line of paper.text.split('\n')) say(`│ ${line}`);
  for (const code of paper.codes) say(`│ [QR ${code}]`);
  say(`└${'─'.repeat(width)} ${Math.round(paper.heightDots / 8)} mm`);
  if (folder === undefined) return;
  const file = join(folder, `paper-${String(count).padStart(4, '0')}.png`);
  writeFileSync(file, paper.png);
  say(`  saved as ${file}`);
}

/** True where the person wants to end it. */
function obey(line: string, printer: VirtualPrinter): boolean {
  const order = readOrder(line);
  switch (order.order) {
    case 'fault':
      printer.setFault(order.faults);
      say(describeFaults(printer.faults()));
      return false;
    case 'power-cycle':
      printer.powerCycle();
      say('off and on again: what was not printed is gone');
      return false;
    case 'status':
      say(`${describeFaults(printer.faults())}; ${printer.bufferedBytes()} bytes wait`);
      for (const bytes of printer.complaints()) say(`  not understood: ${bytes}`);
      return false;
    case 'help':
      say(consoleHelp);
      return false;
    case 'quit':
      return true;
    case 'unknown':
      if (order.said !== '') say(`"${order.said}" is no order of this printer; try help`);
      return false;
  }
}

async function serve(): Promise<void> {
  const { help, folder, ...values } = readArguments();
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const profile = findProfile(values.profile);
  if (profile === undefined) refuse(`--profile is "${values.profile}", which is not known.`);
  const port = wholeNumber('port', values.port, portMax);
  const mmPerSecond = wholeNumber('speed', values.speed, speedMax);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const printer = await openVirtualPrinter({ port, dots: profile.dots, mmPerSecond }).catch(
    (error: NodeJS.ErrnoException) =>
      refuse(`Port ${port} can't be used (${error.code ?? error.message}); choose another one.`),
  );
  printer.setFault({
    withoutProcessId: profile.proof !== 'confirming',
    mute: profile.proof === 'mute',
    withoutNativeQr: profile.qr === 'raster',
    withoutNearEndSensor: !profile.hasNearEndSensor,
  });
  let count = 0;
  printer.onPaper(paper => {
    count += 1;
    show(paper, count, folder);
  });
  say(`${profile.name} of software on 127.0.0.1:${printer.port}, ${mmPerSecond} mm/s`);
  say(consoleHelp);
  const lines = createInterface({ input: process.stdin });
  const end = (): void => {
    lines.close();
    // An open pipe to the keyboard would keep the program alive.
    process.stdin.destroy();
    void printer.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // Without a person at the keyboard it goes on printing.
  lines.on('line', line => {
    if (obey(line, printer)) end();
  });
}

await serve();
