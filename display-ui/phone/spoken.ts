import { pick } from '../../ui-kit/language.ts';
import type { TrackLeg, TrackView } from '../../contract/views.ts';
import type { Phase } from './model.ts';
import { t } from './texts.ts';

export const counterOf = (leg: TrackLeg): string =>
  leg.counterName === null ? t('theCounter') : pick(leg.counterName);

/** What those hear who do not see the page: the place, and the call as one sentence. */
export function spokenWords(view: TrackView | null, phase: Phase | null): string {
  if (view === null || phase === null) return '';
  const { label } = view;
  switch (phase.kind) {
    case 'waiting': {
      const { ahead, zone } = phase.leg;
      const place =
        ahead === 0 ? t('saidNext', { label }) : t('saidPlace', { label, ahead: ahead ?? '' });
      const known = ahead === null ? `${t('yourNumber')} ${label}. ${t('aheadUnknown')}.` : place;
      return phase.near ? `${known} ${t('near', { zone: pick(zone.word) })}` : known;
    }
    case 'called': {
      const { calls } = phase.leg;
      const counter = counterOf(phase.leg);
      return t(calls > 1 ? 'saidRecalled' : 'saidCalled', { label, counter, calls });
    }
    case 'serving':
    case 'parked':
    case 'away':
    case 'no-show':
    case 'done':
    case 'cancelled':
    case 'expired':
      return t(phase.kind);
    default:
      return '';
  }
}

/** The page's title, for those who look at something else meanwhile. */
export function titleWords(view: TrackView | null, phase: Phase): string {
  if (view === null) return 'MPP';
  const { label } = view;
  if (phase.kind === 'called') return t('titleCalled', { counter: counterOf(phase.leg) });
  if (phase.kind !== 'waiting' || phase.leg.ahead === null) return label;
  return t('titleAhead', { label, ahead: phase.leg.ahead });
}
