import type { Refusal } from '../../contract/refusals.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Building, Outcome } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import { refusalAnswer } from './problem.ts';
import { run, type Call, type Reply } from './route.ts';

type Asked = Pick<
  Call<unknown, unknown, { readonly setupSeq: number }>,
  'body' | 'actor' | 'idempotency'
>;

interface Changed {
  readonly setup: Setup;
  /** Answered beside the number of the new set-up, once it is in effect. */
  readonly saved?: (outcome: Outcome) => object;
}

/**
 * Changes the set-up that the asker saw; `change` makes the new one, or says why not. What is based
 * on an older one is handed over unread: the building refuses it with `setup-changed`, unless it has
 * answered this very request before and only the answer was lost.
 */
export function changeSetup(
  building: Building,
  call: Asked,
  change: (setup: Setup) => Changed | Refusal | Reply,
  status: 200 | 201 = 200,
): Reply | Promise<Reply> {
  const { state } = building;
  const { setup } = setupOf(state);
  const basedOnSeq = call.body.setupSeq;
  const changed: Changed | Refusal | Reply =
    basedOnSeq === state.setupSeq ? change(setup) : { setup };
  if (isRefusal(changed)) return refusalAnswer(changed);
  if ('status' in changed) return changed;
  const command = {
    type: 'configure',
    actor: call.actor,
    setup: changed.setup,
    basedOnSeq,
  } as const;
  const answer = (outcome: Outcome): object => ({
    ...changed.saved?.(outcome),
    setupSeq: outcome.state.setupSeq,
  });
  return run(building, call, command, answer, status);
}
