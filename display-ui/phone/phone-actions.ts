/** What a visitor can do on their own page. */
export interface PhoneActions {
  /** Sound and vibration were asked for, by a touch. */
  readonly armed: boolean;
  readonly arm: () => void;
  readonly leave: () => void;
}
