import type { Need, VisitClass } from '../contract/values.ts';
import { t } from './texts.ts';
import type { TextKey } from './texts.ts';

const needKeys: Readonly<Record<Need, TextKey>> = {
  elderly: 'elderly',
  pregnant: 'pregnant',
  nursing: 'nursing',
  disability: 'disability',
  'with-child': 'withChild',
};

const classKeys: Readonly<Record<VisitClass, TextKey>> = {
  'walk-in': 'walkIn',
  booked: 'booked',
  vulnerable: 'vulnerable',
};

/** "Lansia", where the need was said; else the class. */
export const classWord = (of: { class: VisitClass; need: Need | null }): string =>
  t(of.need ? needKeys[of.need] : classKeys[of.class]);

export const needWord = (need: Need): string => t(needKeys[need]);

export const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

export function waitText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? t('lessThanMinute') : t('minutes', { minutes });
}
