import { refusals, type Refusal, type RefusalCode } from '../../contract/refusals.ts';
import type { Problem } from '../../contract/http.ts';
import type { Answer } from '../building.ts';

/** Errors as RFC 9457 problem details. No stack, no SQL, no file name ever leaves the server. */

const titles: Partial<Record<RefusalCode, string>> = {
  'invalid-input': 'The input is not valid',
  'invalid-json': 'The body is not JSON',
  'service-closed': 'No ticket is issued for this service now',
  'already-called': 'The ticket was called already',
  'counter-occupied': 'A visitor is at the counter',
  'idempotency-conflict': 'The key was used for another request',
  fault: 'The server cannot keep anything now',
};

const titleOf = (code: RefusalCode): string =>
  titles[code] ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');

export interface InputError {
  readonly path: string;
  readonly message: string;
  readonly code?: string;
  readonly facts?: Record<string, string | number>;
}

/** The field at fault where a refusal of 422 does not say it by itself. */
const fieldAtFault: Partial<Record<RefusalCode, string>> = {
  'invalid-input': 'body',
  'invalid-json': 'body',
  'unknown-service': 'serviceIds',
  'duplicate-service': 'serviceIds',
  'need-without-class': 'need',
  'class-needs-booking': 'class',
  'password-too-weak': 'next',
  'same-password': 'next',
  'unknown-profile': 'profileId',
  'unknown-kiosk': 'kiosks',
  'same-place': 'connection',
  'picture-refused': 'body',
  'unknown-picture': 'logoId',
  'take-refused': 'body',
  'pack-refused': 'body',
  'unknown-zone': 'zoneIds',
  'not-comparable': 'second',
  'unknown-agency': 'agencyId',
  'range-refused': 'to',
  'unknown-slot': 'startsAt',
  'setup-refused': 'edits',
  'staff-refused': 'body',
  'wrong-confirmation': 'confirm',
  'folder-refused': 'folder',
  'range-reversed': 'query.to',
  'range-too-long': 'query.to',
  'unknown-filter': 'query',
};

/** Who is told that their input is wrong is always told where (HTTP-1). */
function inputErrorsOf(code: RefusalCode): readonly InputError[] | undefined {
  const path = fieldAtFault[code];
  return path === undefined ? undefined : [{ path, message: titleOf(code) }];
}

export function problem(
  code: RefusalCode,
  facts?: Refusal['facts'],
  errors: readonly InputError[] | undefined = inputErrorsOf(code),
): Problem {
  return {
    type: `/api/docs#problem-${code}`,
    title: titleOf(code),
    status: refusals[code],
    code,
    ...(facts ? { facts: { ...facts } } : {}),
    ...(errors ? { errors: errors.map(error => ({ ...error })) } : {}),
  };
}

export function problemAnswer(
  code: RefusalCode,
  facts?: Refusal['facts'],
  errors?: readonly InputError[],
): Answer {
  const body = problem(code, facts, errors);
  return { status: body.status, body: JSON.stringify(body) };
}

export const refusalAnswer = (refusal: Refusal): Answer =>
  problemAnswer(refusal.refused, refusal.facts);
