import { type VirtualFaults, isOffline, noFaults } from './faults.ts';

/** What the person at a printer of software can say, one line each. */
export type ConsoleOrder =
  | { readonly order: 'fault'; readonly faults: Partial<VirtualFaults> }
  | { readonly order: 'power-cycle' }
  | { readonly order: 'status' }
  | { readonly order: 'help' }
  | { readonly order: 'quit' }
  | { readonly order: 'unknown'; readonly said: string };

/** A word is a fault that is there or not; "word off" takes it away. */
const switches: ReadonlyMap<string, keyof VirtualFaults> = new Map(
  Object.entries({
    paper: 'paperEnd',
    near: 'paperNearEnd',
    cover: 'coverOpen',
    cutter: 'cutterJammed',
    jam: 'cutterJamsAtCut',
    hot: 'headHot',
    broken: 'unrecoverable',
    button: 'feedButtonHeld',
    mute: 'mute',
    hang: 'hung',
    clone: 'withoutProcessId',
    noqr: 'withoutNativeQr',
    refuse: 'refusesAll',
    split: 'splitsReplies',
    chatty: 'automaticStatusBetweenReplies',
  } as const),
);

type Strike = (count: number) => Partial<VirtualFaults>;
/** A word with a number strikes later, at that many millimetres or bytes. */
const counted: ReadonlyMap<string, Strike> = new Map(
  Object.entries<Strike>({
    'paper-after': mm => ({ paperEndAfterDotLines: mm * 8 }),
    'power-after': mm => ({ powerCycleAfterDotLines: mm * 8 }),
    'reset-after': bytes => ({ resetAfterBytes: bytes }),
    'deaf-after': bytes => ({ stopsReadingAfterBytes: bytes }),
    'xoff-at': bytes => ({ flowControlAtBytes: bytes }),
  }),
);

const countMax = 1_000_000;
const saidMax = 80;

export const consoleHelp = [
  `faults that are there or not ("cover", "cover off"): ${[...switches.keys()].join(', ')}`,
  `faults that come later ("paper-after 40", in mm; bytes for the others): ${[...counted.keys()].join(', ')}`,
  'second refused | ignored | served: what happens to a second connection',
  'ok: everything in order again · power: off and on · status · help · quit',
].join('\n');

/** Reads one line of the person at the printer. */
export function readOrder(text: string): ConsoleOrder {
  const [word = '', rest = ''] = text.trim().toLowerCase().split(/\s+/);
  if (word === 'power') return { order: 'power-cycle' };
  if (word === 'status' || word === 'help' || word === 'quit') return { order: word };
  if (word === 'ok') return { order: 'fault', faults: noFaults };
  if (word === 'second' && ['refused', 'ignored', 'served'].includes(rest)) {
    const secondConnection = rest as VirtualFaults['secondConnection'];
    return { order: 'fault', faults: { secondConnection } };
  }
  const flag = switches.get(word);
  if (flag !== undefined && (rest === '' || rest === 'on' || rest === 'off')) {
    return { order: 'fault', faults: { [flag]: rest !== 'off' } };
  }
  const count = Number(rest);
  const strike = counted.get(word);
  if (strike !== undefined && Number.isInteger(count) && count > 0 && count <= countMax) {
    return { order: 'fault', faults: strike(count) };
  }
  return { order: 'unknown', said: text.trim().slice(0, saidMax) };
}

/** The faults that differ from a printer in order, in a line. */
export function describeFaults(faults: VirtualFaults): string {
  const wrong = Object.entries(faults).filter(
    ([name, value]) => value !== noFaults[name as keyof VirtualFaults],
  );
  if (wrong.length === 0) return 'in order';
  const list = wrong.map(([name, value]) => (value === true ? name : `${name} ${String(value)}`));
  return `${isOffline(faults) ? 'offline' : 'online'}: ${list.join(', ')}`;
}
