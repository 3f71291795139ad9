import type { JSX } from 'preact';
import type { KioskChoices, KioskSetupView } from '../../contract/kiosk-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import { devicesText as d, refusedText } from '../devices-texts.ts';
import type { DevicesKey } from '../devices-texts.ts';
import { allLanguages } from '../kiosk-form.ts';
import type { KioskDraft, KioskForm } from '../kiosk-form.ts';

interface Props {
  readonly form: KioskForm;
  readonly view: KioskSetupView;
  readonly draft: KioskDraft;
  readonly mayChange: boolean;
}

/** Each by its own name, as on the kiosk. */
const languageNames = { id: 'Indonesia', en: 'English', jv: 'Basa Jawa', bug: 'Basa Ugi' } as const;

function Naming({ form, view, draft }: Props): JSX.Element {
  const kioskOf = (id: string) =>
    view.kiosks.find(row => row.deviceId === id && row.id !== draft.id)?.name;
  return (
    <div class="devices-pair">
      <label class="printing-field">
        <span>{d('name')}</span>
        <input
          data-testid="kiosk-name"
          maxLength={60}
          value={draft.choices.name}
          onInput={event => form.change({ name: event.currentTarget.value })}
        />
      </label>
      <label class="printing-field">
        <span>{d('computer')}</span>
        <select
          data-testid="kiosk-computer"
          value={draft.deviceId ?? ''}
          onChange={event => form.place(event.currentTarget.value || null)}
        >
          <option value="">{d('computerNone')}</option>
          {view.computers.map(({ id, name }) => {
            const kiosk = kioskOf(id);
            return (
              <option key={id} value={id}>
                {kiosk === undefined ? name : d('computerTaken', { name, kiosk })}
              </option>
            );
          })}
        </select>
      </label>
    </div>
  );
}

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

function Choice<Value extends string>(props: {
  readonly label: DevicesKey;
  readonly testId: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly word: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}): JSX.Element {
  const { label, testId, value, values, word, onChange } = props;
  return (
    <label class="printing-field">
      <span>{d(label)}</span>
      <select
        data-testid={testId}
        value={value}
        onChange={event => {
          const chosen = values.find(known => known === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {values.map(known => (
          <option key={known} value={known}>
            {word(known)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Place({ form, draft }: Props): JSX.Element {
  const { mountBottomMm, slot, firstWay } = draft.choices;
  return (
    <fieldset>
      <legend>{d('place')}</legend>
      <div class="devices-three">
        <label class="printing-field">
          <span>{d('mountBottomMm')}</span>
          <input
            type="number"
            data-testid="mount"
            {...mountMm}
            value={mountBottomMm}
            onChange={event => {
              const mm = Math.round(event.currentTarget.valueAsNumber);
              const isGood = mm >= mountMm.min && mm <= mountMm.max;
              form.change({ mountBottomMm: isGood ? mm : mountBottomMm });
              event.currentTarget.value = String(isGood ? mm : mountBottomMm);
            }}
          />
        </label>
        <Choice
          label="slot"
          testId="slot"
          value={slot}
          values={slots}
          word={value => d(`slot:${value}`)}
          onChange={value => form.change({ slot: value })}
        />
        <Choice
          label="firstWay"
          testId="first-way"
          value={firstWay}
          values={ways}
          word={value => d(`firstWay:${value}`)}
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

function Trouble({ form }: Pick<Props, 'form'>): JSX.Element | null {
  const problem = form.problem.value;
  if (problem === null) return null;
  return (
    <div class="devices-trouble" role="alert" data-testid="kiosk-trouble">
      <p>{refusedText(problem.code)}</p>
      {problem.code === 'setup-changed' ? (
        <button
          type="button"
          class="printing-second"
          data-testid="begin-anew"
          onClick={() => void form.beginAnew()}
        >
          {d('beginAnew')}
        </button>
      ) : null}
    </div>
  );
}

function Removing({ form, draft }: Props): JSX.Element {
  return (
    <div class="devices-leaving" role="alert">
      <p>{d('removeAsk', { name: draft.choices.name })}</p>
      <button
        type="button"
        class="printing-second devices-danger"
        data-testid="remove-yes"
        onClick={() => void form.remove()}
      >
        {d('unpairYes')}
      </button>
      <button type="button" class="printing-second" onClick={() => (form.isRemoving.value = false)}>
        {d('cancel')}
      </button>
    </div>
  );
}

function Foot({ form, draft }: Props): JSX.Element {
  const isReady = form.isChanged.value && draft.choices.name.trim() !== '';
  return (
    <div class="devices-foot">
      <button
        type="submit"
        class="printing-key"
        data-testid="save-kiosk"
        disabled={!isReady || form.isBusy.value}
      >
        {d('saveKiosk')}
      </button>
      <p class="printing-note" role="status" data-testid="kiosk-saved">
        {form.isSaved.value ? d('saved') : form.isChanged.value ? '' : d('unchanged')}
      </p>
      {draft.id === null ? null : (
        <button
          type="button"
          class="devices-small"
          data-testid="remove-kiosk"
          onClick={() => (form.isRemoving.value = true)}
        >
          {d('remove')}
        </button>
      )}
    </div>
  );
}

/** One kiosk of the set-up. */
export function KioskFields(props: Props): JSX.Element {
  const { form, mayChange } = props;
  return (
    <form
      class="devices-form"
      data-testid="kiosk-form"
      onSubmit={event => {
        event.preventDefault();
        void form.save();
      }}
    >
      <fieldset class="devices-fields" disabled={!mayChange}>
        <Naming {...props} />
        <LanguagesOf {...props} />
        <AgenciesOf {...props} />
        <Place {...props} />
        <Equipment {...props} />
      </fieldset>
      <Trouble form={form} />
      {form.isRemoving.value ? <Removing {...props} /> : null}
      {mayChange ? <Foot {...props} /> : null}
    </form>
  );
}
