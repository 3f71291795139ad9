import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, EyeOff } from 'lucide';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TicketBlock } from '../../contract/ticket-layout.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { blockFields, fieldOf, withField, within } from '../block-fields.ts';
import type { BlockField } from '../block-fields.ts';
import { mayHide, missingKinds } from '../layout-editing.ts';
import type { BlockKind } from '../layout-editing.ts';
import type { SlipEditor } from '../slip-editor.ts';
import { slipText } from '../slip-texts.ts';
import type { SlipKey } from '../slip-texts.ts';

interface OfBlock {
  readonly slip: SlipEditor;
  readonly block: TicketBlock;
  readonly at: number;
}

const partName = (kind: BlockKind): string => slipText(`part:${kind}`);
/** Every value of a choice has words of its own. */
const choiceWords = (value: string): string => slipText(`choice:${value}` as SlipKey);

/** What is worth knowing of a part without opening it. */
function aside(block: TicketBlock): string {
  if (block.kind === 'text') return pick(block.text);
  if (block.kind === 'feed') return String(block.dots);
  if (block.kind === 'logo') return choiceWords(block.picture);
  return 'bothLanguages' in block && block.bothLanguages ? slipText('both') : '';
}

function NumberField(props: OfBlock & { readonly field: Extract<BlockField, { kind: 'number' }> }) {
  const { slip, block, at, field } = props;
  const value = fieldOf(block, field.name);
  const set = (next: unknown): void => slip.set(at, withField(block, field.name, next));
  return (
    <label class="printing-field narrow">
      <span>{slipText(field.label)}</span>
      <input
        type="number"
        data-testid={`field-${field.name}`}
        min={field.min}
        max={field.max}
        placeholder={field.none === null ? slipText('choice:auto') : undefined}
        value={value === null ? '' : String(value)}
        onChange={event => {
          const input = event.currentTarget;
          const typed = within(input.value, field);
          if (typed !== null) set(typed);
          else if (field.none === null) set(null);
          // What was typed is no number of it: the last one stands again.
          input.value = String(typed ?? (field.none === null ? '' : value));
        }}
      />
    </label>
  );
}

function WordsField({ slip, block, at }: OfBlock): JSX.Element | null {
  if (block.kind !== 'text') return null;
  return (
    <>
      {(['id', 'en'] as const).map(code => (
        <label class="printing-field wide" key={code}>
          <span>{slipText(code === 'id' ? 'field:textId' : 'field:textEn')}</span>
          <input
            data-testid={`field-text-${code}`}
            lang={code}
            value={block.text[code]}
            maxLength={200}
            aria-invalid={block.text[code] === '' ? 'true' : undefined}
            onInput={event => {
              const text = { ...block.text, [code]: event.currentTarget.value };
              slip.set(at, { ...block, text });
            }}
          />
        </label>
      ))}
    </>
  );
}

function Field(props: OfBlock & { readonly field: BlockField }): JSX.Element {
  const { slip, block, at, field } = props;
  switch (field.kind) {
    case 'words':
      return <WordsField slip={slip} block={block} at={at} />;
    case 'number':
      return <NumberField {...props} field={field} />;
    case 'flag':
      return (
        <label class="printing-check">
          <input
            type="checkbox"
            data-testid={`field-${field.name}`}
            checked={fieldOf(block, field.name) === true}
            onChange={event =>
              slip.set(at, withField(block, field.name, event.currentTarget.checked))
            }
          />
          {slipText(field.label)}
        </label>
      );
    case 'choice':
      return (
        <label class="printing-field">
          <span>{slipText(field.label)}</span>
          <select
            data-testid={`field-${field.name}`}
            value={String(fieldOf(block, field.name))}
            onChange={event =>
              slip.set(at, withField(block, field.name, event.currentTarget.value))
            }
          >
            {field.values.map(value => (
              <option
                key={value}
                value={value}
                disabled={value === 'own' && slip.logo.value === null}
              >
                {choiceWords(value)}
              </option>
            ))}
          </select>
        </label>
      );
  }
}

function BlockKeys({ slip, block, at }: OfBlock): JSX.Element {
  const count = slip.layout.value?.blocks.length ?? 0;
  const part = partName(block.kind);
  return (
    <span class="block-keys">
      <button
        type="button"
        data-testid={`up-${at}`}
        disabled={at === 0}
        aria-label={slipText('up', { part })}
        onClick={() => slip.move(at, -1)}
      >
        <Icon of={ArrowUp} size={16} />
      </button>
      <button
        type="button"
        data-testid={`down-${at}`}
        disabled={at === count - 1}
        aria-label={slipText('down', { part })}
        onClick={() => slip.move(at, 1)}
      >
        <Icon of={ArrowDown} size={16} />
      </button>
      <button
        type="button"
        data-testid={`hide-${at}`}
        disabled={!mayHide(block.kind)}
        aria-label={mayHide(block.kind) ? slipText('hide', { part }) : slipText('mustStay')}
        onClick={() => slip.hide(at)}
      >
        <Icon of={EyeOff} size={16} />
      </button>
    </span>
  );
}

function BlockRow(props: OfBlock): JSX.Element {
  const { slip, block, at } = props;
  const isOpen = slip.openAt.value === at;
  const row = useRef<HTMLLIElement>(null);
  // A new part stands at the end of a list that is longer than the window.
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const fields = blockFields[block.kind];
  return (
    <li ref={row} class={isOpen ? 'open' : ''} data-testid={`block-${block.kind}`}>
      <div class="block-head">
        <button
          type="button"
          class="block-name"
          aria-expanded={isOpen}
          data-testid={`open-${at}`}
          onClick={() => slip.toggle(at)}
        >
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={16} />
          <b>{partName(block.kind)}</b>
          <small class="cut">{aside(block)}</small>
        </button>
        <BlockKeys {...props} />
      </div>
      {isOpen && (
        <div class="block-fields">
          {fields.length === 0 && <p class="printing-note">{slipText('noSettings')}</p>}
          {fields.map(field => (
            <Field key={field.name} {...props} field={field} />
          ))}
        </div>
      )}
    </li>
  );
}

/** The parts of a slip from top to bottom, each with what can be set of it. */
export function SlipBlocks(props: { readonly slip: SlipEditor }): JSX.Element {
  const { slip } = props;
  const blocks = slip.layout.value?.blocks ?? [];
  const missing = missingKinds(blocks);
  return (
    <section class="slip-blocks">
      <header>
        <h2>{slipText('parts')}</h2>
        <label>
          <span class="spoken-only">{slipText('add')}</span>
          <select
            data-testid="add-part"
            value=""
            onChange={event => {
              const kind = missing.find(one => one === event.currentTarget.value);
              if (kind) slip.add(kind);
              event.currentTarget.value = '';
            }}
          >
            <option value="">{slipText('add')}</option>
            {missing.map(kind => (
              <option key={kind} value={kind}>
                {partName(kind)}
              </option>
            ))}
          </select>
        </label>
      </header>
      <ol>
        {blocks.map((block, at) => (
          <BlockRow key={at} slip={slip} block={block} at={at} />
        ))}
      </ol>
    </section>
  );
}
