import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { placeAt, type EditPlace } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { faultWords } from '../setup-fault-texts.ts';

/** Fields that edit one value of the set-up each: its label, what it was, and what is wrong with it. */

export interface EditProps {
  readonly desk: SetupDesk;
  /** Which value: `services/a02/minutes`. */
  readonly at: string;
  readonly label: string;
  readonly isLocked?: boolean;
}

const wasCharactersMax = 60;

function wasWords(was: unknown): string {
  if (was === null || was === '') return e('wasEmpty');
  if (typeof was === 'boolean') return e('was', { value: e(was ? 'yes' : 'no') });
  const words = typeof was === 'object' ? JSON.stringify(was) : `${was as string | number}`;
  const isLong = words.length > wasCharactersMax;
  return e('was', { value: isLong ? `${words.slice(0, wasCharactersMax)}…` : words });
}

interface Frame {
  readonly desk: SetupDesk;
  readonly place: EditPlace<unknown>;
  readonly label: string;
  /** What the page knows to be wrong before the server says it. */
  readonly wrong?: string | null;
  /** Where "semula" reads otherwise than the value. */
  readonly was?: string;
  readonly children: (aria: Aria) => ComponentChildren;
}

interface Aria {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

/** The label above, and below what it was and what is wrong. */
export function EditFrame(props: Frame): JSX.Element {
  const { desk, place, label, wrong = null, children } = props;
  const { elementId: id, isChanged } = place;
  const faults = place.faults.map(fault => faultWords(fault, desk));
  const said = wrong === null ? [...new Set(faults)] : [wrong];
  const aria = { id, 'aria-invalid': said.length > 0, 'aria-describedby': `${id}-said` };
  return (
    <div class={isChanged ? 'edit-field is-changed' : 'edit-field'}>
      <label for={id}>{label}</label>
      {children(aria)}
      <div id={`${id}-said`} class="edit-said">
        {isChanged && place.was !== undefined ? (
          <small>
            {props.was === undefined ? wasWords(place.was) : e('was', { value: props.was })}
          </small>
        ) : null}
        {said.map(words => (
          <p key={words} class="edit-wrong" data-testid={`${id}-wrong`}>
            {words}
          </p>
        ))}
      </div>
    </div>
  );
}

const textCharactersMax = 200;

interface TextProps extends EditProps {
  readonly charactersMax?: number;
  /** As what an empty field is kept; absent: it has to be filled in. */
  readonly emptyAs?: 'null' | 'empty';
  readonly placeholder?: string;
}

/** What can be said of a text before the server is asked. */
function textWrong(text: string, charactersMax: number, isOptional: boolean): string | null {
  if (text.length > charactersMax) {
    return e('tooLong', { max: charactersMax, count: text.length });
  }
  return text === '' && !isOptional ? e('empty') : null;
}

export function EditText(props: TextProps): JSX.Element {
  const { desk, at, label, charactersMax = textCharactersMax, emptyAs } = props;
  const place = placeAt<string | null>(desk, at);
  const text = place.value ?? '';
  const wrong = textWrong(text, charactersMax, emptyAs !== undefined);
  return (
    <EditFrame desk={desk} place={place} label={label} wrong={wrong}>
      {aria => (
        <input
          {...aria}
          data-testid={place.elementId}
          disabled={props.isLocked === true}
          placeholder={props.placeholder}
          value={text}
          onInput={event => {
            const typed = event.currentTarget.value;
            place.change(typed === '' && emptyAs === 'null' ? null : typed);
          }}
        />
      )}
    </EditFrame>
  );
}

/** The same in both languages; `at` names the text of both. */
export function EditTexts(props: TextProps & { readonly labelEn?: string }): JSX.Element {
  const { at, label, labelEn = e('inEnglish', { label }) } = props;
  return (
    <>
      <EditText {...props} at={`${at}/id`} label={label} />
      <EditText {...props} at={`${at}/en`} label={labelEn} />
    </>
  );
}

interface NumberProps extends EditProps {
  readonly min: number;
  readonly max: number;
  /** Whether fractions are taken. */
  readonly isFraction?: boolean;
  readonly unit?: string;
  readonly isOptional?: boolean;
  /** What an empty field means. */
  readonly placeholder?: string;
}

/** What is no number is kept as null until it is one: what stands there is never what is not seen. */
export function EditNumber(props: NumberProps): JSX.Element {
  const { desk, at, label, min, max, isFraction = false, isOptional = false } = props;
  const place = placeAt<number | null>(desk, at);
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? (place.value === null ? '' : String(place.value));
  const isEmpty = place.value === null;
  const isGood = isEmpty ? isOptional : place.value >= min && place.value <= max;
  return (
    <EditFrame
      desk={desk}
      place={place}
      label={label}
      wrong={isGood ? null : e('numberBetween', { min, max })}
    >
      {aria => (
        <span class="edit-number">
          <input
            {...aria}
            data-testid={place.elementId}
            disabled={props.isLocked === true}
            inputMode={isFraction ? 'decimal' : 'numeric'}
            placeholder={props.placeholder}
            value={value}
            onInput={event => {
              const text = event.currentTarget.value;
              setTyped(text);
              place.change(numberIn(text, isFraction));
            }}
            onBlur={() => setTyped(null)}
          />
          {props.unit === undefined ? null : <span class="edit-unit">{props.unit}</span>}
        </span>
      )}
    </EditFrame>
  );
}

/** "1,5" and "1.5" are the same; null for everything that is no number. */
export function numberIn(text: string, isFraction: boolean): number | null {
  const pattern = isFraction ? /^\s*\d{1,7}([.,]\d{1,3})?\s*$/ : /^\s*\d{1,7}\s*$/;
  return pattern.test(text) ? Number(text.replace(',', '.')) : null;
}

/** Yes or no; what it was is said beside it. */
export function EditSwitch(props: EditProps & { readonly note?: string }): JSX.Element {
  const { desk, at, label, note } = props;
  const place = placeAt<boolean>(desk, at);
  return (
    <div class={place.isChanged ? 'edit-switch is-changed' : 'edit-switch'}>
      <label>
        <input
          type="checkbox"
          role="switch"
          data-testid={place.elementId}
          disabled={props.isLocked === true}
          checked={place.value}
          onChange={event => place.change(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {place.isChanged && place.was !== undefined ? <small>{wasWords(place.was)}</small> : null}
      {note === undefined ? null : <small>{note}</small>}
    </div>
  );
}

export interface EditOption<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

interface ChoiceProps<Value extends string> extends EditProps {
  readonly options: readonly EditOption<Value>[];
  /** The words of no choice at all, kept as null; absent: one is always chosen. */
  readonly none?: string;
}

export function EditChoice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { desk, at, label, options, none } = props;
  const place = placeAt<Value | null>(desk, at);
  const wordsOf = (value: Value | null | undefined): string =>
    options.find(option => option.value === value)?.words ?? none ?? value ?? '';
  const isKnown = options.some(({ value }) => value === place.value);
  return (
    <EditFrame desk={desk} place={place} label={label} was={wordsOf(place.was)}>
      {aria => (
        <select
          {...aria}
          data-testid={place.elementId}
          disabled={props.isLocked === true}
          value={place.value ?? ''}
          onChange={event => {
            const chosen = event.currentTarget.value;
            place.change(options.find(({ value }) => value === chosen)?.value ?? null);
          }}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {isKnown || place.value === null || place.value === undefined ? null : (
            <option value={place.value}>{place.value}</option>
          )}
          {options.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </EditFrame>
  );
}
