import type {
  ClassRules,
  GhostAtCounter,
  PreparedLine,
  PreparedRun,
  Share,
} from './prepared-run.ts';

/** Keeps a moment on the far side of its limit, whatever is lost in adding minutes. */
const dustMinutes = 1e-6;

/** What changes while one run goes on. */
export interface RunNow {
  /** Per line: its first ticket that was not called. */
  readonly heads: Int32Array;
  /** Per ticket: how many of its queue were called before it; -1 while it waits. */
  readonly ahead: Int32Array;
  /** Per ghost, likewise. */
  readonly ghostAhead: Int32Array;
  /** Per queue: prioritised visitors since the last walk-in. */
  readonly inARow: Int32Array;
  /** Per shared visit: until when its visitor is at a counter. */
  readonly busyUntil: Float64Array;
}

/** Ranks: those put first, then the overdue, then everybody else by the key of their policy. */
const firstRank = 2;
const overdueRank = 1;

const rankOf = (line: PreparedLine, ticket: number, wait: number): number =>
  ticket < line.firstEnd ? firstRank : wait > line.maxWaitMinutes ? overdueRank : 0;

/**
 * Whom a counter calls at a minute: policy.ts and calling.ts once more on plain numbers. A test holds
 * the two against each other.
 */
export class Chooser {
  /** The chosen ticket and its line; -1 where nobody can be called. */
  ticket = -1;
  line = -1;
  readonly #run: PreparedRun;
  readonly #now: RunNow;
  readonly #heads: Int32Array;
  readonly #waited: Float64Array;
  readonly #visitOf: Int32Array | null;
  /** The share the chosen one is of. */
  #share = -1;
  // The best of each share of the counter, as far as it was looked at.
  readonly #tickets: Int32Array;
  readonly #lines: Int32Array;
  readonly #ranks: Int32Array;
  readonly #keys: Float64Array;
  readonly #urgencies: Float64Array;

  constructor(run: PreparedRun, now: RunNow) {
    this.#run = run;
    this.#now = now;
    this.#heads = now.heads;
    this.#waited = run.waited;
    this.#visitOf = run.visits ? run.visits.of : null;
    const most = Math.max(0, ...run.sharesOf.map(shares => shares.length));
    this.#tickets = new Int32Array(most);
    this.#lines = new Int32Array(most);
    this.#ranks = new Int32Array(most);
    this.#keys = new Float64Array(most);
    this.#urgencies = new Float64Array(most);
  }

  choose(counter: number, minutes: number): void {
    const shares = this.#run.sharesOf[counter]!;
    let best = -1;
    if (this.#run.isPlain[counter]) {
      this.#chooseUrgent(shares[0]!, minutes);
      return;
    }
    for (let index = 0; index < shares.length; index += 1) {
      const share = shares[index]!;
      this.#tickets[index] = -1;
      // What is helped when idle comes after the own ones, and only where those gave nobody.
      if (share.isIdle && best >= 0 && !shares[best]!.isIdle) continue;
      if (share.longMinutes > 0 && !this.#isLong(share, minutes)) continue;
      this.#findBest(share, index, minutes);
      if (this.#tickets[index]! < 0) continue;
      if (best < 0 || this.#comesFirst(shares, index, best)) best = index;
    }
    this.#share = best;
    this.ticket = best < 0 ? -1 : this.#tickets[best]!;
    this.line = best < 0 ? -1 : this.#lines[best]!;
  }

  /** The usual counter, which nearly every run has alone: by accumulated urgency, nothing else. */
  #chooseUrgent({ lines }: Share, minutes: number): void {
    let best = -1;
    let bestLine = -1;
    let bestRank = 0;
    let bestKey = 0;
    for (let place = 0; place < lines.length; place += 1) {
      const line = lines[place]!;
      const ticket = this.#front(line, minutes);
      if (ticket < 0) continue;
      const wait = this.#waited[ticket]! + minutes;
      const key = wait > 0 ? line.rate * wait : 0;
      const rank = rankOf(line, ticket, wait);
      if (best >= 0 && !this.#isBetter(ticket, rank, key, best, bestRank, bestKey)) continue;
      best = ticket;
      bestLine = line.index;
      bestRank = rank;
      bestKey = key;
    }
    this.ticket = best;
    this.line = bestLine;
    this.#ranks[0] = bestRank;
    this.#keys[0] = bestKey;
  }

  #findBest(share: Share, index: number, minutes: number): void {
    let best = -1;
    for (const line of share.lines) {
      const ticket = this.#front(line, minutes);
      if (ticket < 0) continue;
      const wait = this.#waited[ticket]! + minutes;
      const urgency = wait > 0 ? line.rate * wait : 0;
      const rank = rankOf(line, ticket, wait);
      const key = this.#keyOf(share, line, urgency);
      const [bestRank, bestKey] = [this.#ranks[index]!, this.#keys[index]!];
      if (best >= 0 && !this.#isBetter(ticket, rank, key, best, bestRank, bestKey)) continue;
      best = ticket;
      this.#lines[index] = line.index;
      this.#ranks[index] = rank;
      this.#keys[index] = key;
      this.#urgencies[index] = urgency;
    }
    this.#tickets[index] = best;
  }

  #isBetter(
    ticket: number,
    rank: number,
    key: number,
    best: number,
    bestRank: number,
    bestKey: number,
  ): boolean {
    if (rank !== bestRank) return rank > bestRank;
    if (rank === 0 && key !== bestKey) return key > bestKey;
    return this.#isEarlier(ticket, best);
  }

  /** What is compared inside a queue by its policy; equal keys go by who came earlier. */
  #keyOf(share: Share, line: ClassRules, urgency: number): number {
    if (share.kind === 'fifo') return 0;
    if (share.kind === 'strict') return line.strictRank;
    if (share.kind === 'ratio' && line.isWalkIn) {
      return this.#now.inARow[share.queue]! >= share.prioritisedPerWalkIn ? Infinity : -1;
    }
    return urgency;
  }

  #isEarlier(ticket: number, other: number): boolean {
    const { waited, order } = this.#run;
    const ahead = waited[ticket]! - waited[other]!;
    return ahead > 0 || (ahead === 0 && order[ticket]! < order[other]!);
  }

  /** Of the best of two queues: rank, then urgency by the weight the counter gives to each. */
  #comesFirst(shares: readonly Share[], index: number, other: number): boolean {
    const rank = this.#ranks[index]! - this.#ranks[other]!;
    if (rank !== 0) return rank > 0;
    if (this.#ranks[index] === 0) {
      const score = this.#urgencies[index]! * shares[index]!.weight;
      const otherScore = this.#urgencies[other]! * shares[other]!.weight;
      if (score !== otherScore) return score > otherScore;
    }
    return this.#isEarlier(this.#tickets[index]!, this.#tickets[other]!);
  }

  /** The first of a line who waits and is not at another counter; -1 where there is nobody. */
  #front(line: PreparedLine, minutes: number): number {
    let ticket = this.#heads[line.index]!;
    if (this.#visitOf !== null) {
      while (ticket < line.end && !this.#isCallable(ticket, minutes)) ticket += 1;
    }
    return ticket < line.end ? ticket : -1;
  }

  #isCallable(ticket: number, minutes: number): boolean {
    return this.#now.ahead[ticket]! < 0 && this.#busyUntil(ticket) <= minutes;
  }

  #busyUntil(ticket: number): number {
    const visit = this.#visitOf === null ? -1 : this.#visitOf[ticket]!;
    return visit < 0 ? 0 : this.#now.busyUntil[visit]!;
  }

  /** Whether somebody who could be called waits longer in the queue than its help asks for. */
  #isLong({ queue, longMinutes }: Share, minutes: number): boolean {
    const { linesOfQueue, waited } = this.#run;
    for (const line of linesOfQueue[queue]!) {
      for (let ticket = this.#heads[line.index]!; ticket < line.end; ticket += 1) {
        if (!this.#isCallable(ticket, minutes)) continue;
        if (waited[ticket]! + minutes >= longMinutes) return true;
        // Those put first may have come later than those behind them.
        if (ticket >= line.firstEnd) break;
      }
    }
    return false;
  }

  /** A newcomer stands behind everybody of its class, and wins only where it goes before the best. */
  isTaken(counter: number, at: GhostAtCounter, minutes: number): boolean {
    const { lines } = at;
    for (let place = 0; place < lines.length; place += 1) {
      if (this.#front(lines[place]!, minutes) >= 0) return false;
    }
    if (!this.#run.isPlain[counter]) return this.#goesBefore(counter, at, minutes);
    if (this.ticket < 0) return true;
    // Whoever waits came before a newcomer: among the overdue ones the newcomer is the last.
    if (this.#ranks[0]! > 0) return false;
    const { rate, maxWaitMinutes } = at.rules;
    return minutes > maxWaitMinutes || rate * minutes > this.#keys[0]!;
  }

  #goesBefore(counter: number, { rules, share }: GhostAtCounter, minutes: number): boolean {
    const shares = this.#run.sharesOf[counter]!;
    const own = shares[share]!;
    // A newcomer who has waited that long asks for help as well.
    const isOpen =
      own.longMinutes === 0 || minutes >= own.longMinutes || this.#isLong(own, minutes);
    if (!isOpen) return false;
    if (this.#share < 0) return true;
    if (own.isIdle !== shares[this.#share]!.isIdle) return !own.isIdle;
    const rank = minutes > rules.maxWaitMinutes ? overdueRank : 0;
    const urgency = rules.rate * minutes;
    if (this.#tickets[share]! >= 0) {
      const least = this.#ranks[share]!;
      if (rank < least || (rank === least && rank > 0)) return false;
      if (rank === least && this.#keyOf(own, rules, urgency) <= this.#keys[share]!) return false;
    }
    for (let index = 0; index < shares.length; index += 1) {
      if (index === share || this.#tickets[index]! < 0) continue;
      if (rank < this.#ranks[index]!) return false;
      if (rank > this.#ranks[index]!) continue;
      const other = this.#urgencies[index]! * shares[index]!.weight;
      if (rank === overdueRank || urgency * own.weight <= other) return false;
    }
    return true;
  }

  /** When a counter that finds nobody may find somebody; without end where it never will. */
  wakesAt(counter: number, minutes: number): number {
    const { canWake, sharesOf, ghostsOf } = this.#run;
    if (!canWake) return Infinity;
    const shares = sharesOf[counter]!;
    let wake = Infinity;
    for (const share of shares) {
      const isClosed = share.longMinutes > 0 && !this.#isLong(share, minutes);
      const freeAt = this.#firstFree(share);
      if (freeAt < Infinity) wake = Math.min(wake, isClosed ? this.#opensAt(share) : freeAt);
    }
    for (const { ghost, share } of ghostsOf[counter]!) {
      const { longMinutes } = shares[share]!;
      if (this.#now.ghostAhead[ghost]! >= 0 || minutes >= longMinutes) continue;
      wake = Math.min(wake, longMinutes + dustMinutes, this.#opensAt(shares[share]!));
    }
    // Moments are those of tickets and each is later than the last: a run ends, whatever it is given.
    return wake > minutes ? wake : Infinity;
  }

  /** When the first of those a counter may call from a share is at no other counter. */
  #firstFree({ lines }: Share): number {
    let free = Infinity;
    for (const { index, end } of lines) {
      for (let ticket = this.#heads[index]!; ticket < end; ticket += 1) {
        if (this.#now.ahead[ticket]! < 0) free = Math.min(free, this.#busyUntil(ticket));
      }
    }
    return free;
  }

  /** When the first of those who wait in a queue will have waited as long as its help asks for. */
  #opensAt({ queue, longMinutes }: Share): number {
    const { linesOfQueue, waited } = this.#run;
    let opens = Infinity;
    for (const { index, end } of linesOfQueue[queue]!) {
      for (let ticket = this.#heads[index]!; ticket < end; ticket += 1) {
        if (this.#now.ahead[ticket]! >= 0) continue;
        const long = longMinutes - waited[ticket]! + dustMinutes;
        opens = Math.min(opens, Math.max(long, this.#busyUntil(ticket)));
      }
    }
    return opens;
  }
}
