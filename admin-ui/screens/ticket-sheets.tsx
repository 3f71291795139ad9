import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Need, Text } from '../../contract/values.ts';
import { pick } from '../../ui-kit/language.ts';
import { lineText as l } from '../line-texts.ts';
import type { TicketAct, TicketAsked, TicketSteering } from '../ticket-steering.ts';
import { ReasonSheet } from './reason-sheet.tsx';

/** A service that a ticket can be changed to. */
export interface ServiceChoice {
  readonly id: string;
  readonly name: Text;
}

interface Shows {
  readonly steering: TicketSteering;
  readonly asked: TicketAsked;
}

const needs: readonly Need[] = ['elderly', 'pregnant', 'nursing', 'disability', 'with-child'];

function ClassSheet({ steering, asked }: Shows): JSX.Element {
  const now = asked.class === 'vulnerable' ? (asked.need ?? '') : 'walk-in';
  const [chosen, setChosen] = useState<string>(now === 'walk-in' ? 'elderly' : 'walk-in');
  const need = needs.find(name => name === chosen) ?? null;
  return (
    <ReasonSheet
      testId="class-sheet"
      title={l('classTitle', { label: asked.label })}
      lead={l('classLead')}
      yes={l('classYes')}
      likely="mistake"
      isReady={chosen !== now}
      onYes={why =>
        steering.changeClass(asked.ticketId, need ? 'vulnerable' : 'walk-in', need, why)
      }
      onClose={() => steering.close()}
    >
      <label class="steer-field">
        {l('classChoice')}
        <select
          data-testid="class-choice"
          value={chosen}
          onChange={event => setChosen(event.currentTarget.value)}
        >
          <option value="walk-in">{l('kind:walk-in')}</option>
          {needs.map(name => (
            <option key={name} value={name}>
              {l(`need:${name}`)}
            </option>
          ))}
        </select>
      </label>
    </ReasonSheet>
  );
}

function ServiceSheet(props: Shows & { readonly services: readonly ServiceChoice[] }): JSX.Element {
  const { steering, asked, services } = props;
  const others = services.filter(({ id }) => id !== asked.serviceId);
  const [chosen, setChosen] = useState(others[0]?.id ?? '');
  return (
    <ReasonSheet
      testId="service-sheet"
      title={l('serviceTitle', { label: asked.label })}
      lead={l('serviceLead')}
      yes={l('serviceYes')}
      likely="mistake"
      isReady={chosen !== ''}
      onYes={why => steering.changeService(asked.ticketId, chosen, asked.serviceId, why)}
      onClose={() => steering.close()}
    >
      <label class="steer-field">
        {l('serviceChoice')}
        <select
          data-testid="service-choice"
          value={chosen}
          onChange={event => setChosen(event.currentTarget.value)}
        >
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {pick(name)}
            </option>
          ))}
        </select>
      </label>
    </ReasonSheet>
  );
}

function PlainSheet(props: Shows & { readonly act: 'requeue' | 'cancel' | 'end' }): JSX.Element {
  const { steering, asked, act } = props;
  return (
    <ReasonSheet
      testId={`${act}-ticket-sheet`}
      title={l(`${act}Title`, { label: asked.label })}
      lead={l(`${act}Lead`)}
      yes={l(`${act}Yes`)}
      isDanger={act !== 'requeue'}
      onYes={why => steering.act(asked.ticketId, act, why)}
      onClose={() => steering.close()}
    />
  );
}

/** The one question about a ticket that lies over the page now, if any. */
export function TicketSheets(props: {
  readonly steering: TicketSteering;
  readonly services: readonly ServiceChoice[];
}): JSX.Element | null {
  const { steering, services } = props;
  const asked = steering.asked.value;
  if (asked === null) return null;
  if (asked.act === 'class') return <ClassSheet steering={steering} asked={asked} />;
  if (asked.act === 'service') {
    return <ServiceSheet steering={steering} asked={asked} services={services} />;
  }
  return <PlainSheet steering={steering} asked={asked} act={asked.act} />;
}

/** What can be done with a ticket where it stands, as small keys. */
export function TicketActs(props: {
  readonly steering: TicketSteering;
  readonly ticket: Omit<TicketAsked, 'act'>;
  readonly acts: readonly TicketAct[];
}): JSX.Element {
  const { steering, ticket, acts } = props;
  return (
    <div class="ticket-acts" role="group" aria-label={l('actions', { label: ticket.label })}>
      {acts.map(act => (
        <button
          type="button"
          key={act}
          class={act === 'cancel' || act === 'end' ? 'ticket-act is-danger' : 'ticket-act'}
          data-testid={`ticket-${act}`}
          onClick={() => (steering.asked.value = { ...ticket, act })}
        >
          {l(act)}
        </button>
      ))}
    </div>
  );
}
