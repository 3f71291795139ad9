import { z } from 'zod';
import type { Caller } from '../auth/access.ts';
import { visitIdOf } from '../auth/ticket-tokens.ts';
import { WrongTokens } from '../auth/wrong-tokens.ts';
import type { Building } from '../building.ts';
import { problemAnswer } from './problem.ts';
import type { Reply } from './route.ts';

export const tokenParams = z.strictObject({ token: z.string().min(1).max(64) });

/** What any route behind the door may refuse. */
export const doorRefusals = ['unknown-ticket', 'too-many-attempts'] as const;

interface Asked {
  readonly params: { readonly token: string };
  readonly caller: Caller;
}

/** Who has the token is the visitor; whoever tries many others is asked to wait. */
export type TicketDoor = (asked: Asked) => { readonly visitId: string } | Reply;

export function openTicketDoor(building: Building, secret: Buffer): TicketDoor {
  const wrong = new WrongTokens();
  return ({ params: { token }, caller }) => {
    const visitId = visitIdOf(secret, token);
    if (visitId !== null) return { visitId };
    const waitSeconds = wrong.note(caller.address, token, building.now());
    if (waitSeconds === 0) return problemAnswer('unknown-ticket');
    const headers = { 'Retry-After': String(waitSeconds) };
    return { ...problemAnswer('too-many-attempts', { waitSeconds }), headers };
  };
}
