/**
 * The spoken calls of one zone: one at a time, in order. A call that has waited too long is not
 * spoken any more, because a voice that lags behind the screens sends people astray; the screens
 * still show it. Time is an argument, every function returns a new queue.
 */

export interface QueuedAnnouncement {
  readonly id: string;
  /** When the officer called, not when it was queued. */
  readonly calledAtMs: number;
  /** Length of the sound with chime and all repeats: the most it can take. */
  readonly durationMs: number;
}

export interface Speaking<Call extends QueuedAnnouncement> {
  readonly call: Call;
  /** After this moment the speaker is taken for silent, and the zone goes on without it. */
  readonly deadlineMs: number;
}

/** Every call enqueued ends in exactly one of these, or was withdrawn. */
export interface AnnouncementCounts {
  readonly spoken: number;
  /** Too old to be spoken, or pushed out of a full queue. */
  readonly dropped: number;
  /** Handed to a speaker that never said it had finished. */
  readonly unconfirmed: number;
}

export interface AnnouncementQueue<Call extends QueuedAnnouncement = QueuedAnnouncement> {
  readonly speaking: Speaking<Call> | null;
  readonly waiting: readonly Call[];
  readonly counts: AnnouncementCounts;
}

export const announcementAgeMsMax = 20_000;
export const announcementsWaitingMax = 50;
/** What a display may need on top of the sound's own length: loading, decoding, answering. */
export const confirmationGraceMs = 3_000;

export function emptyAnnouncementQueue<Call extends QueuedAnnouncement>(): AnnouncementQueue<Call> {
  return { speaking: null, waiting: [], counts: { spoken: 0, dropped: 0, unconfirmed: 0 } };
}

function counted<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  which: keyof AnnouncementCounts,
  by: number,
): AnnouncementCounts {
  return { ...queue.counts, [which]: queue.counts[which] + by };
}

/** Enqueueing an id that already waits or speaks changes nothing. A full queue loses its oldest. */
export function enqueueAnnouncement<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  call: Call,
): AnnouncementQueue<Call> {
  if (queue.speaking?.call.id === call.id) return queue;
  if (queue.waiting.some(waiting => waiting.id === call.id)) return queue;
  const waiting = [...queue.waiting, call].slice(-announcementsWaitingMax);
  const lost = queue.waiting.length + 1 - waiting.length;
  return { ...queue, waiting, counts: counted(queue, 'dropped', lost) };
}

/** Drops waiting calls older than 20 s and gives up on a speaker past its deadline. */
export function expireAnnouncements<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  nowMs: number,
): AnnouncementQueue<Call> {
  const waiting = queue.waiting.filter(call => nowMs - call.calledAtMs <= announcementAgeMsMax);
  const silent = queue.speaking !== null && nowMs > queue.speaking.deadlineMs;
  const dropped = queue.waiting.length - waiting.length;
  if (dropped === 0 && !silent) return queue;
  const counts = {
    ...counted(queue, 'dropped', dropped),
    unconfirmed: queue.counts.unconfirmed + (silent ? 1 : 0),
  };
  return { speaking: silent ? null : queue.speaking, waiting, counts };
}

/** The call to speak now, if nothing is being spoken and a fresh one waits. Expires first. */
export function nextAnnouncement<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  nowMs: number,
): { readonly queue: AnnouncementQueue<Call>; readonly call: Call | null } {
  const fresh = expireAnnouncements(queue, nowMs);
  const [call, ...waiting] = fresh.waiting;
  if (fresh.speaking !== null || call === undefined) return { queue: fresh, call: null };
  const deadlineMs = nowMs + call.durationMs + confirmationGraceMs;
  return { queue: { ...fresh, waiting, speaking: { call, deadlineMs } }, call };
}

/** The sound that is spoken now is this long: its speaker is not given up before its end. */
export function allowForSound<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  durationMs: number,
  nowMs: number,
): AnnouncementQueue<Call> {
  const { speaking } = queue;
  const deadlineMs = nowMs + durationMs + confirmationGraceMs;
  if (speaking === null || speaking.deadlineMs >= deadlineMs) return queue;
  return { ...queue, speaking: { ...speaking, deadlineMs } };
}

/**
 * How many times the call that begins now is said: as often as set, but once while others wait.
 * At 4 calls a minute, saying each twice lets 19 % grow too old to be heard; this way it is 4 %.
 * Ask with the queue that `nextAnnouncement` gave back.
 */
export function repeatsNow<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  repeat: number,
): number {
  return queue.waiting.length > 0 ? 1 : repeat;
}

/** The speaker says it has finished. A late or foreign confirmation changes nothing. */
export function confirmSpoken<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  id: string,
): AnnouncementQueue<Call> {
  if (queue.speaking?.call.id !== id) return queue;
  return { ...queue, speaking: null, counts: counted(queue, 'spoken', 1) };
}

/** The speaker went away while speaking: the call is first again, for whichever takes over. */
export function giveBackAnnouncement<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
): AnnouncementQueue<Call> {
  if (queue.speaking === null) return queue;
  const all = [queue.speaking.call, ...queue.waiting];
  const waiting = all.slice(-announcementsWaitingMax);
  const lost = all.length - waiting.length;
  return { speaking: null, waiting, counts: counted(queue, 'dropped', lost) };
}

/** The call was undone before it was heard. One that is being spoken is let finish. */
export function withdrawAnnouncement<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
  id: string,
): AnnouncementQueue<Call> {
  const waiting = queue.waiting.filter(call => call.id !== id);
  return waiting.length === queue.waiting.length ? queue : { ...queue, waiting };
}

/** When to look again without any other event: the next moment at which something expires. */
export function announcementAlarmMs<Call extends QueuedAnnouncement>(
  queue: AnnouncementQueue<Call>,
): number | null {
  const moments = queue.waiting.map(call => call.calledAtMs + announcementAgeMsMax + 1);
  if (queue.speaking !== null) moments.push(queue.speaking.deadlineMs + 1);
  return moments.length === 0 ? null : Math.min(...moments);
}
