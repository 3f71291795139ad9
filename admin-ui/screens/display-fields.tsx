import type { JSX } from 'preact';
import type { DisplaySetupView } from '../../contract/display-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import type { DisplayDraft, DisplayForm } from '../display-form.ts';
import { displayText as s } from '../display-texts.ts';
import type { MediaShelf } from '../media-shelf.ts';
import { Choice } from './choice.tsx';
import { NumberField } from './number-field.tsx';
import { PlaylistFields } from './playlist-fields.tsx';
import { SetupFields, SetupNaming } from './setup-fields.tsx';

interface Props {
  readonly form: DisplayForm;
  readonly shelf: MediaShelf;
  readonly view: DisplaySetupView;
  readonly draft: DisplayDraft;
}

const limits = {
  viewingDistanceM: { min: 0.5, max: 40, step: 0.5 },
  sizeInches: { min: 5, max: 200, step: 0.5 },
  pictureSeconds: { min: 3, max: 600, step: 1 },
  mediaVolumePercent: { min: 0, max: 100, step: 5 },
} as const;

/** Two numbers of a screen side by side. */
function Numbers(
  props: Pick<Props, 'form' | 'draft'> & { readonly names: readonly (keyof typeof limits)[] },
): JSX.Element {
  const { form, draft, names } = props;
  return (
    <div class="devices-pair">
      {names.map(name => (
        <NumberField
          key={name}
          label={s(name)}
          testId={name}
          value={draft.choices[name]}
          limits={limits[name]}
          onChange={value => form.change({ [name]: value })}
        />
      ))}
    </div>
  );
}

const layouts = ['call-list', 'call', 'board', 'split'] as const;
const arrows = ['down', 'left', 'right', 'up', 'none'] as const;
const languages = ['id', 'en'] as const;
const languageNames = { id: 'Indonesia', en: 'English' } as const;

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
          onChange={arrow => form.change({ arrow })}
        />
      )}
    </div>
  );
}

function Picture({ form, shelf, draft }: Props): JSX.Element {
  const { layout, language, isSpeaker } = draft.choices;
  return (
    <>
      <div class="devices-pair">
        <Choice
          label={s('layout')}
          testId="display-layout"
          value={layout}
          options={layouts.map(value => ({ value, words: s(`layout:${value}`) }))}
          onChange={value => form.change({ layout: value })}
        />
        <Choice
          label={s('language')}
          testId="display-language"
          value={language}
          options={languages.map(value => ({ value, words: languageNames[value] }))}
          onChange={value => form.change({ language: value })}
        />
      </div>
      <Numbers form={form} draft={draft} names={['viewingDistanceM', 'sizeInches']} />
      <fieldset>
        <legend>{s('voice')}</legend>
        <div class="devices-checks">
          <label>
            <input
              type="checkbox"
              data-testid="display-speaks"
              checked={isSpeaker}
              onChange={() => form.change({ isSpeaker: !isSpeaker })}
            />
            {s('isSpeaker')}
          </label>
        </div>
      </fieldset>
      {layout === 'split' ? (
        <>
          <PlaylistFields form={form} shelf={shelf} playlist={draft.choices.playlist} />
          <Numbers form={form} draft={draft} names={['pictureSeconds', 'mediaVolumePercent']} />
        </>
      ) : null}
    </>
  );
}

/** One screen of the set-up. */
export function DisplayFields(props: Props & { readonly mayChange: boolean }): JSX.Element {
  const { form, view, draft, mayChange } = props;
  const words = { save: s('save'), saved: s('saved') };
  return (
    <SetupFields kind="display" form={form} draft={draft} words={words} mayChange={mayChange}>
      <SetupNaming kind="display" form={form} computers={view.computers} draft={draft} />
      <Use {...props} />
      {draft.choices.counterId === null ? <Picture {...props} /> : null}
    </SetupFields>
  );
}
