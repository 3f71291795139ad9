import { CircleCheck, CircleHelp } from 'lucide';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Setup } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { faultWords } from '../../ui-kit/paper-trouble.ts';
import { printingText, refusedWords } from '../printing-texts.ts';
import type { PageTrouble, WizardPage } from '../wizard-page.ts';
import { trialText as t } from '../wizard-trial-texts.ts';
import { wizardText as w } from '../wizard-texts.ts';
import { PrinterConnectionForm } from './printer-connection.tsx';
import { WizardStep } from './wizard-step.tsx';

type Has = { readonly page: WizardPage; readonly setup: Setup };

const troubles = ['nothing', 'elsewhere', 'cut-off', 'unreadable'] as const;

/** Why nothing went on: what was sent, or what was saved. */
function printerTrouble({ printers }: WizardPage): string | null {
  const { value: page } = printers.page;
  const { value: saving } = printers.saving;
  const { value: suggestion } = printers.suggestion;
  for (const asked of [saving, suggestion, page]) {
    if (asked.state === 'refused') return refusedWords(asked.code);
  }
  if (page.state === 'done' && page.result.outcome === 'not-sent') {
    return printingText('sent:not-sent', { fault: faultWords(page.result.fault ?? undefined) });
  }
  return null;
}

function Troubles({ page }: Pick<Has, 'page'>): JSX.Element {
  return (
    <div class="wizard-troubles" role="group" aria-label={t('what')}>
      <b>{t('what')}</b>
      {troubles.map(trouble => (
        <button
          key={trouble}
          type="button"
          class="wizard-second"
          data-testid={`trouble-${trouble}`}
          onClick={() => void page.tellTrouble(trouble)}
        >
          {t(`trouble:${trouble}`)}
        </button>
      ))}
    </div>
  );
}

const isTold = (trouble: PageTrouble | 'asked' | 'wrong' | null): trouble is PageTrouble =>
  trouble !== null && trouble !== 'asked' && trouble !== 'wrong';

/** The printer's address, what answers there, and a slip with a code that nobody can guess. */
export function PrinterStep({ page, setup }: Has): JSX.Element {
  const { printers } = page;
  const { value: form } = printers.form;
  const { value: sent } = printers.page;
  const { value: trouble } = page.pageTrouble;
  useEffect(() => {
    void page.openPrinter();
  }, [page]);
  const code = sent.state === 'done' ? sent.result.code : '';
  const isAsked = trouble === 'asked';
  const isBusy = sent.state === 'busy' || printers.saving.value.state === 'busy';
  const names = setup.printers.map(({ name }) => name).join(', ');
  return (
    <WizardStep
      id="printer"
      title={t('printerTitle')}
      lead={t('printerLead')}
      main={isAsked ? t('slipYes') : t(sent.state === 'busy' ? 'printing' : 'printSlip')}
      isReady={printers.wrong.value === null && form !== null && !isBusy}
      onMain={() => void (isAsked ? page.takePrinter() : page.printPage())}
      {...(isAsked ? { question: t('slipAsk', { code }) } : {})}
      onSkip={() => page.goOn()}
      trouble={isTold(trouble) ? t(`do:${trouble}`) : printerTrouble(page)}
      second={
        isAsked ? (
          <button
            type="button"
            class="wizard-second"
            data-testid="slip-wrong"
            onClick={() => (page.pageTrouble.value = 'wrong')}
          >
            {t('slipNo')}
          </button>
        ) : undefined
      }
    >
      {names === '' ? null : <p class="wizard-note">{t('printersHave', { names })}</p>}
      {form === null ? null : <PrinterConnectionForm setup={printers} form={form} />}
      <p class="wizard-note">{t('printerSearch')}</p>
      {trouble === 'wrong' ? <Troubles page={page} /> : null}
    </WizardStep>
  );
}

/** What should come out, beside what does. */
export function PrinterSide({ page, setup }: Has): JSX.Element {
  const { value: sent } = page.printers.page;
  const result = sent.state === 'done' ? sent.result : null;
  const isPrinted = result?.outcome === 'printed';
  return (
    <>
      <h2>{result ? t('slipSent', { code: result.code }) : t('slipSide')}</h2>
      <p class="wizard-note">{t(result ? 'slipSentLead' : 'slipSideLead')}</p>
      <div class="wizard-slot" />
      <div class="wizard-paper">
        <b>{setup.building.short}</b>
        <span>{t('slipHead')}</span>
        <strong>{result?.code ?? '····'}</strong>
        <span>{t('slipRuler')}</span>
        <code>32 ....:....1....:....2....:....3]</code>
        <span class="wizard-cut">{t('slipCut')}</span>
      </div>
      {result === null || result.outcome === 'not-sent' ? null : (
        <p class="wizard-proof">
          <Icon of={isPrinted ? CircleCheck : CircleHelp} size={17} />
          {t(isPrinted ? 'slipPrinted' : 'slipUnknown')}
        </p>
      )}
      <p class="wizard-note">{w('foot')}</p>
    </>
  );
}
