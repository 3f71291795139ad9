import { CircleAlert, CircleCheck, Printer, QrCode as QrIcon } from 'lucide';
import type { JSX } from 'preact';
import type { IssuedTicket } from '../../../contract/http.ts';
import { minuteRange } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { faultWords } from '../../../ui-kit/paper-trouble.ts';
import { QrCode } from '../../../ui-kit/qr-code.tsx';
import { whereabouts } from '../../scan-texts.ts';
import { serviceOf } from '../find-service.ts';
import type { ReceptionPage, Result } from '../model.ts';
import type { PaperNow } from '../printing.ts';
import { asWalkInWords, refusedWords } from '../refused-texts.ts';
import { r } from '../texts.ts';
import { timeZoneOf } from './time-zone.ts';

type Shows = { readonly page: ReceptionPage };

function paperWords(paper: PaperNow, printer: string): string {
  switch (paper.is) {
    case 'none':
      return r('paperNone');
    case 'coming':
      return r('paperComing', { printer });
    case 'printed':
      return r('paperPrinted', { printer });
    case 'failed':
      return r('paperFailed', { fault: faultWords(paper.fault ?? undefined) });
    case 'unknown':
      return r('paperUnknown');
  }
}

const paperIcons = {
  none: QrIcon,
  coming: Printer,
  printed: CircleCheck,
  failed: CircleAlert,
  unknown: CircleAlert,
} as const;

function PaperLine({ page }: Shows): JSX.Element {
  const paper = page.printing.state.value;
  const printers = page.reception.value?.printers ?? [];
  const printer = printers.find(({ id }) => id === page.printerId.value)?.name ?? '–';
  return (
    <p class={`paper ${paper.is}`} role="status" data-testid="paper" data-state={paper.is}>
      <Icon of={paperIcons[paper.is]} size={18} /> {paperWords(paper, printer)}
    </p>
  );
}

function AgainKey({ page }: Shows): JSX.Element {
  const hasPrinter = page.printerId.value !== null;
  return (
    <>
      <button
        type="button"
        class="outlined"
        data-testid="reprint"
        disabled={!hasPrinter || page.printing.state.value.is === 'coming'}
        onClick={() => void page.reprint()}
      >
        <Icon of={Printer} size={16} /> {r('again')}
      </button>
      {!hasPrinter && <span class="quiet-text">{r('choosePrinter')}</span>}
    </>
  );
}

/** The number as large as it is read across a desk, and the way to the first counter. */
function Issued({ page, ticket }: Shows & { readonly ticket: IssuedTicket }): JSX.Element {
  return (
    <section class="issued" data-testid="issued">
      <h2>{r('issued')}</h2>
      <p class="issued-number" data-testid="number">
        {ticket.label}
      </p>
      <PaperLine page={page} />
      <div class="issued-two">
        <div>
          <ol>
            {ticket.legs.map(({ id, serviceId, estimate }, place) => {
              const found = serviceOf(page.catalogue.value, serviceId);
              const where = found && r('counters', { counters: found.service.counters });
              return (
                <li key={id}>
                  <i>{place + 1}</i>
                  <span>
                    <b>{found ? pick(found.service.name) : serviceId}</b>
                    <small>
                      {[
                        found?.agency.short,
                        where,
                        estimate && minuteRange(estimate, language.value),
                      ]
                        .filter(Boolean)
                        .join(', ')}
                    </small>
                  </span>
                </li>
              );
            })}
          </ol>
          <AgainKey page={page} />
        </div>
        <div class="issued-qr">
          <QrCode of={ticket.trackUrl} size={184} label={r('qr')} />
          <p class="quiet-text">{r('qrLead')}</p>
        </div>
      </div>
    </section>
  );
}

function Found({
  page,
  result,
}: Shows & { readonly result: Extract<Result, { is: 'found' }> }): JSX.Element {
  const { ticket, copy } = result;
  return (
    <section class="issued" data-testid="found">
      <h2>{r('found')}</h2>
      <p class="issued-number">{ticket.label}</p>
      <p class="whereabouts">{whereabouts(ticket, timeZoneOf(page))}</p>
      {copy === 'asked' && <PaperLine page={page} />}
      <AgainKey page={page} />
    </section>
  );
}

function Refused({
  page,
  result,
}: Shows & { readonly result: Extract<Result, { is: 'refused' }> }): JSX.Element {
  const { problem, code } = result;
  const { serviceId } = problem.facts ?? {};
  const found =
    typeof serviceId === 'string' ? serviceOf(page.catalogue.value, serviceId) : undefined;
  return (
    <section class="refused" role="alert" data-testid="refused" data-code={problem.code}>
      <p>
        <Icon of={CircleAlert} size={18} />
        {refusedWords(problem, found, Date.now(), timeZoneOf(page))}
      </p>
      {problem.code === 'booking-too-late' && code !== null && (
        <button
          type="button"
          class="outlined"
          data-testid="as-walk-in"
          onClick={() => void page.enterCode(code, true)}
        >
          {asWalkInWords()}
        </button>
      )}
    </section>
  );
}

/** What came of the last press; null while the visitor is being made ready. */
export function ResultPane({ page }: Shows): JSX.Element | null {
  const result = page.result.value;
  switch (result.is) {
    case 'none':
    case 'working':
      return null;
    case 'issued':
      return <Issued page={page} ticket={result.ticket} />;
    case 'found':
      return <Found page={page} result={result} />;
    case 'refused':
      return <Refused page={page} result={result} />;
  }
}
