import type { z } from 'zod';
import type { FileFault, FileFaultCode } from '../../../contract/setup-files.ts';

/** What a schema says of a value of a file, in words that a page can translate. */

type Facts = NonNullable<FileFault['facts']>;

export interface SchemaFault {
  readonly at: readonly PropertyKey[];
  readonly code: FileFaultCode;
  readonly facts?: Facts;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

const isSized = (origin: string): boolean => origin === 'string' || origin === 'array';
const namesMax = 20;
const nameLengthMax = 60;

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

function readIssue(issue: Issue, value: unknown): Pick<SchemaFault, 'code' | 'facts'> {
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(value, issue.path) === undefined
        ? { code: 'missing' }
        : { code: 'wrong-kind', facts: { expected: issue.expected } };
    case 'too_big':
      return {
        code: isSized(issue.origin) ? 'too-long' : 'too-large',
        facts: { max: Number(issue.maximum) },
      };
    case 'too_small':
      return {
        code: isSized(issue.origin) ? 'too-short' : 'too-small',
        facts: { min: Number(issue.minimum) },
      };
    case 'invalid_value':
      if (valueAt(value, issue.path) === undefined) return { code: 'missing' };
      return { code: 'not-one-of', facts: { values: issue.values.map(String).join(', ') } };
    case 'invalid_union':
      return { code: valueAt(value, issue.path) === undefined ? 'missing' : 'not-one-of' };
    default:
      return { code: 'wrong-form' };
  }
}

/** Each unknown key is an error of its own, at its own place. */
export function schemaFaults(error: z.ZodError, value: unknown): SchemaFault[] {
  return error.issues.flatMap((issue): SchemaFault[] => {
    const { message, path } = issue;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.slice(0, namesMax).map(key => ({
        at: [...path, key],
        code: 'unknown-key',
        facts: { key: key.slice(0, nameLengthMax) },
        message: 'Unknown field',
      }));
    }
    return [{ at: path, ...readIssue(issue, value), message: message.slice(0, 200) }];
  });
}
