import type { JSX } from 'preact';
import type { KioskChoices, KioskSetupView } from '../../contract/kiosk-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import { devicesText as d } from '../devices-texts.ts';
import type { DevicesKey } from '../devices-texts.ts';
import { allLanguages } from '../kiosk-form.ts';
import type { KioskDraft, KioskForm } from '../kiosk-form.ts';
import { Choice } from './choice.tsx';
import { NumberField } from './number-field.tsx';
import { SetupFields, SetupNaming } from './setup-fields.tsx';

interface Props {
  readonly form: KioskForm;
  readonly view: KioskSetupView;
  readonly draft: KioskDraft;
  readonly mayChange: boolean;
}

/** Each by its own name, as on the kiosk. */
const languageNames = { id: 'Indonesia', en: 'English', jv: 'Basa Jawa', bug: 'Basa Ugi' } as const;

function LanguagesOf({ form, draft }: Props): JSX.Element {
  const { languages } = draft.choices;
  return (
    <fieldset>
      <legend>{d('languages')}</legend>
      <div class="devices-checks">
        {allLanguages.map(code => (
          <label key={code}>
            <input
              type="checkbox"
              data-testid={`speaks-${code}`}
              checked={languages.includes(code)}
              onChange={() => form.toggleLanguage(code)}
            />
            {languageNames[code]}
            {code === 'id' || code === 'en' ? null : <small>{d('draft')}</small>}
          </label>
        ))}
        <label class="devices-first">
          {d('languageFirst')}
          <select
            data-testid="first-language"
            value={languages[0] ?? 'id'}
            onChange={event => {
              const code = allLanguages.find(known => known === event.currentTarget.value);
              if (code) form.speaksFirst(code);
            }}
          >
            {languages.map(code => (
              <option key={code} value={code}>
                {languageNames[code]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </fieldset>
  );
}

function AgenciesOf({ form, view, draft }: Props): JSX.Element {
  const { agencyIds } = draft.choices;
  const count = agencyIds?.length ?? view.agencies.length;
  return (
    <fieldset>
      <legend>
        {d('agencies')}{' '}
        <small>
          {agencyIds === null
            ? d('agenciesAll')
            : d('agenciesSome', { count, all: view.agencies.length })}
        </small>
      </legend>
      <div class="devices-agencies">
        {view.agencies.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              data-testid={`agency-${id}`}
              checked={agencyIds === null || agencyIds.includes(id)}
              onChange={() => form.toggleAgency(id)}
            />
            <span>{pick(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const mountMm = { min: 200, max: 1_400, step: 10 };
const slots = ['left', 'right', 'below'] as const;
const ways = ['walk-in', 'booked'] as const;

function Place({ form, draft }: Props): JSX.Element {
  const { place, mountBottomMm, slot, firstWay } = draft.choices;
  return (
    <fieldset>
      <legend>{d('place')}</legend>
      <label class="printing-field">
        <span>{d('standsAt')}</span>
        <input
          data-testid="stands-at"
          maxLength={60}
          value={place}
          onInput={event => form.change({ place: event.currentTarget.value })}
        />
      </label>
      <div class="devices-three">
        <NumberField
          label={d('mountBottomMm')}
          testId="mount"
          value={mountBottomMm}
          limits={mountMm}
          onChange={mm => form.change({ mountBottomMm: mm })}
        />
        <Choice
          label={d('slot')}
          testId="slot"
          value={slot}
          options={slots.map(value => ({ value, words: d(`slot:${value}`) }))}
          onChange={value => form.change({ slot: value })}
        />
        <Choice
          label={d('firstWay')}
          testId="first-way"
          value={firstWay}
          options={ways.map(value => ({ value, words: d(`firstWay:${value}`) }))}
          onChange={value => form.change({ firstWay: value })}
        />
      </div>
    </fieldset>
  );
}

const switches = ['startsInReach', 'hasCamera', 'hasKeypad', 'speaks'] as const satisfies readonly (
  keyof KioskChoices | DevicesKey
)[];

function Equipment({ form, draft }: Props): JSX.Element {
  const { volumePercent } = draft.choices;
  return (
    <fieldset>
      <legend>{d('equipment')}</legend>
      <div class="devices-checks devices-switches">
        {switches.map(name => (
          <label key={name}>
            <input
              type="checkbox"
              data-testid={name}
              checked={draft.choices[name]}
              onChange={() => form.change({ [name]: !draft.choices[name] })}
            />
            {d(name)}
          </label>
        ))}
        <label class="devices-volume">
          {d('volumePercent')}
          <input
            type="range"
            data-testid="volume"
            min={0}
            max={100}
            step={5}
            value={volumePercent}
            onInput={event => form.change({ volumePercent: event.currentTarget.valueAsNumber })}
          />
          <output>{d('percent', { value: volumePercent })}</output>
        </label>
      </div>
    </fieldset>
  );
}

/** One kiosk of the set-up. */
export function KioskFields(props: Props): JSX.Element {
  const { form, view, draft, mayChange } = props;
  const words = { save: d('saveKiosk'), saved: d('saved') };
  return (
    <SetupFields kind="kiosk" form={form} draft={draft} words={words} mayChange={mayChange}>
      <SetupNaming kind="kiosk" form={form} computers={view.computers} draft={draft} />
      <LanguagesOf {...props} />
      <AgenciesOf {...props} />
      <Place {...props} />
      <Equipment {...props} />
    </SetupFields>
  );
}
