import { LoaderCircle, Printer } from 'lucide';
import type { JSX } from 'preact';
import type { TestPageSent } from '../../contract/printer-setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { faultWords } from '../../ui-kit/paper-trouble.ts';
import type { PrinterSetup } from '../printer-setup-model.ts';
import { printingText, refusedWords } from '../printing-texts.ts';

type Has = { readonly setup: PrinterSetup };

const columns = [32, 42, 48] as const;
const cuts = ['partial', 'full', 'none'] as const;

function sentWords({ outcome, fault }: TestPageSent): string {
  return printingText(`sent:${outcome}`, { fault: faultWords(fault ?? undefined) });
}

function Choice<Value extends string | number>(props: {
  readonly legend: string;
  readonly name: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly words: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}): JSX.Element {
  return (
    <fieldset class="printing-choice">
      <legend>{props.legend}</legend>
      {props.values.map(value => (
        <label key={value}>
          <input
            type="radio"
            name={props.name}
            data-testid={`${props.name}-${value}`}
            checked={props.value === value}
            onChange={() => props.onChoose(value)}
          />
          {props.words(value)}
        </label>
      ))}
    </fieldset>
  );
}

function Questions({ setup }: Has): JSX.Element {
  const { value: seen } = setup.seen;
  return (
    <div class="test-questions">
      <label class="printing-field narrow">
        <span>{printingText('code')}</span>
        <input
          data-testid="code-seen"
          class="test-code"
          value={seen.codeSeen}
          maxLength={4}
          autocomplete="off"
          spellcheck={false}
          onInput={event => setup.see({ codeSeen: event.currentTarget.value.toUpperCase() })}
        />
      </label>
      <Choice
        legend={printingText('columns')}
        name="columns"
        values={columns}
        value={seen.columns}
        words={value => printingText('columnsOf', { columns: value })}
        onChoose={value => setup.see({ columns: value })}
      />
      <div class="printing-checks">
        {(['readsNativeQr', 'readsRasterQr'] as const).map((field, at) => (
          <label key={field}>
            <input
              type="checkbox"
              data-testid={field}
              checked={seen[field]}
              onChange={event => setup.see({ [field]: event.currentTarget.checked })}
            />
            {printingText(at === 0 ? 'qr1' : 'qr2')}
          </label>
        ))}
      </div>
      <Choice
        legend={printingText('cut')}
        name="cut"
        values={cuts}
        value={seen.cut}
        words={value => printingText(`cut:${value}`)}
        onChoose={cut => setup.see({ cut })}
      />
    </div>
  );
}

function Suggestion({ setup }: Has): JSX.Element {
  const { value: suggestion } = setup.suggestion;
  const found = suggestion.state === 'done' ? suggestion.result.profileId : null;
  const name = setup.view.value?.profiles.find(profile => profile.id === found)?.name ?? '';
  return (
    <div class="test-suggestion">
      <button
        type="button"
        class="printing-second"
        data-testid="suggest"
        disabled={suggestion.state === 'busy' || setup.seen.value.codeSeen.trim().length < 4}
        onClick={() => void setup.suggest()}
      >
        {printingText('suggest')}
      </button>
      <p role="status" data-testid="suggestion">
        {found !== null && <b>{printingText('suggested', { profile: name })}</b>}
        {suggestion.state === 'refused' && (
          <span class="printing-wrong">{refusedWords(suggestion.code)}</span>
        )}
      </p>
    </div>
  );
}

/** A page that shows what the printer can do, and what somebody sees on it. */
export function PrinterTestPage({ setup }: Has): JSX.Element {
  const { value: page } = setup.page;
  const isBusy = page.state === 'busy';
  const wasSent = page.state === 'done' && page.result.outcome !== 'not-sent';
  const key = isBusy ? 'printing' : page.state === 'done' ? 'printAgain' : 'print';
  return (
    <section class="printer-section">
      <h2>{printingText('testPage')}</h2>
      <div class="test-print">
        <button
          type="button"
          class="printing-second"
          data-testid="test-page"
          disabled={isBusy || setup.wrong.value !== null}
          onClick={() => void setup.printPage()}
        >
          <Icon of={isBusy ? LoaderCircle : Printer} size={18} />
          {printingText(key)}
        </button>
        <p role="status" data-testid="test-page-sent">
          {page.state === 'done' ? (
            <span class={wasSent ? '' : 'printing-wrong'}>{sentWords(page.result)}</span>
          ) : page.state === 'refused' ? (
            <span class="printing-wrong">{refusedWords(page.code)}</span>
          ) : (
            <span class="printing-note">{printingText('testLead')}</span>
          )}
        </p>
      </div>
      {wasSent && <Questions setup={setup} />}
      {wasSent && <Suggestion setup={setup} />}
    </section>
  );
}
