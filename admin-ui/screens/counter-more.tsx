import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { pick } from '../../ui-kit/language.ts';
import { addCounters, addedMax, freeNumbers, nextNumber, numberMax } from '../counter-rows.ts';
import type { More } from '../counter-rows.ts';
import { counterText as c } from '../counters-texts.ts';
import type { LinesPage } from '../lines-page.ts';
import { numberRange } from '../number-range.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { numberIn } from './edit-fields.tsx';

interface Props {
  readonly page: LinesPage;
  readonly onDone: () => void;
}

interface Fields {
  readonly more: More;
  readonly onChange: (more: More) => void;
}

function Amount(props: Fields & { readonly name: 'count' | 'from' }): JSX.Element {
  const { more, name, onChange } = props;
  const max = name === 'count' ? addedMax : numberMax;
  return (
    <label class="edit-field">
      <span class="edit-label">{c(name === 'count' ? 'addCount' : 'addFrom')}</span>
      <input
        data-testid={`more-${name}`}
        inputMode="numeric"
        value={more[name] === 0 ? '' : more[name]}
        onInput={event => {
          const typed = numberIn(event.currentTarget.value, false) ?? 0;
          onChange({ ...more, [name]: Math.min(max, typed) });
        }}
      />
    </label>
  );
}

interface Row {
  readonly id: string;
  readonly words: string;
}

interface ChoiceProps {
  readonly testId: string;
  readonly label: string;
  readonly value: string;
  readonly rows: readonly Row[];
  readonly onChosen: (id: string) => void;
}

function Choice({ testId, label, value, rows, onChosen }: ChoiceProps): JSX.Element {
  return (
    <label class="edit-field">
      <span class="edit-label">{label}</span>
      <select
        data-testid={testId}
        value={value}
        onChange={event => onChosen(event.currentTarget.value)}
      >
        {rows.map(({ id, words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which numbers they get, or why there are none. */
function Said({ desk, more }: { readonly desk: SetupDesk; readonly more: More }): JSX.Element {
  const numbers = freeNumbers(desk, more.from, more.count);
  const hasLines = desk.rows('queues').some(queue => queue.agencyId === more.agencyId);
  const words =
    numbers.length === 0 ? c('addNone') : c('addNumbers', { numbers: numberRange(numbers) });
  return (
    <p class="printing-note" role="status" data-testid="more-numbers">
      {hasLines ? words : c('noLine')}
    </p>
  );
}

/** Several counters at once: how many, from which number on, whose and where. */
export function CounterMore({ page, onDone }: Props): JSX.Element {
  const { desk } = page;
  const agencies = page.ownAgencies.value;
  const zones = desk.rows('zones');
  const shown = desk.row('counters', page.shownId.value ?? '');
  const agency = agencies.find(({ id }) => id === shown?.agencyId) ?? agencies[0];
  const [more, setMore] = useState<More>({
    count: 1,
    from: nextNumber(desk),
    agencyId: agency?.id ?? '',
    zoneId: shown?.zoneId ?? agency?.zoneId ?? zones[0]?.id ?? '',
  });
  const { length: count } = freeNumbers(desk, more.from, more.count);
  return (
    <section class="line-form" aria-labelledby="more-title" data-testid="counter-more">
      <h2 id="more-title">{c('addCounters')}</h2>
      <div class="edit-pair">
        <Amount more={more} name="count" onChange={setMore} />
        <Amount more={more} name="from" onChange={setMore} />
      </div>
      <Choice
        testId="more-agency"
        label={c('agency')}
        value={more.agencyId}
        rows={agencies.map(({ id, name }) => ({ id, words: pick(name) }))}
        onChosen={agencyId => {
          const zoneId = desk.row('agencies', agencyId)?.zoneId ?? more.zoneId;
          setMore({ ...more, agencyId, zoneId });
        }}
      />
      <Choice
        testId="more-zone"
        label={c('zone')}
        value={more.zoneId}
        rows={zones.map(({ id, word, floor }) => ({ id, words: `${pick(word)}, ${pick(floor)}` }))}
        onChosen={zoneId => setMore({ ...more, zoneId })}
      />
      <Said desk={desk} more={more} />
      <div class="save-keys">
        <button
          type="button"
          class="printing-key"
          data-testid="more-add"
          disabled={count === 0}
          onClick={() => {
            addCounters(page, more);
            onDone();
          }}
        >
          {c('addKey', { count })}
        </button>
        <button type="button" class="printing-second" onClick={onDone}>
          {c('cancel')}
        </button>
      </div>
    </section>
  );
}
