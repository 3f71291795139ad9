import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dateField, dateRead } from '../date-read.ts';
import { dayInFull } from '../date-words.ts';
import { hoursText as h } from '../hours-texts.ts';

/** A day as people write it, with its weekday below; one that cannot be is not taken. */
export function DateInput(props: {
  readonly id: string;
  readonly label: string;
  /** YYYY-MM-DD. */
  readonly value: string;
  readonly isLocked: boolean;
  readonly isChanged?: boolean;
  /** What is wrong with the day itself. */
  readonly wrong?: readonly string[];
  readonly onChange: (date: string) => void;
}): JSX.Element {
  const { id, label, value, isLocked, isChanged = false, wrong = [], onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const isRead = typed === null || dateRead(typed) !== null;
  const said = isRead ? wrong : [h('dateWrong')];
  return (
    <div class={isChanged ? 'edit-field is-changed' : 'edit-field'}>
      <label for={id}>{label}</label>
      <input
        id={id}
        data-testid={id}
        disabled={isLocked}
        maxLength={30}
        placeholder={h('dateHint')}
        aria-invalid={said.length > 0}
        aria-describedby={`${id}-said`}
        value={typed ?? dateField(value)}
        onInput={event => setTyped(event.currentTarget.value)}
        onChange={event => {
          const read = dateRead(event.currentTarget.value);
          if (read === null) return;
          setTyped(null);
          onChange(read);
        }}
      />
      <div id={`${id}-said`} class="edit-said">
        {isRead ? <small>{dayInFull(value)}</small> : null}
        {said.map(words => (
          <p key={words} class="edit-wrong" data-testid={`${id}-wrong`}>
            {words}
          </p>
        ))}
      </div>
    </div>
  );
}
