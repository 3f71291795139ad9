import { language } from '../ui-kit/language.ts';

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** "1,4 GB": two figures where there is room for them, and the comma of the language. */
export function byteWords(bytes: number): string {
  let [value, unit] = [Math.max(0, bytes), 0];
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value < 10 && unit > 1 ? 1 : 0;
  return `${value.toLocaleString(language.value, { maximumFractionDigits: digits })} ${units[unit]}`;
}
