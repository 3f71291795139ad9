/** A ticket's label: the series' letters and at least three digits, "A012" (NUM-3). */
export const labelOf = (series: string, number: number): string =>
  `${series}${String(number).padStart(3, '0')}`;

/** Numbers of paper sheets, for when the system is down: never given by it (MANUAL-1). */
export const manualFrom = 901;
export const manualTo = 999;

export const isManualNumber = (number: number): boolean =>
  number >= manualFrom && number <= manualTo;

/** The number after the last one of a series; those of paper sheets are passed over. */
export const numberAfter = (last: number): number =>
  last + 1 === manualFrom ? manualTo + 1 : last + 1;
