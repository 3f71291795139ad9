import { dayMs } from './local-time.ts';

/** How long what stands beside the journal is kept, in milliseconds; what has a setting has it there. */

/** Notes about visitors may name people: they end by themselves. */
export const keepNotesMs = 30 * dayMs;
/** How long after its day a code still says that its booking was of another day. */
export const keepCodesMs = 30 * dayMs;
/** How long an answered request is remembered. */
export const rememberMs = 48 * 3_600_000;
