/**
 * Everything that may be refused, with the HTTP status it is sent with. Screens translate the code;
 * `detail` in problem+json is for engineers.
 */
export const refusals = {
  'invalid-input': 422,
  'invalid-json': 422,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'foreign-origin': 403,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  'idempotency-conflict': 409,
  'unknown-service': 422,
  'unknown-ticket': 404,
  'unknown-counter': 404,
  'unknown-booking': 404,
  'bookings-not-yet': 409,
  'service-closed': 409,
  'duplicate-service': 422,
  'need-without-class': 422,
  'class-needs-booking': 422,
  'counter-not-open': 409,
  'counter-occupied': 409,
  'not-this-counter': 403,
  'already-called': 409,
  'visitor-elsewhere': 409,
  'wrong-queue': 409,
  'wrong-state': 409,
  'recall-too-soon': 409,
  'recall-limit': 409,
  'no-show-too-soon': 409,
  'counter-taken': 409,
  'choice-reason-required': 409,
  'outcome-required': 409,
  'delivered-required': 409,
  'not-trained': 409,
  'kept-for-another': 409,
  'too-late': 409,
  'too-many-legs': 409,
  'already-in-visit': 409,
  'nothing-to-undo': 409,
  'undo-too-late': 409,
  'cannot-undo': 409,
  'same-destination': 409,
  'officer-not-here': 409,
  'destination-closed': 409,
  'unknown-printer': 404,
  'reprint-limit': 409,
  'no-printer': 409,
  'already-claimed': 409,
  'already-entered': 409,
  'unknown-staff': 404,
  'account-locked': 429,
  'password-too-weak': 422,
  'same-password': 422,
  busy: 503,
  fault: 503,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusals;

/** What a pure decision gives back instead of events. `facts` are safe to send. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}
