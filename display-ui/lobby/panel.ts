import type { DisplayCall } from '../../contract/views.ts';

/**
 * Who has the big panel, who waits for it, and who had it. Pure: time is an argument in
 * milliseconds of the display's own steady clock, and every function returns a new board.
 *
 * Invariant: a call is in exactly one of `shown`, `pending` and `past`, once per ticket.
 */
export interface CallBoard {
  readonly shown: readonly DisplayCall[];
  readonly shownAtMs: number;
  /** Grows with every change that should draw the eye; a repeat pulses without a move. */
  readonly attention: number;
  readonly repeat: boolean;
  readonly pending: readonly DisplayCall[];
  readonly past: readonly DisplayCall[];
}

/** Each call keeps the panel at least this long. */
export const panelMsMin = 6_000;
/** After this long without a call the panel stops saying "now". */
export const nowMs = 20_000;
/** With this many waiting, the panel takes several at once, so that it never falls behind. */
export const crowdMin = 3;
export const panelCallsMax = 4;
export const pastMax = 4;
/** Turns of the panel that are waited for at most, behind the one that stands. */
const turnsMax = 10;
/** No call waits longer than this for the panel: an older one makes room and is listed as called. */
export const pendingMsMax = (turnsMax + 1) * panelMsMin;

export const emptyCallBoard: CallBoard = {
  shown: [],
  shownAtMs: Number.NEGATIVE_INFINITY,
  attention: 0,
  repeat: false,
  pending: [],
  past: [],
};

/** A board of calls that were made before this screen looked: still, white, nothing pulses. */
export function restingCallBoard(calls: readonly DisplayCall[], attention: number): CallBoard {
  const [first, ...others] = oncePerTicket(calls);
  return {
    ...emptyCallBoard,
    attention,
    shown: first === undefined ? [] : [first],
    past: others.slice(0, pastMax),
  };
}

export function isNow(board: CallBoard, atMs: number): boolean {
  return board.shown.length > 0 && atMs - board.shownAtMs < nowMs;
}

/** A new call: a repeat of the number on the panel pulses at once, any other one waits its turn. */
export function enterCall(
  board: CallBoard,
  call: DisplayCall,
  atMs: number,
  roomForCalls = panelCallsMax,
): CallBoard {
  if (board.shown.some(other => isSameCall(other, call))) {
    return {
      ...board,
      shown: board.shown.map(other => (isSameCall(other, call) ? call : other)),
      shownAtMs: atMs,
      attention: board.attention + 1,
      repeat: true,
    };
  }
  const waits = board.pending.some(other => other.ticketId === call.ticketId);
  const pending = waits
    ? board.pending.map(other => (other.ticketId === call.ticketId ? call : other))
    : [...board.pending, call];
  const pendingMax = turnsMax * roomForCalls;
  const late = pending.slice(0, -pendingMax);
  return {
    ...board,
    pending: pending.slice(-pendingMax),
    past: [...late.toReversed(), ...without(board.past, [call, ...late])].slice(0, pastMax),
  };
}

/** Moves waiting calls to the panel once the ones on it have had their time. */
export function advanceCalls(
  board: CallBoard,
  atMs: number,
  roomForCalls = panelCallsMax,
): CallBoard {
  if (board.pending.length === 0 || atMs - board.shownAtMs < panelMsMin) return board;
  const taken = board.pending.length >= crowdMin ? roomForCalls : 1;
  const shown = board.pending.slice(0, taken);
  return {
    shown,
    shownAtMs: atMs,
    attention: board.attention + 1,
    repeat: false,
    pending: board.pending.slice(taken),
    past: without(oncePerTicket([...board.shown.toReversed(), ...board.past]), shown).slice(
      0,
      pastMax,
    ),
  };
}

/** Calls that were taken back leave the board at once, wherever they stand on it. */
export function withdrawCalls(board: CallBoard, callIds: ReadonlySet<number>): CallBoard {
  const stands = (call: DisplayCall): boolean => !callIds.has(call.callId);
  const shown = board.shown.filter(stands);
  // An empty panel keeps nobody waiting.
  const isFreed = shown.length === 0 && board.shown.length > 0;
  return {
    ...board,
    shown,
    shownAtMs: isFreed ? Number.NEGATIVE_INFINITY : board.shownAtMs,
    pending: board.pending.filter(stands),
    past: board.past.filter(stands),
  };
}

function isSameCall(one: DisplayCall, other: DisplayCall): boolean {
  return one.ticketId === other.ticketId && one.counterId === other.counterId;
}

function without(calls: readonly DisplayCall[], gone: readonly DisplayCall[]): DisplayCall[] {
  const tickets = new Set(gone.map(call => call.ticketId));
  return calls.filter(call => !tickets.has(call.ticketId));
}

function oncePerTicket(calls: readonly DisplayCall[]): DisplayCall[] {
  const seen = new Set<string>();
  return calls.filter(call => {
    if (seen.has(call.ticketId)) return false;
    seen.add(call.ticketId);
    return true;
  });
}
