import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { Text } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { placeAt } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import { faultWords } from '../setup-fault-texts.ts';
import type { EditProps } from './edit-fields.tsx';

interface LinesProps extends EditProps {
  readonly linesMax: number;
}

const charactersMax = 200;

/** The list with one of its lines a place further up. */
export function lifted<Line>(lines: readonly Line[], at: number): Line[] {
  const moved = [...lines];
  [moved[at - 1], moved[at]] = [moved[at]!, moved[at - 1]!];
  return moved;
}

interface Row {
  readonly line: Text;
  readonly label: string;
  readonly at: number;
  readonly testId: string;
  readonly isLocked: boolean;
  readonly onChange: (line: Text) => void;
}

function Fields(props: Row): JSX.Element {
  const { line, label, at, testId, isLocked, onChange } = props;
  const place = { label, at: at + 1 };
  return (
    <span class="edit-lines-both edit-field">
      {(['id', 'en'] as const).map(code => (
        <input
          key={code}
          data-testid={`${testId}-${at}-${code}`}
          aria-label={e(code === 'id' ? 'rowOf' : 'rowOfEnglish', place)}
          aria-invalid={line[code] === '' || line[code].length > charactersMax}
          placeholder={code === 'en' ? 'English' : undefined}
          lang={code}
          disabled={isLocked}
          value={line[code]}
          onInput={event => onChange({ ...line, [code]: event.currentTarget.value })}
        />
      ))}
    </span>
  );
}

interface LineProps extends Row {
  readonly isNew: boolean;
  readonly isLast: boolean;
  readonly onLift: (at: number) => void;
  readonly onRemove: () => void;
}

function Line(props: LineProps): JSX.Element {
  const { label, at, isLocked, isNew, isLast, onLift, onRemove } = props;
  const place = { label, at: at + 1 };
  return (
    <li class={isNew ? 'is-new' : ''}>
      <Fields {...props} />
      <button
        type="button"
        aria-label={e('moveUp', place)}
        disabled={isLocked || at === 0}
        onClick={() => onLift(at)}
      >
        <Icon of={ArrowUp} size={16} />
      </button>
      <button
        type="button"
        aria-label={e('moveDown', place)}
        disabled={isLocked || isLast}
        onClick={() => onLift(at + 1)}
      >
        <Icon of={ArrowDown} size={16} />
      </button>
      <button type="button" aria-label={e('remove', place)} disabled={isLocked} onClick={onRemove}>
        <Icon of={Trash2} size={16} />
      </button>
    </li>
  );
}

/** Texts in both languages that can be added, moved and taken out. */
export function EditLines({
  desk,
  at,
  label,
  linesMax,
  isLocked = false,
}: LinesProps): JSX.Element {
  const place = placeAt<readonly Text[]>(desk, at);
  const lines = place.value;
  const testId = place.elementId;
  const wrong = [...new Set(place.faults.map(fault => faultWords(fault, desk)))];
  return (
    <div class="edit-lines" role="group" aria-labelledby={`${testId}-label`}>
      <div class="edit-lines-head">
        <span class="edit-label" id={`${testId}-label`}>
          {label}
        </span>
        {isLocked || lines.length >= linesMax ? null : (
          <button
            type="button"
            class="edit-add"
            data-testid={`${testId}-add`}
            aria-label={e('addTo', { label })}
            onClick={() => place.change([...lines, { id: '', en: '' }])}
          >
            <Icon of={Plus} size={16} />
            {e('add')}
          </button>
        )}
      </div>
      {lines.length === 0 ? <p class="printing-note">{e('nothingYet')}</p> : null}
      <ul>
        {lines.map((line, row) => {
          const isNew = place.was !== undefined && !place.was.some(({ id }) => id === line.id);
          return (
            <Line
              key={row}
              line={line}
              label={label}
              at={row}
              testId={testId}
              isLocked={isLocked}
              isNew={isNew}
              isLast={row === lines.length - 1}
              onChange={next => place.change(lines.with(row, next))}
              onLift={which => place.change(lifted(lines, which))}
              onRemove={() => place.change(lines.toSpliced(row, 1))}
            />
          );
        })}
      </ul>
      {wrong.map(words => (
        <p key={words} class="edit-wrong">
          {words}
        </p>
      ))}
    </div>
  );
}
