import { Send } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { CounterTelling } from '../counter-telling.ts';
import { steerTrouble } from '../steer-reasons.ts';
import { tellText as w } from '../tell-texts.ts';

/** Letters that the server takes of a message to counters. */
const lettersMax = 300;

interface Props {
  readonly telling: CounterTelling;
  readonly overview: Overview;
  /** Called once it is told. */
  readonly onTold: () => void;
}

/** Agencies once each, by name. */
function agenciesOf({ counters, queues }: Overview) {
  const byId = new Map(queues.map(row => [row.agencyId, row.agencyName]));
  return [...new Set(counters.map(({ agencyId }) => agencyId))]
    .flatMap(id => {
      const name = byId.get(id);
      return name === undefined ? [] : [{ id, name: pick(name) }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'id'));
}

function Whom({ telling, overview }: Omit<Props, 'onTold'>): JSX.Element {
  const { to, agencyId, counterIds } = telling.draft.value;
  return (
    <>
      <fieldset>
        <legend>{w('to')}</legend>
        {(['all', 'agency', 'counters'] as const).map(choice => (
          <label key={choice}>
            <input
              type="radio"
              name="tell-to"
              checked={to === choice}
              data-testid={`tell-to-${choice}`}
              onChange={() => telling.write({ to: choice })}
            />
            {w(choice)}
          </label>
        ))}
      </fieldset>
      {to === 'agency' && (
        <select
          class="tell-agency"
          aria-label={w('agencyChoose')}
          data-testid="tell-agency"
          value={agencyId ?? ''}
          onChange={event => telling.write({ agencyId: event.currentTarget.value || null })}
        >
          <option value="">{w('agencyChoose')}</option>
          {agenciesOf(overview).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {to === 'counters' && (
        <fieldset class="tell-counters">
          <legend class="spoken-only">{w('counters')}</legend>
          {overview.counters.map(counter => (
            <label
              key={counter.id}
              class={counter.state === 'closed' ? 'is-closed' : ''}
              title={`${w('counter', { number: counter.number })}, ${counter.agencyShort}`}
            >
              <input
                type="checkbox"
                checked={counterIds.includes(counter.id)}
                aria-label={`${w('counter', { number: counter.number })}, ${counter.agencyShort}`}
                onChange={() => telling.toggleCounter(counter.id)}
              />
              {counter.number}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** What is told to the counters, and to which. */
export function TellCounters({ telling, overview, onTold }: Props): JSX.Element {
  const { text } = telling.draft.value;
  const trouble = telling.trouble.value;
  const tell = async (event: Event) => {
    event.preventDefault();
    if (await telling.tell()) onTold();
  };
  return (
    <form class="new-message" onSubmit={event => void tell(event)}>
      <label>
        {w('words')}
        <textarea
          rows={3}
          maxLength={lettersMax}
          data-testid="tell-text"
          value={text}
          onInput={event => telling.write({ text: event.currentTarget.value })}
        />
      </label>
      <small class="tell-lead">{w('lead')}</small>
      <Whom telling={telling} overview={overview} />
      <div class="new-message-foot">
        <small>{w('letters', { count: text.length, max: lettersMax })}</small>
        <button type="submit" class="primary" data-testid="tell-send" disabled={!telling.isReady}>
          <Icon of={Send} size={18} />
          {w('tell')}
        </button>
      </div>
      {trouble === null ? null : (
        <p class="fault" role="alert" data-testid="tell-trouble">
          {steerTrouble(trouble)}
        </p>
      )}
    </form>
  );
}
