import type { JSX } from 'preact';
import type { Queue, QueuePolicy } from '../../contract/setup.ts';
import { placeAt } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import { queueText as q } from '../queues-texts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { EditNumber } from './edit-fields.tsx';

const kinds = ['accumulating', 'strict', 'ratio', 'fifo'] as const;
const usualRatio = 2;

const ofKind = (kind: (typeof kinds)[number]): QueuePolicy =>
  kind === 'ratio' ? { kind, prioritisedPerWalkIn: usualRatio } : { kind };

interface Props {
  readonly desk: SetupDesk;
  readonly queue: Queue;
  readonly isLocked: boolean;
}

/** The way of calling, each in one sentence, and the numbers that it reads. */
export function QueuePolicyFields({ desk, queue, isLocked }: Props): JSX.Element {
  const { id } = queue;
  const place = placeAt<QueuePolicy>(desk, `queues/${id}/policy`);
  const { value: policy } = place;
  const count = policy.kind === 'ratio' ? policy.prioritisedPerWalkIn : usualRatio;
  const own = { desk, isLocked };
  return (
    <>
      <fieldset class={place.isChanged ? 'line-policies is-changed' : 'line-policies'}>
        <legend class="edit-label">{q('policy')}</legend>
        {kinds.map(kind => (
          <label key={kind}>
            <input
              type="radio"
              name={`policy-${id}`}
              data-testid={`policy-${kind}`}
              disabled={isLocked}
              checked={policy.kind === kind}
              onChange={() => {
                const { was } = place;
                place.change(was?.kind === kind ? was : ofKind(kind));
              }}
            />
            <span>
              <b>{q(`policy:${kind}`)}</b>
              <small>{q(`policyMeans:${kind}`, { count })}</small>
            </span>
          </label>
        ))}
        {place.isChanged && place.was ? (
          <small class="line-was">{e('was', { value: q(`policy:${place.was.kind}`) })}</small>
        ) : null}
      </fieldset>
      {policy.kind === 'ratio' ? (
        <EditNumber
          {...own}
          at={`queues/${id}/policy/prioritisedPerWalkIn`}
          label={q('perWalkIn')}
          min={1}
          max={20}
          unit={q('people')}
        />
      ) : null}
      <fieldset class="line-rates">
        <legend class="edit-label">{q('rates')}</legend>
        <div class="edit-three">
          {(['walk-in', 'booked', 'vulnerable'] as const).map(name => (
            <EditNumber
              key={name}
              {...own}
              at={`queues/${id}/rates/${name}`}
              label={q(`class:${name}`)}
              min={0}
              max={100}
              isFraction
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
