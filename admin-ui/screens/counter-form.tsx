import { Trash2 } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { moveToAgency, numberMax, renumber } from '../counter-rows.ts';
import { counterText as c } from '../counters-texts.ts';
import { placeAt } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import type { LinesPage } from '../lines-page.ts';
import { CounterShares } from './counter-shares.tsx';
import {
  EditChoice,
  EditFrame,
  EditSwitch,
  EditText,
  EditTexts,
  numberIn,
} from './edit-fields.tsx';

interface Has {
  readonly page: LinesPage;
  readonly id: string;
}

/** Changing it also changes the name and the code where they only say the number. */
function NumberField({ page, id }: Has): JSX.Element {
  const { desk } = page;
  const counter = desk.row('counters', id)!;
  const place = placeAt<number>(desk, `counters/${id}/number`);
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && !isNumber(typed);
  return (
    <EditFrame
      desk={desk}
      place={place}
      label={c('number')}
      wrong={wrong ? e('numberBetween', { min: 1, max: numberMax }) : null}
    >
      {aria => (
        <input
          {...aria}
          data-testid={place.elementId}
          disabled={!page.mayEdit(counter.agencyId)}
          inputMode="numeric"
          value={typed ?? String(place.value)}
          onInput={event => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (isNumber(text)) renumber(desk, counter, numberIn(text, false)!);
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </EditFrame>
  );
}

function isNumber(text: string): boolean {
  const number = numberIn(text, false);
  return number !== null && number >= 1 && number <= numberMax;
}

/** With another agency come its zone and its lines. */
function AgencyField({ page, id }: Has): JSX.Element {
  const { desk } = page;
  const counter = desk.row('counters', id)!;
  const isLocked = !page.mayEdit(counter.agencyId);
  const agencies = isLocked ? desk.rows('agencies') : page.ownAgencies.value;
  const place = placeAt<string>(desk, `counters/${id}/agencyId`);
  const nameOf = (agencyId: string | undefined): string => {
    const agency = desk.row('agencies', agencyId ?? '');
    return agency ? pick(agency.name) : '';
  };
  return (
    <EditFrame desk={desk} place={place} label={c('agency')} was={nameOf(place.was)}>
      {aria => (
        <select
          {...aria}
          data-testid={place.elementId}
          disabled={isLocked}
          value={place.value}
          onChange={event => moveToAgency(desk, counter, event.currentTarget.value)}
        >
          {agencies.map(agency => (
            <option key={agency.id} value={agency.id}>
              {pick(agency.name)}
            </option>
          ))}
        </select>
      )}
    </EditFrame>
  );
}

function nowWords({ page, id }: Has): string {
  const now = page.counterDay(id);
  if (!now) return c('state:closed');
  const state = c(`state:${now.state}`);
  const { officer, label } = now;
  if (officer !== null && label !== null) return c('nowServing', { state, officer, label });
  if (officer !== null) return c('nowOf', { state, officer });
  return label === null ? state : c('nowAlone', { state, label });
}

function Remove({ page, id }: Has): JSX.Element {
  const state = page.counterDay(id)?.state ?? 'closed';
  return (
    <div class="line-remove">
      <button
        type="button"
        data-testid="remove-counter"
        onClick={() => page.desk.change(`counters/${id}`, null)}
      >
        <Icon of={Trash2} size={16} />
        {c('remove')}
      </button>
      {state === 'closed' ? null : <p>{c('removeOpen')}</p>}
    </div>
  );
}

export function CounterForm({ page, id }: Has): JSX.Element {
  const { desk } = page;
  const counter = desk.row('counters', id)!;
  const isLocked = !page.mayEdit(counter.agencyId);
  const own = { desk, isLocked };
  const at = (field: string): string => `counters/${id}/${field}`;
  return (
    <section class="line-form" aria-labelledby="counter-title" data-testid="counter-form">
      <header class="plan-head">
        <h2 id="counter-title">{c('title', { number: counter.number })}</h2>
        <p data-testid="counter-now">{nowWords({ page, id })}</p>
      </header>
      <div class="edit-pair">
        <NumberField page={page} id={id} />
        <EditText {...own} at={at('code')} label={c('code')} charactersMax={8} />
      </div>
      <EditTexts {...own} at={at('name')} label={c('name')} />
      <AgencyField page={page} id={id} />
      <EditChoice
        {...own}
        at={at('zoneId')}
        label={c('zone')}
        options={desk
          .rows('zones')
          .map(zone => ({ value: zone.id, words: `${pick(zone.word)}, ${pick(zone.floor)}` }))}
      />
      <CounterShares desk={desk} counter={counter} isLocked={isLocked} />
      <fieldset class="line-switches">
        <EditSwitch {...own} at={at('autoCall')} label={c('autoCall')} note={c('autoCallNote')} />
        <EditSwitch
          {...own}
          at={at('showsPrinters')}
          label={c('showsPrinters')}
          note={c('showsPrintersNote')}
        />
      </fieldset>
      {isLocked ? null : <Remove page={page} id={id} />}
    </section>
  );
}
