import { ArrowDown, ArrowUp, Trash2, Undo2 } from 'lucide';
import type { JSX } from 'preact';
import type { Service } from '../../contract/setup.ts';
import type { PersonField } from '../../contract/people.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { agenciesText as a } from '../agencies-texts.ts';
import type { AgenciesPage } from '../agencies-page.ts';
import { placeAt } from '../edit-place.ts';
import { EditChoice, EditNumber, EditSwitch, EditText, EditTexts } from './edit-fields.tsx';
import { EditLines } from './edit-lines.tsx';
import { SpokenField } from './spoken-field.tsx';
import { WordListField } from './word-list-field.tsx';

interface Props {
  readonly page: AgenciesPage;
  readonly service: Service;
}

const fields: readonly PersonField[] = ['name', 'nik', 'phone'];

function Asks({ page, service, isLocked }: Props & { readonly isLocked: boolean }): JSX.Element {
  const { desk } = page;
  const place = placeAt<readonly PersonField[]>(desk, `services/${service.id}/asks`);
  const days = desk.field('rules', 'personDays');
  return (
    <fieldset class={place.isChanged ? 'agencies-asks is-changed' : 'agencies-asks'}>
      <legend class="edit-label">{a('asks')}</legend>
      {fields.map(field => (
        <label key={field}>
          <input
            type="checkbox"
            data-testid={`ask-${field}`}
            disabled={isLocked}
            checked={place.value.includes(field)}
            onChange={event => {
              const isAsked = event.currentTarget.checked;
              const asked = new Set(place.value);
              if (isAsked) asked.add(field);
              else asked.delete(field);
              place.change(fields.filter(one => asked.has(one)));
            }}
          />
          {a(`ask:${field}`)}
        </label>
      ))}
      {place.value.length > 0 ? <small>{a('asksNote', { days })}</small> : null}
    </fieldset>
  );
}

function Head({ page, service, isLocked }: Props & { readonly isLocked: boolean }): JSX.Element {
  const at = `services/${service.id}`;
  return (
    <header class="agencies-head">
      <h2>{service.code}</h2>
      <EditSwitch
        desk={page.desk}
        at={`${at}/isOffered`}
        label={a('isOffered')}
        isLocked={isLocked}
      />
    </header>
  );
}

/** Where it goes on to: services of this agency first. */
function thenOptions(page: AgenciesPage, service: Service) {
  const services = page.desk.rows('services').filter(({ id }) => id !== service.id);
  const isOwn = (row: Service): number => (row.agencyId === service.agencyId ? 0 : 1);
  return services
    .toSorted((one, other) => isOwn(one) - isOwn(other))
    .map(row => ({ value: row.id, words: `${row.code} ${pick(row.name)}` }));
}

function Line({ page, service, isLocked }: Props & { readonly isLocked: boolean }): JSX.Element {
  const { desk } = page;
  const at = `services/${service.id}`;
  const queues = desk.rows('queues').filter(({ agencyId }) => agencyId === service.agencyId);
  const queue = queues.find(({ id }) => id === service.queueId);
  const words = queues.map(({ id, series, name }) => ({
    value: id,
    words: a('queueNote', { series, name: pick(name) }),
  }));
  const same = { desk, isLocked };
  const isServed = desk.rows('counters').some(row => row.queueIds.includes(service.queueId));
  return (
    <>
      <div class="agencies-line">
        <EditText {...same} at={`${at}/code`} label={a('code')} charactersMax={8} />
        <EditChoice {...same} at={`${at}/queueId`} label={a('queue')} options={words} />
        <EditNumber
          {...same}
          at={`${at}/minutes`}
          label={a('serviceMinutes')}
          unit={a('minutesUnit')}
          min={1}
          max={240}
          isFraction
        />
      </div>
      {isServed ? null : (
        <p class="agencies-booked" data-testid="no-counter">
          <b>{a('noCounter')}</b>
          <a href="/admin/setup/counters">{a('counterWay')}</a>
        </p>
      )}
      <div class="agencies-booked">
        {queue?.booking ? (
          <EditSwitch {...same} at={`${at}/isBookable`} label={a('isBookable')} />
        ) : (
          <small>{a('notBooked')}</small>
        )}
        <a href="/admin/setup/queues">{a('queueWay')}</a>
        <a href="/admin/booking">{a('quota')}</a>
      </div>
    </>
  );
}

function Foot({ page, service }: Props): JSX.Element {
  const rows = page.services.value.filter(row => !row.isGone);
  const at = rows.findIndex(row => row.service.id === service.id);
  const isWhole = page.mayEdit();
  return (
    <div class="agencies-foot">
      {isWhole ? (
        <>
          <button
            type="button"
            class="agencies-small"
            data-testid="move-up"
            disabled={at <= 0}
            onClick={() => page.moveService(service.id, -1)}
          >
            <Icon of={ArrowUp} size={16} />
            {a('moveUp')}
          </button>
          <button
            type="button"
            class="agencies-small"
            data-testid="move-down"
            disabled={at < 0 || at === rows.length - 1}
            onClick={() => page.moveService(service.id, 1)}
          >
            <Icon of={ArrowDown} size={16} />
            {a('moveDown')}
          </button>
        </>
      ) : null}
      <button
        type="button"
        class="agencies-small agencies-danger"
        data-testid="remove-service"
        onClick={() => page.removeService(service.id)}
      >
        <Icon of={Trash2} size={16} />
        {a('removeService')}
      </button>
    </div>
  );
}

/** Everything that is known of one service. */
export function ServiceForm({ page, service }: Props): JSX.Element {
  const { desk } = page;
  const at = `services/${service.id}`;
  const isLocked = !page.mayEdit(service.agencyId);
  const same = { desk, isLocked };
  const isSaved = desk.was(at) !== null;
  const { id, name, speakAs } = service;
  return (
    <div class="agencies-fields" data-testid="service-form">
      <Head page={page} service={service} isLocked={isLocked} />
      <EditTexts
        {...same}
        at={`${at}/name`}
        label={a('nameService')}
        labelEn={a('nameInEnglish')}
      />
      <Line page={page} service={service} isLocked={isLocked} />
      <SpokenField
        {...same}
        at={`${at}/speakAs`}
        name={name}
        voice={page.voice}
        row={isSaved ? { kind: 'service', id, name, speakAs, serviceId: id } : null}
        mayListen={page.mayEdit()}
      />
      <EditLines {...same} at={`${at}/requirements`} label={a('requirements')} linesMax={20} />
      <EditChoice
        {...same}
        at={`${at}/thenServiceId`}
        label={a('goesOn')}
        none={a('goesOnNone')}
        options={thenOptions(page, service)}
      />
      <WordListField
        {...same}
        at={`${at}/synonyms`}
        label={a('synonyms')}
        placeholder={a('synonymsLead')}
      />
      <Asks page={page} service={service} isLocked={isLocked} />
      {isLocked ? null : <Foot page={page} service={service} />}
    </div>
  );
}

/** A service that goes with the next saving. */
export function GoneService({ page, service }: Props): JSX.Element {
  return (
    <div class="agencies-fields" data-testid="gone-service">
      <h2>{pick(service.name)}</h2>
      <button
        type="button"
        class="printing-second"
        data-testid="keep-service"
        onClick={() => page.keepService(service.id)}
      >
        <Icon of={Undo2} size={16} />
        {a('keepService')}
      </button>
    </div>
  );
}
