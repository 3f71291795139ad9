import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal, RefusalCode } from '../../contract/refusals.ts';

/** What a decision gives: events to keep, or a refusal that changes nothing. */
export type Decision = readonly DomainEvent[] | Refusal;

export const refuse = (
  refused: RefusalCode,
  facts?: Readonly<Record<string, string | number | boolean>>,
): Refusal => (facts ? { refused, facts } : { refused });

export const isRefusal = (result: object): result is Refusal => 'refused' in result;
