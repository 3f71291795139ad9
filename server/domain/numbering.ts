/** A ticket's label: the series' letters and at least three digits, "A012" (NUM-3). */
export const labelOf = (series: string, number: number): string =>
  `${series}${String(number).padStart(3, '0')}`;
