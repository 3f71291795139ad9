import type { JSX } from 'preact';
import type { DisplayChoices, DisplaySetupView } from '../../contract/display-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import { devicesText as d, refusedText } from '../devices-texts.ts';
import type { DisplayDraft, DisplayForm } from '../display-form.ts';
import { displayText as s } from '../display-texts.ts';

interface Props {
  readonly form: DisplayForm;
  readonly view: DisplaySetupView;
  readonly draft: DisplayDraft;
}

interface Option {
  readonly value: string;
  readonly words: string;
}

function Choice(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { label, testId, value, options, onChange } = props;
  return (
    <label class="printing-field">
      <span>{label}</span>
      <select
        data-testid={testId}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}

const numbers = {
  viewingDistanceM: { min: 0.5, max: 40, step: 0.5 },
  sizeInches: { min: 5, max: 200, step: 1 },
  pictureSeconds: { min: 3, max: 600, step: 1 },
  mediaVolumePercent: { min: 0, max: 100, step: 5 },
} as const;
type NumberName = keyof typeof numbers;

/** A number that cannot be is not taken: the field goes back to what it was. */
function NumberField({ form, draft, name }: Omit<Props, 'view'> & { readonly name: NumberName }) {
  const limits = numbers[name];
  const now = draft.choices[name];
  return (
    <label class="printing-field">
      <span>{s(name)}</span>
      <input
        type="number"
        data-testid={name}
        {...limits}
        value={now}
        onChange={event => {
          const said = event.currentTarget.valueAsNumber;
          const isGood = said >= limits.min && said <= limits.max;
          form.change({ [name]: isGood ? said : now });
          event.currentTarget.value = String(isGood ? said : now);
        }}
      />
    </label>
  );
}

function Naming({ form, view, draft }: Props): JSX.Element {
  const computers = [
    { value: '', words: d('computerNone') },
    ...view.computers.map(({ id, name }) => {
      const taken = view.displays.find(row => row.deviceId === id && row.id !== draft.id)?.name;
      const words = taken === undefined ? name : d('computerTaken', { name, kiosk: taken });
      return { value: id, words };
    }),
  ];
  return (
    <div class="devices-pair">
      <label class="printing-field">
        <span>{d('name')}</span>
        <input
          data-testid="display-name"
          maxLength={60}
          value={draft.choices.name}
          onInput={event => form.change({ name: event.currentTarget.value })}
        />
      </label>
      <Choice
        label={d('computer')}
        testId="display-computer"
        value={draft.choices.deviceId ?? ''}
        options={computers}
        onChange={id => form.change({ deviceId: id || null })}
      />
    </div>
  );
}

const layouts = ['call-list', 'call', 'board', 'split'] as const;
const arrows = ['down', 'left', 'right', 'up', 'none'] as const;
const languages = ['id', 'en'] as const;
const languageNames = { id: 'Indonesia', en: 'English' } as const;

function oneOf<Value extends string>(values: readonly Value[], said: string): Value {
  return values.find(value => value === said) ?? values[0]!;
}

function Use({ form, view, draft }: Props): JSX.Element {
  const { counterId, zoneId } = draft.choices;
  const uses = [
    { value: '', words: s('hall') },
    ...view.counters.map(({ id, number }) => ({ value: id, words: s('signOf', { number }) })),
  ];
  const zones = [
    { value: '', words: s('wholeBuilding') },
    ...view.zones.map(({ id, word }) => ({ value: id, words: pick(word) })),
  ];
  return (
    <div class="devices-pair">
      <Choice
        label={s('use')}
        testId="display-use"
        value={counterId ?? ''}
        options={uses}
        onChange={id => form.change({ counterId: id || null })}
      />
      {counterId === null ? (
        <Choice
          label={s('place')}
          testId="display-zone"
          value={zoneId ?? ''}
          options={zones}
          onChange={id => form.change({ zoneId: id || null })}
        />
      ) : (
        <Choice
          label={s('arrow')}
          testId="display-arrow"
          value={draft.choices.arrow}
          options={arrows.map(value => ({ value, words: s(`arrow:${value}`) }))}
          onChange={value => form.change({ arrow: oneOf(arrows, value) })}
        />
      )}
    </div>
  );
}

function Picture({ form, draft }: Props): JSX.Element {
  const { layout, language }: DisplayChoices = draft.choices;
  return (
    <>
      <div class="devices-pair">
        <Choice
          label={s('layout')}
          testId="display-layout"
          value={layout}
          options={layouts.map(value => ({ value, words: s(`layout:${value}`) }))}
          onChange={value => form.change({ layout: oneOf(layouts, value) })}
        />
        <Choice
          label={s('language')}
          testId="display-language"
          value={language}
          options={languages.map(value => ({ value, words: languageNames[value] }))}
          onChange={value => form.change({ language: oneOf(languages, value) })}
        />
      </div>
      <div class="devices-pair">
        <NumberField form={form} draft={draft} name="viewingDistanceM" />
        <NumberField form={form} draft={draft} name="sizeInches" />
      </div>
      <fieldset>
        <legend>{s('voice')}</legend>
        <div class="devices-checks">
          <label>
            <input
              type="checkbox"
              data-testid="display-speaks"
              checked={draft.choices.isSpeaker}
              onChange={() => form.change({ isSpeaker: !draft.choices.isSpeaker })}
            />
            {s('isSpeaker')}
          </label>
        </div>
      </fieldset>
      {layout === 'split' ? (
        <div class="devices-pair">
          <NumberField form={form} draft={draft} name="pictureSeconds" />
          <NumberField form={form} draft={draft} name="mediaVolumePercent" />
        </div>
      ) : null}
    </>
  );
}

function Trouble({ form }: Pick<Props, 'form'>): JSX.Element | null {
  const problem = form.problem.value;
  if (problem === null) return null;
  return (
    <div class="devices-trouble" role="alert" data-testid="display-trouble">
      <p>{refusedText(problem.code)}</p>
      {problem.code === 'setup-changed' ? (
        <button type="button" class="printing-second" onClick={() => void form.beginAnew()}>
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

/** One screen of the set-up. */
export function DisplayFields(props: Props & { readonly mayChange: boolean }): JSX.Element {
  const { form, draft, mayChange } = props;
  const isReady = form.isChanged.value && draft.choices.name.trim() !== '';
  return (
    <form
      class="devices-form"
      data-testid="display-form"
      onSubmit={event => {
        event.preventDefault();
        void form.save();
      }}
    >
      <fieldset class="devices-fields" disabled={!mayChange}>
        <Naming {...props} />
        <Use {...props} />
        {draft.choices.counterId === null ? <Picture {...props} /> : null}
      </fieldset>
      <Trouble form={form} />
      {form.isRemoving.value ? <Removing {...props} /> : null}
      {mayChange ? (
        <div class="devices-foot">
          <button
            type="submit"
            class="printing-key"
            data-testid="save-display"
            disabled={!isReady || form.isBusy.value}
          >
            {s('save')}
          </button>
          <p class="printing-note" role="status" data-testid="display-saved">
            {form.isSaved.value ? s('saved') : form.isChanged.value ? '' : d('unchanged')}
          </p>
          {draft.id === null ? null : (
            <button
              type="button"
              class="devices-small"
              onClick={() => (form.isRemoving.value = true)}
            >
              {d('remove')}
            </button>
          )}
        </div>
      ) : null}
    </form>
  );
}
