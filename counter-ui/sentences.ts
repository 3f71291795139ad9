import type { Need, VisitClass } from '../contract/values.ts';
import type { DeskWaiting } from '../contract/desk-views.ts';
import type { ReasonFacts } from './call-reason.ts';
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

export const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

export function waitText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? t('lessThanMinute') : t('minutes', { minutes });
}

/** "mendahului A013: umum, 45 menit"; who that is only where the desk still lists the ticket. */
function overSentence(facts: ReasonFacts, passed: DeskWaiting | null): string {
  const label = facts.passedOver[0] ?? '';
  const others = facts.passedOver.length - 1;
  if (others > 0) return t('overMore', { label, count: others });
  if (!passed) return t('over', { label });
  const wait = waitText(passed.waitedSeconds);
  return t('overWho', { label, who: lowerFirst(classWord(passed)), wait });
}

/** Why this ticket and no other, in one sentence that can be read aloud. */
export function reasonSentence(
  facts: ReasonFacts,
  of: { class: VisitClass; need: Need | null },
): string {
  const who = classWord(of);
  const wait = waitText(facts.waitedSeconds);
  const over = overSentence(facts, facts.passed);
  switch (facts.kind) {
    case 'weighted':
      return t('reasonWeighted', {
        who,
        wait,
        times: facts.times,
        weighted: facts.weightedMinutes,
        over,
      });
    case 'favoured':
      return t('reasonFavoured', { who, wait, over });
    case 'longest':
      return facts.waitedSeconds >= 60
        ? t('reasonLongest', { who, wait })
        : t('reasonFirst', { who });
    case 'max-wait':
      return t('reasonMaxWait', { wait });
    case 'chosen':
      return facts.passedOver.length > 0
        ? t('reasonChosenOver', { wait, over })
        : t('reasonChosen', { wait });
  }
}
