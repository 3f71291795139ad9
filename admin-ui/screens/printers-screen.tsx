import { Check, Plus, Printer, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { KioskPrinters, SetUpPrinter } from '../../contract/printer-setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { faultWords, sinceWords } from '../../ui-kit/paper-trouble.ts';
import type { PrinterSetup } from '../printer-setup-model.ts';
import { printingText } from '../printing-texts.ts';
import { PrinterConnectionForm } from './printer-connection.tsx';
import { PrinterSave } from './printer-save.tsx';
import { PrinterTestPage } from './printer-test-page.tsx';

export interface HasSetup {
  readonly setup: PrinterSetup;
}

interface Shows extends HasSetup {
  readonly timeZone: string;
  readonly mayChange: boolean;
}

function stateOf({ state, fault, since, ticketsLeft }: SetUpPrinter, timeZone: string): string {
  const near = ticketsLeft === null ? 'ready' : 'nearEnd';
  const words =
    state === 'fault'
      ? faultWords(fault ?? undefined)
      : printingText(near, { tickets: ticketsLeft ?? 0 });
  if (since === null || state === 'ready') return words;
  return printingText('since', {
    words,
    time: sinceWords(Date.parse(since), Date.now(), timeZone),
  });
}

function kioskWords(printerId: string, kiosks: readonly KioskPrinters[]): string {
  const used = kiosks.flatMap(({ name, printerIds }) => {
    const at = printerIds.indexOf(printerId);
    return at < 0 ? [] : [printingText(at === 0 ? 'firstOf' : 'secondOf', { kiosk: name })];
  });
  return used.length === 0 ? printingText('noKiosk') : used.join('; ');
}

function PrinterRow(props: Shows & { readonly printer: SetUpPrinter }): JSX.Element {
  const { setup, timeZone, printer } = props;
  const isFault = printer.state === 'fault';
  const isChosen = setup.form.value?.id === printer.id;
  return (
    <li>
      <button
        type="button"
        data-testid={`printer-${printer.id}`}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => setup.choose(printer)}
      >
        <b>{printer.name}</b>
        <span class={isFault ? 'fault' : 'ready'}>
          <Icon of={isFault ? TriangleAlert : Check} size={16} />
          {stateOf(printer, timeZone)}
        </span>
        <small>{kioskWords(printer.id, setup.view.value?.kiosks ?? [])}</small>
      </button>
    </li>
  );
}

function PrinterList(props: Shows): JSX.Element {
  const { setup, mayChange } = props;
  const printers = setup.view.value?.printers ?? [];
  const { value: saving } = setup.saving;
  return (
    <nav class="printer-list" aria-label={printingText('printers')}>
      <h2>{printingText('printers')}</h2>
      {printers.length === 0 && <p>{printingText('none')}</p>}
      <ul>
        {printers.map(printer => (
          <PrinterRow key={printer.id} {...props} printer={printer} />
        ))}
      </ul>
      {mayChange && (
        <button
          type="button"
          class="printing-second"
          data-testid="new-printer"
          onClick={() => setup.choose(null)}
        >
          <Icon of={Plus} size={18} />
          {printingText('newPrinter')}
        </button>
      )}
      {!mayChange && <p data-testid="read-only">{printingText('readOnly')}</p>}
      <p role="status" class="printing-good">
        {saving.state === 'done' && saving.result === 'removed' && printingText('removed')}
      </p>
    </nav>
  );
}

function Nothing(props: { readonly isSoftware: boolean }): JSX.Element {
  return (
    <section class="printer-nothing">
      <Icon of={Printer} size={48} stroke={1.5} />
      {props.isSoftware ? (
        <>
          <h2>{printingText('software')}</h2>
          <p>{printingText('softwareLead')}</p>
          <a href="/paper">{printingText('papers')}</a>
        </>
      ) : (
        <>
          <h2>{printingText('choose')}</h2>
          <p>{printingText('chooseLead')}</p>
        </>
      )}
    </section>
  );
}

/** The printers on the left; the one that is being set up in the middle, and how it is saved. */
export function PrintersScreen(props: Shows): JSX.Element {
  const { setup, mayChange } = props;
  const form = setup.form.value;
  const isSoftware = form !== null && form.id !== null && setup.chosen.value?.connection === null;
  return (
    <main class="printers-main">
      <PrinterList {...props} />
      {form === null || isSoftware ? (
        <Nothing isSoftware={isSoftware} />
      ) : (
        <>
          <fieldset class="printer-try" disabled={!mayChange}>
            <legend class="spoken-only">{form.name || printingText('newPrinter')}</legend>
            <PrinterConnectionForm setup={setup} form={form} />
            <PrinterTestPage setup={setup} />
          </fieldset>
          <PrinterSave setup={setup} form={form} mayChange={mayChange} />
        </>
      )}
    </main>
  );
}
