import { Printer } from 'lucide';
import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { manualFrom, manualTo, numbersOf } from '../sheet-plan.ts';
import type { SheetsPage } from '../sheets-model.ts';
import { sheetsText } from '../sheets-texts.ts';
import { SheetPaper } from './sheet-paper.tsx';

type Has = { readonly page: SheetsPage };

function NumberField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onInput: (value: number) => void;
}): JSX.Element {
  const { id, label, value, min, max, onInput } = props;
  return (
    <p class="sheets-number">
      <label for={id}>{label}</label>
      <input
        id={id}
        data-testid={id}
        type="number"
        min={min}
        max={max}
        value={value}
        onInput={event => {
          const typed = event.currentTarget.valueAsNumber;
          // A field that is being emptied says nothing yet.
          if (Number.isInteger(typed)) onInput(typed);
        }}
      />
    </p>
  );
}

function Queues({ page }: Has): JSX.Element {
  const queues = page.queues.value;
  const chosen = page.queueIds.value;
  const isAll = queues.length > 0 && chosen.size === queues.length;
  return (
    <fieldset class="sheets-queues">
      <legend>{sheetsText('queues')}</legend>
      <button type="button" class="quiet" data-testid="all-queues" onClick={() => page.toggleAll()}>
        {sheetsText(isAll ? 'nothing' : 'all')}
      </button>
      <ul>
        {queues.map(queue => (
          <li key={queue.id}>
            <label>
              <input
                type="checkbox"
                data-testid={`queue-${queue.series}`}
                checked={chosen.has(queue.id)}
                onChange={() => page.toggleQueue(queue.id)}
              />
              <b>{queue.series}</b>
              <span class="cut">
                {queue.agencyShort}, {pick(queue.name)}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function PrintKey({ page }: Has): JSX.Element {
  const pages = page.pages.value.length;
  const numbers = numbersOf({ from: page.from.value, count: page.count.value }).length;
  const slips = numbers * page.queueIds.value.size;
  return (
    <button
      type="button"
      class="sheets-key"
      data-testid="print"
      disabled={pages === 0}
      onClick={() => window.print()}
    >
      <Icon of={Printer} size={20} />
      {pages === 0 ? sheetsText('printNothing') : sheetsText('print', { slips, pages })}
    </button>
  );
}

/** What to print at the left, the sheets as they will lie in the printer at the right. */
export function SheetsPrint({
  page,
  building,
}: Has & { readonly building: BuildingView }): JSX.Element {
  const pages = page.pages.value;
  return (
    <main class="sheets-print">
      <div class="sheets-choice">
        <p class="sheets-lead">{sheetsText('printLead')}</p>
        <Queues page={page} />
        <div class="sheets-how">
          <NumberField
            id="from"
            label={sheetsText('from')}
            value={page.from.value}
            min={manualFrom}
            max={manualTo}
            onInput={value => (page.from.value = value)}
          />
          <NumberField
            id="count"
            label={sheetsText('count')}
            value={page.count.value}
            min={1}
            max={manualTo - manualFrom + 1}
            onInput={value => (page.count.value = value)}
          />
          <label class="sheets-register">
            <input
              type="checkbox"
              data-testid="register"
              checked={page.withRegister.value}
              onChange={event => (page.withRegister.value = event.currentTarget.checked)}
            />
            {sheetsText('register')}
          </label>
        </div>
        <PrintKey page={page} />
      </div>
      <div
        class="sheet-pages"
        tabIndex={0}
        role="group"
        aria-label={sheetsText('preview')}
        data-testid="sheet-pages"
      >
        {pages.length === 0 && <p class="sheets-none">{sheetsText('previewNone')}</p>}
        {pages.map(one => (
          <SheetPaper
            key={`${one.kind} ${one.queue.id} ${one.numbers[0]}`}
            building={building}
            page={one}
          />
        ))}
      </div>
    </main>
  );
}
