import { CircleCheck, CircleHelp, LoaderCircle, Search, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { ProbeReport } from '../../contract/printer-setup.ts';
import type { PrinterConnection } from '../../contract/printers.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { faultWords } from '../../ui-kit/paper-trouble.ts';
import { baudRates } from '../printer-form.ts';
import type { FormField, PrinterForm } from '../printer-form.ts';
import type { PrinterSetup } from '../printer-setup-model.ts';
import type { PrintingKey } from '../printing-texts.ts';
import { findingWords, printingText, refusedWords } from '../printing-texts.ts';

interface Has {
  readonly setup: PrinterSetup;
  readonly form: PrinterForm;
}

const kinds = [
  'network',
  'usb',
  'serial',
  'cups',
  'agent',
] as const satisfies readonly PrinterConnection['kind'][];

function TextField(
  props: Has & { readonly field: Exclude<FormField, 'deviceId'>; readonly label: PrintingKey },
): JSX.Element {
  const { setup, form, field, label } = props;
  const isWrong = setup.wrong.value === field && form[field] !== '';
  return (
    <label class={field === 'port' ? 'printing-field narrow' : 'printing-field'}>
      <span>{printingText(label)}</span>
      <input
        data-testid={field}
        value={form[field]}
        maxLength={253}
        autocomplete="off"
        spellcheck={false}
        inputMode={field === 'port' ? 'numeric' : 'text'}
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby="connection-hint"
        onInput={event => setup.change({ [field]: event.currentTarget.value })}
      />
    </label>
  );
}

function AgentField({ setup, form }: Has): JSX.Element {
  const agents = setup.view.value?.agents ?? [];
  if (agents.length === 0) return <p class="printing-note">{printingText('noAgents')}</p>;
  return (
    <label class="printing-field">
      <span>{printingText('device')}</span>
      <select
        data-testid="deviceId"
        value={form.deviceId}
        onChange={event => setup.change({ deviceId: event.currentTarget.value })}
      >
        {agents.map(({ deviceId, name }) => (
          <option key={deviceId} value={deviceId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function BaudField({ setup, form }: Has): JSX.Element {
  return (
    <label class="printing-field narrow">
      <span>{printingText('baudRate')}</span>
      <select
        data-testid="baudRate"
        value={String(form.baudRate)}
        onChange={event => setup.change({ baudRate: Number(event.currentTarget.value) })}
      >
        {baudRates.map(rate => (
          <option key={rate} value={String(rate)}>
            {rate}
          </option>
        ))}
      </select>
    </label>
  );
}

function PlaceFields(props: Has): JSX.Element {
  switch (props.form.kind) {
    case 'network':
      return (
        <>
          <TextField {...props} field="host" label="host" />
          <TextField {...props} field="port" label="port" />
        </>
      );
    case 'usb':
      return <TextField {...props} field="usbPath" label="path" />;
    case 'serial':
      return (
        <>
          <TextField {...props} field="serialPath" label="path" />
          <BaudField {...props} />
        </>
      );
    case 'cups':
      return <TextField {...props} field="queue" label="queue" />;
    case 'agent':
      return <AgentField {...props} />;
  }
}

type Look = 'good' | 'bad' | 'unknown';
const lookIcons = { good: CircleCheck, bad: TriangleAlert, unknown: CircleHelp } as const;

function Row(props: {
  readonly name: PrintingKey;
  readonly look: Look;
  readonly words: string;
  readonly aside?: string;
}): JSX.Element {
  return (
    <tr class={`probe-${props.look}`}>
      <th scope="row">
        <Icon of={lookIcons[props.look]} size={16} />
        {printingText(props.name)}
      </th>
      <td>{props.words}</td>
      <td>{props.aside}</td>
    </tr>
  );
}

function lookOf({ finding, proof }: ProbeReport): Look {
  if (finding === 'printer' || finding === 'agent') return 'good';
  return proof === 'mute' ? 'unknown' : 'bad';
}

function Found(props: Pick<Has, 'setup'> & { readonly report: ProbeReport }): JSX.Element {
  const { report, setup } = props;
  const { faults, proof, pushes, maker, model } = report;
  const view = setup.view.value;
  const name = [maker, model].filter(Boolean).join(' ');
  const profiles = report.profileIds.flatMap(
    id => view?.profiles.find(profile => profile.id === id)?.name ?? [],
  );
  const holder = view?.printers.find(printer => printer.id === report.printerId);
  const isOther = holder !== undefined && holder.id !== setup.form.value?.id;
  const answers = lookOf(report) === 'good';
  const state = faults.length === 0 ? printingText('ready') : faultWords(faults[0]);
  return (
    <div data-testid="probe-report">
      <table class="probe-rows">
        <caption class="spoken-only">{printingText('found')}</caption>
        <tbody>
          <Row
            name="who"
            look={lookOf(report)}
            words={findingWords(report.finding)}
            aside={printingText('took', { ms: report.tookMs })}
          />
          {answers && (
            <Row name="state" look={faults.length === 0 ? 'good' : 'bad'} words={state} />
          )}
          {answers && faults.length === 0 && (
            <Row
              name="paper"
              look="good"
              words={printingText(report.nearEnd ? 'paperNearEnd' : 'paperEnough')}
            />
          )}
          {(proof !== null || answers) && (
            <Row
              name="proof"
              look={proof === 'confirming' ? 'good' : 'unknown'}
              words={printingText(proof ?? 'unknown')}
            />
          )}
          {pushes !== null && (
            <Row
              name="pushes"
              look={pushes ? 'good' : 'unknown'}
              words={printingText(pushes ? 'pushesYes' : 'pushesNo')}
            />
          )}
          {name !== '' && (
            <Row name="says" look="unknown" words={printingText('saysLead', { name })} />
          )}
          {profiles.length > 0 && (
            <Row name="fits" look="good" words={profiles.slice(0, 3).join(', ')} />
          )}
        </tbody>
      </table>
      {report.usualOnPort !== null && !answers && (
        <p class="printing-note">{printingText('usualPort')}</p>
      )}
      {isOther && <p class="printing-note">{printingText('atPrinter', { name: holder.name })}</p>}
    </div>
  );
}

function hintOf({ setup, form }: Has): string {
  const { wrong } = setup;
  const isWritten =
    wrong.value !== null && (form as unknown as Record<string, string>)[wrong.value] !== '';
  return wrong.value !== null && isWritten
    ? printingText(`wrong:${wrong.value}`)
    : printingText('lookLead');
}

/** Where the printer is, and what is found there. */
export function PrinterConnectionForm(props: Has): JSX.Element {
  const { setup, form } = props;
  const { value: probe } = setup.probe;
  const isBusy = probe.state === 'busy';
  return (
    <section class="printer-section">
      <h2>{printingText('connection')}</h2>
      <div class="printing-fields">
        <label class="printing-field">
          <span class="spoken-only">{printingText('connection')}</span>
          <select
            data-testid="kind"
            value={form.kind}
            onChange={event => {
              const kind = kinds.find(one => one === event.currentTarget.value);
              if (kind) setup.change({ kind });
            }}
          >
            {kinds.map(kind => (
              <option key={kind} value={kind}>
                {printingText(kind)}
              </option>
            ))}
          </select>
        </label>
        <PlaceFields {...props} />
        <button
          type="button"
          class="printing-second"
          data-testid="probe"
          disabled={isBusy || setup.wrong.value !== null}
          onClick={() => void setup.look()}
        >
          <Icon of={isBusy ? LoaderCircle : Search} size={18} />
          {printingText(isBusy ? 'looking' : 'look')}
        </button>
      </div>
      <p id="connection-hint" class="printing-note">
        {hintOf(props)}
      </p>
      <div role="status">
        {probe.state === 'refused' && (
          <p class="printing-wrong" data-testid="probe-refused">
            {refusedWords(probe.code)}
          </p>
        )}
        {probe.state === 'done' && <Found setup={setup} report={probe.result} />}
      </div>
    </section>
  );
}
