import { Plus } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { devicesText as d } from '../devices-texts.ts';
import type { Draft, SetupForm, SetupRow, SetupView } from '../setup-form.ts';
import type { SetupName } from './setup-fields.tsx';

interface SectionWords {
  readonly title: string;
  readonly lead: string;
  readonly add: string;
  readonly none: string;
  readonly choose: string;
  readonly readOnly: string;
}

interface Props<
  SetUp extends SetupRow,
  Choices extends { readonly name: string },
  Seen extends SetupView<Choices>,
> {
  readonly kind: SetupName;
  readonly form: SetupForm<SetUp, Choices, Seen>;
  readonly words: SectionWords;
  readonly mayChange: boolean;
  /** Below the name of a row. */
  readonly linesOf: (row: SetUp, computer: string, view: Seen) => readonly string[];
  readonly fields: (view: Seen, draft: Draft<Choices>) => ComponentChildren;
}

function List<
  SetUp extends SetupRow,
  Choices extends { readonly name: string },
  Seen extends SetupView<Choices>,
>(
  props: Omit<Props<SetUp, Choices, Seen>, 'fields'> & {
    readonly view: Seen;
    readonly draft: Draft<Choices> | null;
  },
): JSX.Element {
  const { kind, form, words, mayChange, linesOf, view, draft } = props;
  const nameOf = (id: string | null): string =>
    view.computers.find(computer => computer.id === id)?.name ?? d('noComputer');
  return (
    <div class="devices-kiosks">
      <ul>
        {form.rows.map(row => (
          <li key={row.id}>
            <button
              type="button"
              data-testid={`${kind}-${row.name}`}
              aria-current={draft?.id === row.id ? 'true' : undefined}
              onClick={() => form.edit(row.id)}
            >
              <b>{row.name}</b>
              {linesOf(row, nameOf(row.deviceId), view).map((line, at) => (
                <span key={at}>{line}</span>
              ))}
            </button>
          </li>
        ))}
        {draft?.id === null ? (
          <li>
            <button type="button" aria-current="true">
              <b>{draft.choices.name}</b>
              <span>{words.add}</span>
            </button>
          </li>
        ) : null}
      </ul>
      {form.rows.length === 0 && draft === null ? <p class="printing-note">{words.none}</p> : null}
      {mayChange ? (
        <button
          type="button"
          class="printing-second"
          data-testid={`add-${kind}`}
          onClick={() => void form.add()}
        >
          <Icon of={Plus} size={18} />
          {words.add}
        </button>
      ) : (
        <p class="printing-note">{words.readOnly}</p>
      )}
    </div>
  );
}

/** Rows of the set-up at the left, one of them in a form beside. */
export function SetupSection<
  SetUp extends SetupRow,
  Choices extends { readonly name: string },
  Seen extends SetupView<Choices>,
>(props: Props<SetUp, Choices, Seen>): JSX.Element {
  const { form, words, fields } = props;
  const [view, draft] = [form.view.value, form.draft.value];
  return (
    <section class="devices-setup">
      <h2>{words.title}</h2>
      <p class="printing-note">{words.lead}</p>
      {view === null ? null : (
        <div class="devices-columns">
          <List {...props} view={view} draft={draft} />
          {draft === null ? (
            <p class="devices-choose printing-note">{words.choose}</p>
          ) : (
            fields(view, draft)
          )}
        </div>
      )}
    </section>
  );
}
