import type { Language } from '../contract/values.ts';
import { timeOfDay } from '../ui-kit/formats.ts';

/** "08.53.10": zones of whole minutes have the same second everywhere. */
export function timeWithSeconds(ms: number, timeZone: string, language: Language): string {
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  return `${timeOfDay(ms, timeZone, language)}${language === 'id' ? '.' : ':'}${seconds}`;
}
