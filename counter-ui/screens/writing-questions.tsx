import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { ParkReason } from '../../contract/values.ts';
import type { Desk } from '../desk.ts';
import { parkReasons } from '../desk-requests.ts';
import { questionText } from '../question-texts.ts';
import { parkWord } from '../reason-words.ts';
import { BackKey, Dialog, NumberedAnswers } from './dialog.tsx';

/** As the server takes them (contract). */
const noteCharactersMax = 500;
const parkMinutesMax = 480;

function NoteField(props: {
  readonly id: string;
  readonly label: string;
  readonly rows: number;
  readonly hasFocus: boolean;
  readonly onInput: (text: string) => void;
}): JSX.Element {
  return (
    <p class="field">
      <label for={props.id}>{props.label}</label>
      <textarea
        id={props.id}
        data-testid={props.id}
        rows={props.rows}
        maxLength={noteCharactersMax}
        autofocus={props.hasFocus}
        onInput={event => props.onInput(event.currentTarget.value)}
      />
      <small>{questionText('noData')}</small>
    </p>
  );
}

/** Why and for how long somebody is set aside; the reason is the answer. */
export function ParkQuestion(props: {
  readonly desk: Desk;
  readonly label: string;
  readonly usualMinutes: number;
}): JSX.Element {
  const { desk, label, usualMinutes } = props;
  const [minutes, setMinutes] = useState(usualMinutes);
  const [note, setNote] = useState('');
  const park = (reason: ParkReason): void => {
    const text = note.trim();
    const isUsual = minutes === usualMinutes || !(minutes >= 1 && minutes <= parkMinutesMax);
    void desk.press({
      do: 'park',
      reason,
      ...(isUsual ? {} : { minutes: Math.round(minutes) }),
      ...(text === '' ? {} : { note: text }),
    });
  };
  return (
    <Dialog
      desk={desk}
      title={questionText('parkTitle', { label })}
      lead={questionText('parkLead', { label })}
      onKey={key => {
        const reason = parkReasons[Number(key) - 1];
        if (reason) park(reason);
      }}
    >
      <NumberedAnswers answers={parkReasons} words={parkWord} testId="park" onAnswer={park} />
      <p class="field minutes">
        <label for="park-minutes">{questionText('parkMinutes')}</label>
        <input
          id="park-minutes"
          data-testid="park-minutes"
          type="number"
          min={1}
          max={parkMinutesMax}
          value={minutes}
          onInput={event => setMinutes(event.currentTarget.valueAsNumber)}
        />
        {questionText('minutes')}
      </p>
      <NoteField
        id="park-note"
        label={`${questionText('parkNote')} (${questionText('optional')})`}
        rows={2}
        hasFocus={false}
        onInput={setNote}
      />
      <div class="question-keys">
        <BackKey desk={desk} />
      </div>
    </Dialog>
  );
}

/** A note for whoever serves this number next. */
export function NoteQuestion(props: { readonly desk: Desk; readonly label: string }): JSX.Element {
  const { desk, label } = props;
  const [text, setText] = useState('');
  const isEmpty = text.trim() === '';
  const save = (): void => {
    if (!isEmpty) void desk.press({ do: 'note', text: text.trim() });
  };
  return (
    <Dialog
      desk={desk}
      title={questionText('noteTitle', { label })}
      lead={questionText('noteLead')}
      onConfirm={save}
    >
      <NoteField
        id="note-text"
        label={questionText('noteLeft', { count: noteCharactersMax - text.length })}
        rows={4}
        hasFocus
        onInput={setText}
      />
      <div class="question-keys">
        <BackKey desk={desk} />
        <button
          type="button"
          class={isEmpty ? 'beside waits' : 'beside'}
          aria-disabled={isEmpty}
          data-testid="save-note"
          onClick={save}
        >
          {questionText('noteSave')} <kbd>Ctrl Enter</kbd>
        </button>
      </div>
    </Dialog>
  );
}
