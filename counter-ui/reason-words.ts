import type { Outcome, ParkReason } from '../contract/values.ts';
import { questionText } from './question-texts.ts';
import type { QuestionTextKey } from './question-texts.ts';
import { t } from './texts.ts';
import type { TextKey } from './texts.ts';

const pauseTitles: Readonly<Record<string, TextKey>> = {
  break: 'pausedBreak',
  prayer: 'pausedPrayer',
  meal: 'pausedMeal',
  meeting: 'pausedMeeting',
  system: 'pausedSystem',
  other: 'pausedOther',
};

export const pauseTitle = (reason: string | null): string =>
  t(pauseTitles[reason ?? 'break'] ?? 'pausedOther');

const parkWords: Readonly<Record<ParkReason, QuestionTextKey>> = {
  documents: 'parkDocuments',
  copies: 'parkCopies',
  payment: 'parkPayment',
  system: 'parkSystem',
  other: 'parkOther',
};

export const parkWord = (reason: ParkReason): string => questionText(parkWords[reason]);

const outcomeWords: Readonly<Record<Outcome, TextKey>> = {
  completed: 'completed',
  incomplete: 'incomplete',
  continued: 'continued',
};

export const outcomeWord = (outcome: Outcome): string => t(outcomeWords[outcome]);
