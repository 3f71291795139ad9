/** What can be wrong with the printer. Several may hold at once, as in life. */
export interface VirtualFaults {
  readonly coverOpen: boolean;
  readonly paperEnd: boolean;
  readonly paperNearEnd: boolean;
  /** It has no sensor for the near end, and answers otherwise at the end. */
  readonly withoutNearEndSensor: boolean;
  /** Stopped by a held feed button: offline without any cause that it could name. */
  readonly feedButtonHeld: boolean;
  /** The paper ends after that many more dot lines (8 a millimetre); null: it does not. */
  readonly paperEndAfterDotLines: number | null;
  /** What goes wrong (or right) once that many more dot lines are printed; null: nothing. */
  readonly later: {
    readonly afterDotLines: number;
    readonly faults: Partial<VirtualFaults>;
  } | null;
  /** Somebody pulls the plug after that many more dot lines; null: nobody does. */
  readonly powerCycleAfterDotLines: number | null;
  readonly cutterJammed: boolean;
  /** The blade jams when it is next used. */
  readonly cutterJamsAtCut: boolean;
  readonly headHot: boolean;
  readonly unrecoverable: boolean;
  /** Prints and never answers. */
  readonly mute: boolean;
  /** Takes everything, prints nothing, answers nothing. */
  readonly hung: boolean;
  readonly withoutProcessId: boolean;
  /** A board that does not know GS ( k. */
  readonly withoutNativeQr: boolean;
  /** A board that does not know GS r. */
  readonly withoutInOrderStatus: boolean;
  /** A board that answers GS r at once with "no paper", where a good one waits for paper. */
  readonly answersInOrderWithoutPaper: boolean;
  /** What happens to whoever connects while somebody is connected. */
  readonly secondConnection: 'refused' | 'ignored' | 'served';
  /** Nobody can connect at all. */
  readonly refusesAll: boolean;
  /** The connection is reset after that many more bytes; null: it is not. */
  readonly resetAfterBytes: number | null;
  /** It stops reading after that many more bytes; null: it goes on. */
  readonly stopsReadingAfterBytes: number | null;
  readonly splitsReplies: boolean;
  readonly automaticStatusBetweenReplies: boolean;
  /**
   * Sends XOFF when its buffer holds more than that many bytes, XON when it is empty again. Who
   * goes on sending loses what does not fit.
   */
  readonly flowControlAtBytes: number | null;
}

export const noFaults: VirtualFaults = {
  coverOpen: false,
  paperEnd: false,
  paperNearEnd: false,
  withoutNearEndSensor: false,
  feedButtonHeld: false,
  paperEndAfterDotLines: null,
  later: null,
  powerCycleAfterDotLines: null,
  cutterJammed: false,
  cutterJamsAtCut: false,
  headHot: false,
  unrecoverable: false,
  mute: false,
  hung: false,
  withoutProcessId: false,
  withoutNativeQr: false,
  withoutInOrderStatus: false,
  answersInOrderWithoutPaper: false,
  secondConnection: 'refused',
  refusesAll: false,
  resetAfterBytes: null,
  stopsReadingAfterBytes: null,
  splitsReplies: false,
  automaticStatusBetweenReplies: false,
  flowControlAtBytes: null,
};

export function isOffline(faults: VirtualFaults): boolean {
  const { coverOpen, paperEnd, cutterJammed, headHot, unrecoverable, feedButtonHeld } = faults;
  return coverOpen || paperEnd || cutterJammed || headHot || unrecoverable || feedButtonHeld;
}
