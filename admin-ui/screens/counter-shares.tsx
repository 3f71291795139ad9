import { X } from 'lucide';
import type { JSX } from 'preact';
import type { Counter, Queue } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { addLine, dropLine, setMinutes, setShare, setWeight, shareOf } from '../counter-rows.ts';
import { counterText as c } from '../counters-texts.ts';
import { placeAt } from '../edit-place.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { faultWords } from '../setup-fault-texts.ts';
import { numberIn } from './edit-fields.tsx';

interface Has {
  readonly desk: SetupDesk;
  readonly counter: Counter;
  readonly isLocked: boolean;
}

const shares = ['always', 'idle', 'long'] as const;
const minutesMax = 600;
const weightMax = 10;

interface FieldProps {
  readonly testId: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly isFraction: boolean;
  readonly isLocked: boolean;
  readonly onTyped: (value: number) => void;
}

/** A number that is taken where it is one, and else waits to be. */
function Small(props: FieldProps): JSX.Element {
  const { testId, label, value, unit, isFraction, isLocked, onTyped } = props;
  return (
    <label class="share-number">
      <input
        data-testid={testId}
        aria-label={label}
        inputMode={isFraction ? 'decimal' : 'numeric'}
        disabled={isLocked}
        defaultValue={String(value)}
        onInput={event => {
          const typed = numberIn(event.currentTarget.value, isFraction);
          if (typed !== null) onTyped(typed);
        }}
      />
      <span>{unit}</span>
    </label>
  );
}

function Share({ desk, counter, isLocked, queue }: Has & { readonly queue: Queue }): JSX.Element {
  const { weight, when } = shareOf(counter, queue.id);
  const name = `${queue.series} ${pick(queue.name)}`;
  const testId = `share-${queue.id}`;
  const isOnly = counter.queueIds.length === 1;
  return (
    <li>
      <b class="line-series">{queue.series}</b>
      <span class="share-name">{pick(queue.name)}</span>
      {isLocked ? null : (
        <button
          type="button"
          class="edit-bin"
          data-testid={`${testId}-drop`}
          aria-label={c('drop', { queue: name })}
          title={isOnly ? c('onlyLine') : undefined}
          disabled={isOnly}
          onClick={() => dropLine(desk, counter, queue.id)}
        >
          <Icon of={X} size={16} />
        </button>
      )}
      <span class="share-how">
        <select
          data-testid={testId}
          aria-label={c('part', { queue: name })}
          disabled={isLocked}
          class={when.kind === 'long' ? 'is-long' : undefined}
          value={when.kind}
          onChange={event => {
            const chosen = shares.find(share => share === event.currentTarget.value);
            if (chosen) setShare(desk, counter, queue.id, chosen);
          }}
        >
          {shares.map(share => (
            <option key={share} value={share}>
              {c(`share:${share}`)}
            </option>
          ))}
        </select>
        {when.kind === 'long' ? (
          <Small
            testId={`${testId}-minutes`}
            label={c('longMinutes', { queue: name })}
            value={when.minutes}
            unit={c('minutes')}
            isFraction={false}
            isLocked={isLocked}
            onTyped={minutes =>
              setMinutes(desk, counter, queue.id, Math.min(minutesMax, Math.max(1, minutes)))
            }
          />
        ) : null}
        <Small
          testId={`${testId}-weight`}
          label={c('weight', { queue: name })}
          value={weight}
          unit={c('weightShort')}
          isFraction
          isLocked={isLocked}
          onTyped={typed =>
            setWeight(desk, counter, queue.id, Math.min(weightMax, Math.max(0.1, typed)))
          }
        />
      </span>
    </li>
  );
}

/** Which lines a counter serves: as its own, or only to help. */
export function CounterShares(props: Has): JSX.Element {
  const { desk, counter, isLocked } = props;
  const at = `counters/${counter.id}`;
  const places = ['queueIds', 'preferences'].map(field => placeAt(desk, `${at}/${field}`));
  const wrong = places.flatMap(({ faults }) => faults.map(fault => faultWords(fault, desk)));
  const queues = desk.rows('queues');
  const own = counter.queueIds.flatMap(id => queues.find(queue => queue.id === id) ?? []);
  const others = queues.filter(({ id }) => !counter.queueIds.includes(id));
  const isChanged = places.some(place => place.isChanged);
  return (
    <fieldset class={isChanged ? 'share-lines is-changed' : 'share-lines'}>
      <legend class="edit-label">{c('shares')}</legend>
      <p class="printing-note">{c('sharesLead')}</p>
      <ul>
        {own.map(queue => (
          <Share key={queue.id} {...props} queue={queue} />
        ))}
      </ul>
      {isLocked || others.length === 0 ? null : (
        <select
          data-testid="add-line"
          aria-label={c('addLine')}
          value=""
          onChange={event => {
            const chosen = event.currentTarget.value;
            if (chosen !== '') addLine(desk, counter, chosen);
            event.currentTarget.value = '';
          }}
        >
          <option value="">{c('addLine')}</option>
          {desk.rows('agencies').map(agency => {
            const rows = others.filter(({ agencyId }) => agencyId === agency.id);
            return rows.length === 0 ? null : (
              <optgroup key={agency.id} label={pick(agency.name)}>
                {rows.map(queue => (
                  <option key={queue.id} value={queue.id}>
                    {queue.series} {pick(queue.name)}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      )}
      <p class="printing-note">{c('weightMeans')}</p>
      {[...new Set(wrong)].map(words => (
        <p key={words} class="edit-wrong">
          {words}
        </p>
      ))}
    </fieldset>
  );
}
