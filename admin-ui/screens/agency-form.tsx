import { ArrowDown, ArrowUp, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Agency } from '../../contract/setup.ts';
import { agencyIcon, agencyIconNames } from '../../ui-kit/agency-icons.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { agenciesText as a, markText, type MarkName } from '../agencies-texts.ts';
import type { AgenciesPage } from '../agencies-page.ts';
import { placeAt } from '../edit-place.ts';
import { EditChoice, EditText, EditTexts } from './edit-fields.tsx';
import { SpokenField } from './spoken-field.tsx';

interface Props {
  readonly page: AgenciesPage;
  readonly agency: Agency;
}

function Marks({ page, agency, isLocked }: Props & { readonly isLocked: boolean }): JSX.Element {
  const place = placeAt<string>(page.desk, `agencies/${agency.id}/icon`);
  const isKnown = agencyIconNames.includes(place.value);
  return (
    <fieldset class={place.isChanged ? 'agencies-marks is-changed' : 'agencies-marks'}>
      <legend class="edit-label">{a('icon')}</legend>
      {agencyIconNames.map(name => {
        const words = markText(name as MarkName);
        return (
          <label key={name} title={words}>
            <input
              type="radio"
              name="mark"
              data-testid={`mark-${name}`}
              aria-label={words}
              disabled={isLocked}
              checked={place.value === name || (!isKnown && name === 'building')}
              onChange={() => place.change(name)}
            />
            <Icon of={agencyIcon(name)} size={20} />
          </label>
        );
      })}
    </fieldset>
  );
}

function Removing({ page }: Pick<Props, 'page'>): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button
        type="button"
        class="agencies-small agencies-danger"
        data-testid="remove-agency"
        onClick={() => setAsking(true)}
      >
        <Icon of={Trash2} size={16} />
        {a('removeAgency')}
      </button>
    );
  }
  return (
    <div class="agencies-question" role="alert">
      <p>{a('removeAgencyLead', page.belongings.value)}</p>
      <button
        type="button"
        class="printing-second agencies-danger"
        data-testid="remove-agency-yes"
        onClick={() => page.removeAgency()}
      >
        {a('removeAgencyYes')}
      </button>
      <button type="button" class="printing-second" onClick={() => setAsking(false)}>
        {a('cancel')}
      </button>
    </div>
  );
}

function Foot({ page, agency }: Props): JSX.Element {
  const rows = page.agencies.value;
  const at = rows.findIndex(({ id }) => id === agency.id);
  return (
    <div class="agencies-foot">
      <button
        type="button"
        class="agencies-small"
        data-testid="move-agency-up"
        disabled={at <= 0}
        onClick={() => page.moveAgency(-1)}
      >
        <Icon of={ArrowUp} size={16} />
        {a('moveUp')}
      </button>
      <button
        type="button"
        class="agencies-small"
        data-testid="move-agency-down"
        disabled={at < 0 || at === rows.length - 1}
        onClick={() => page.moveAgency(1)}
      >
        <Icon of={ArrowDown} size={16} />
        {a('moveDown')}
      </button>
      <Removing page={page} />
    </div>
  );
}

/** Which agencies there are and where they sit is the building's; their names are their own. */
export function AgencyForm({ page, agency }: Props): JSX.Element {
  const { desk } = page;
  const at = `agencies/${agency.id}`;
  const isLocked = !page.mayEdit(agency.id);
  const same = { desk, isLocked };
  const ofBuilding = { desk, isLocked: !page.mayEdit() };
  const zones = desk.rows('zones');
  const service = page.services.value.find(row => !row.isNew && !row.isGone)?.service;
  const { id, name, speakAs } = agency;
  const isHeard = service !== undefined && desk.was(at) !== null;
  return (
    <div class="agencies-fields" data-testid="agency-form">
      <header class="agencies-head">
        <h2>{pick(name) || a('unnamed')}</h2>
      </header>
      <EditTexts {...same} at={`${at}/name`} label={a('nameAgency')} labelEn={a('nameInEnglish')} />
      <div class="agencies-line">
        <EditText {...ofBuilding} at={`${at}/code`} label={a('code')} charactersMax={8} />
        <EditText {...same} at={`${at}/short`} label={a('short')} charactersMax={14} />
        <EditChoice
          {...ofBuilding}
          at={`${at}/zoneId`}
          label={a('zone')}
          options={zones.map(({ id: value, word, floor }) => ({
            value,
            words: a('zoneNote', { word: pick(word), floor: pick(floor) }),
          }))}
        />
      </div>
      {zones.length === 0 ? <p class="edit-wrong">{a('noZones')}</p> : null}
      <SpokenField
        {...same}
        at={`${at}/speakAs`}
        name={name}
        voice={page.voice}
        row={isHeard ? { kind: 'agency', id, name, speakAs, serviceId: service.id } : null}
        mayListen={page.mayEdit()}
      />
      <Marks page={page} agency={agency} isLocked={isLocked} />
      <p class="agencies-booked">
        <small>
          {a('hours')}: {a(agency.hours === null ? 'hoursBuilding' : 'hoursOwn')}
        </small>
        <a href="/admin/setup/hours">{a('changeHours')}</a>
      </p>
      {page.mayEdit() ? <Foot page={page} agency={agency} /> : null}
    </div>
  );
}
