import type { ListenState } from './call-listener.ts';
import type { AlertMeans } from './turn-alert.ts';

/** What a visitor can do on their own page. */
export interface PhoneActions {
  /** How the phone makes itself noticed; null until that was asked for, by a touch. */
  readonly means: AlertMeans | null;
  readonly arm: () => void;
  readonly disarm: () => void;
  readonly tryAlert: () => void;
  /** The own call, spoken. */
  readonly listening: ListenState;
  readonly listen: () => void;
  /** Does what was asked about. */
  readonly confirm: () => void;
  readonly rate: () => void;
}
