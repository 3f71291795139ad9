import type { ComponentChildren, JSX } from 'preact';
import { devicesText as d, refusedText } from '../devices-texts.ts';
import type { Draft, SetupForm, SetupRow, SetupView } from '../setup-form.ts';
import { Choice } from './choice.tsx';
import { RefusedChange } from './refused-change.tsx';

/** In test ids, and what tells the words of one kind from another's. */
export type SetupName = 'kiosk' | 'display';

/** What the frame of a form needs of it, whatever is chosen inside. */
export type FormFrame = Pick<
  SetupForm<SetupRow, { readonly name: string }, SetupView<{ readonly name: string }>>,
  'problem' | 'isBusy' | 'isSaved' | 'isChanged' | 'isRemoving' | 'save' | 'remove' | 'beginAnew'
>;

export interface FormWords {
  readonly save: string;
  readonly saved: string;
}

interface Props {
  readonly kind: SetupName;
  readonly form: FormFrame;
  readonly draft: Draft<{ readonly name: string }>;
  readonly words: FormWords;
  readonly mayChange: boolean;
  readonly children: ComponentChildren;
}

function Removing({ form, draft }: Pick<Props, 'form' | 'draft'>): JSX.Element {
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

function Foot({ kind, form, draft, words }: Omit<Props, 'children'>): JSX.Element {
  const isReady = form.isChanged.value && draft.choices.name.trim() !== '';
  return (
    <div class="devices-foot">
      <button
        type="submit"
        class="printing-key"
        data-testid={`save-${kind}`}
        disabled={!isReady || form.isBusy.value}
      >
        {words.save}
      </button>
      <p class="printing-note" role="status" data-testid={`${kind}-saved`}>
        {form.isSaved.value ? words.saved : form.isChanged.value ? '' : d('unchanged')}
      </p>
      {draft.id === null ? null : (
        <button
          type="button"
          class="devices-small"
          data-testid={`remove-${kind}`}
          onClick={() => (form.isRemoving.value = true)}
        >
          {d('remove')}
        </button>
      )}
    </div>
  );
}

/** The frame of one row's form: what it holds, what is wrong, and how it ends. */
export function SetupFields(props: Props): JSX.Element {
  const { kind, form, draft, mayChange, children } = props;
  return (
    <form
      class="devices-form"
      data-testid={`${kind}-form`}
      onSubmit={event => {
        event.preventDefault();
        void form.save();
      }}
    >
      <fieldset class="devices-fields" disabled={!mayChange}>
        {children}
      </fieldset>
      <RefusedChange
        form={form}
        class="devices-trouble"
        testId={`${kind}-trouble`}
        wordsOf={refusedText}
        beginAnew={d('beginAnew')}
      />
      {form.isRemoving.value ? <Removing form={form} draft={draft} /> : null}
      {mayChange ? <Foot {...props} /> : null}
    </form>
  );
}

/** What it is called, and which computer it is; one that is another's gives way. */
export function SetupNaming(props: {
  readonly kind: SetupName;
  readonly form: {
    readonly rows: readonly SetupRow[];
    change(choices: { readonly name: string }): void;
    place(deviceId: string | null): void;
  };
  readonly computers: readonly { readonly id: string; readonly name: string }[];
  readonly draft: Draft<{ readonly name: string }>;
}): JSX.Element {
  const { kind, form, computers, draft } = props;
  const options = computers.map(({ id, name }) => {
    const taken = form.rows.find(row => row.deviceId === id && row.id !== draft.id)?.name;
    const words = taken === undefined ? name : d('computerTaken', { name, kiosk: taken });
    return { value: id, words };
  });
  return (
    <div class="devices-pair">
      <label class="printing-field">
        <span>{d('name')}</span>
        <input
          data-testid={`${kind}-name`}
          maxLength={60}
          value={draft.choices.name}
          onInput={event => form.change({ name: event.currentTarget.value })}
        />
      </label>
      <Choice
        label={d('computer')}
        testId={`${kind}-computer`}
        value={draft.deviceId ?? ''}
        options={[{ value: '', words: d('computerNone') }, ...options]}
        onChange={id => form.place(id || null)}
      />
    </div>
  );
}
