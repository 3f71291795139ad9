import { Check, Printer, X } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { PrinterRow } from '../printer-rows.ts';
import { sinceWords } from '../../ui-kit/paper-trouble.ts';
import { printerText, rowSentence, stateWords } from '../printer-texts.ts';

interface Shows {
  readonly rows: readonly PrinterRow[];
  /** Milliseconds of the building. */
  readonly now: number;
  readonly timeZone: string;
}

/** Lines that the foot of the board has room for beside the one of those that are ready. */
const troubleShownMax = 3;

/** Only what needs somebody is a line of its own; the others share one. */
export function PrintersFoot(props: Shows & { readonly onOpen: () => void }): JSX.Element {
  const { rows, now, timeZone } = props;
  const trouble = rows.filter(row => row.look !== 'ready');
  const ready = rows.filter(row => row.look === 'ready');
  const good = rows.filter(row => row.look !== 'fault').length;
  const shown = trouble.slice(0, troubleShownMax);
  const more = trouble.length - shown.length;
  return (
    <div data-testid="printers">
      <h2>
        {printerText('title', { good, count: rows.length })}
        {rows.length > 0 && (
          <button type="button" class="quiet" data-testid="all-printers" onClick={props.onOpen}>
            {printerText('all')} <kbd>P</kbd>
          </button>
        )}
      </h2>
      {rows.length === 0 && <p>{printerText('none')}</p>}
      <div class="printer-lines">
        {shown.map(row => (
          <p class={row.look} key={row.id}>
            <Icon of={Printer} size={16} />
            <span class="cut">{rowSentence(row, now, timeZone)}</span>
          </p>
        ))}
        {more > 0 && <p class="fault">{printerText('more', { count: more })}</p>}
        {more <= 0 && ready.length > 0 && (
          <p class="good">
            <Icon of={Check} size={16} />
            <span class="cut">
              {printerText('allReady', { names: ready.map(row => row.name).join(', ') })}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}

function Row({ row, now, timeZone }: Omit<Shows, 'rows'> & { readonly row: PrinterRow }) {
  const { since, ticketsLeft, paper, waiting } = row;
  const left = ticketsLeft === null ? null : printerText('tickets', { tickets: ticketsLeft });
  // What it said of its paper before the fault is not known to be true any more.
  const isKnown = row.look !== 'fault' && paper !== 'near-end';
  const paperWords = left ?? printerText(isKnown ? paper : 'unknown');
  return (
    <tr class={row.look} data-testid={`printer-${row.id}`}>
      <th scope="row">{row.name}</th>
      <td>
        <span>
          <Icon of={row.look === 'fault' ? Printer : Check} size={16} />
          {row.look === 'fault' ? stateWords(row) : printerText('ready')}
        </span>
      </td>
      <td>{since === null ? '–' : sinceWords(since, now, timeZone)}</td>
      <td class="paper">{paperWords}</td>
      <td class="count">{waiting}</td>
    </tr>
  );
}

/** Every printer over the board, which goes on behind it. */
export function PrintersSheet(props: Shows & { readonly onClose: () => void }): JSX.Element {
  const { rows, now, timeZone, onClose } = props;
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="printers-sheet"
      data-testid="printers-sheet"
      aria-labelledby="printers-title"
      onClose={onClose}
    >
      <header>
        <h2 id="printers-title">{printerText('all')}</h2>
        <button
          type="button"
          data-testid="printers-close"
          aria-label={printerText('close')}
          onClick={() => box.current?.close()}
        >
          <Icon of={X} size={20} />
        </button>
      </header>
      <table>
        <thead>
          <tr>
            {(['name', 'state', 'sinceColumn', 'paper'] as const).map(key => (
              <th scope="col" key={key}>
                {printerText(key)}
              </th>
            ))}
            <th scope="col" class="count">
              {printerText('waiting')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.id} row={row} now={now} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
      <p>
        {printerText('guidance')} <a href="/supervisor/sheets">{printerText('sheets')}</a>
      </p>
    </dialog>
  );
}
