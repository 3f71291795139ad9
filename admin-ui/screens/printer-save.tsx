import { Check, Trash2 } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { KioskPrinters } from '../../contract/printer-setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { PrinterForm } from '../printer-form.ts';
import type { PrinterSetup } from '../printer-setup-model.ts';
import { printingText, refusedWords } from '../printing-texts.ts';

interface Has {
  readonly setup: PrinterSetup;
  readonly form: PrinterForm;
}

const places = ['none', 'first', 'second'] as const;

function ProfileField({ setup, form }: Has): JSX.Element {
  const profiles = setup.view.value?.profiles ?? [];
  const chosen = profiles.find(profile => profile.id === form.profileId);
  return (
    <>
      <label class="printing-field">
        <span>{printingText('profile')}</span>
        <select
          data-testid="profile"
          value={form.profileId}
          onChange={event => setup.change({ profileId: event.currentTarget.value })}
        >
          <option value="">{printingText('profileNone')}</option>
          {profiles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {chosen && (
        <p class="printing-note">
          {printingText('columnsOf', { columns: chosen.columns })}. {printingText(chosen.proof)}.
        </p>
      )}
    </>
  );
}

function KioskField(props: Has & { readonly kiosk: KioskPrinters }): JSX.Element {
  const { setup, form, kiosk } = props;
  const place = form.places[kiosk.id] ?? 'none';
  return (
    <label class="kiosk-place">
      <span class="cut">{kiosk.name}</span>
      <select
        data-testid={`place-${kiosk.id}`}
        value={place}
        onChange={event => {
          const chosen = places.find(one => one === event.currentTarget.value);
          if (chosen) setup.change({ places: { ...form.places, [kiosk.id]: chosen } });
        }}
      >
        {places.map(one => (
          <option key={one} value={one}>
            {printingText(`place:${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function RemoveSheet(props: {
  readonly name: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="remove-sheet"
      aria-labelledby="remove-title"
      data-testid="remove-sheet"
      onClose={props.onClose}
    >
      <h2 id="remove-title">{printingText('removeSure', { name: props.name })}</h2>
      <p>{printingText('removeLead')}</p>
      <div>
        <button
          type="button"
          class="printing-key"
          data-testid="remove-yes"
          onClick={() => {
            props.onRemove();
            box.current?.close();
          }}
        >
          {printingText('removeYes')}
        </button>
        <button
          type="button"
          class="printing-second"
          data-testid="remove-no"
          onClick={() => box.current?.close()}
        >
          {printingText('removeNo')}
        </button>
      </div>
    </dialog>
  );
}

function SaveKeys({ setup, form }: Has): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const { value: saving } = setup.saving;
  const isSaved = saving.state === 'done' && saving.result === 'saved';
  const words = form.id === null ? 'save' : 'saveChanges';
  return (
    <div class="printer-keys">
      <p role="status" data-testid="saving">
        {isSaved && (
          <span class="printing-good">
            <Icon of={Check} size={18} />
            {printingText('saved')}
          </span>
        )}
        {saving.state === 'refused' && (
          <span class="printing-wrong">{refusedWords(saving.code)}</span>
        )}
      </p>
      <button
        type="button"
        class="printing-key"
        data-testid="save-printer"
        disabled={!setup.canSave.value}
        onClick={() => void setup.save()}
      >
        {printingText(saving.state === 'busy' ? 'saving' : words)}
      </button>
      {form.id !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="remove-printer"
          onClick={() => setAsking(true)}
        >
          <Icon of={Trash2} size={16} />
          {printingText('remove')}
        </button>
      )}
      {isAsking && (
        <RemoveSheet
          name={form.name}
          onRemove={() => void setup.remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** What the printer is called, what it can do, and who uses it. */
export function PrinterSave(props: Has & { readonly mayChange: boolean }): JSX.Element {
  const { setup, form, mayChange } = props;
  const kiosks = setup.view.value?.kiosks ?? [];
  return (
    <div class="printer-save">
      <fieldset disabled={!mayChange}>
        <legend>
          {printingText(form.id === null ? 'saveAs' : 'name')}
          {form.id !== null && <span class="spoken-only">{form.name}</span>}
        </legend>
        <label class="printing-field">
          <span class={form.id === null ? '' : 'spoken-only'}>{printingText('name')}</span>
          <input
            data-testid="name"
            value={form.name}
            maxLength={60}
            placeholder={printingText('namePlace')}
            autocomplete="off"
            onInput={event => setup.change({ name: event.currentTarget.value })}
          />
        </label>
        <ProfileField setup={setup} form={form} />
        <h3>{printingText('usedBy')}</h3>
        {kiosks.length === 0 && <p class="printing-note">{printingText('noKiosks')}</p>}
        <div class="kiosk-places">
          {kiosks.map(kiosk => (
            <KioskField key={kiosk.id} setup={setup} form={form} kiosk={kiosk} />
          ))}
        </div>
      </fieldset>
      {mayChange && <SaveKeys setup={setup} form={form} />}
    </div>
  );
}
