import { ChevronRight, ReceiptText, Tablet } from 'lucide';
import type { JSX } from 'preact';
import type { Agency, Service } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { agenciesText as a } from '../agencies-texts.ts';
import type { AgenciesPage } from '../agencies-page.ts';
import { Consequences } from './save-bar.tsx';
import { Picture } from './slip-preview.tsx';

interface Props {
  readonly page: AgenciesPage;
  readonly agency: Agency;
  readonly service: Service | null;
}

/** The wait as it would be; nothing where nothing about it is known. */
function Wait({ page, service }: Pick<Props, 'page'> & { readonly service: Service }) {
  const effects = page.desk.check.value?.effects ?? [];
  const ofLine = effects.filter(row => 'queueId' in row && row.queueId === service.queueId);
  const waiting = ofLine.find(row => row.kind === 'waiting');
  const wait = ofLine.find(row => row.kind === 'wait');
  const range = wait?.kind === 'wait' ? wait.after : null;
  if (!waiting && range === null) return null;
  return (
    <p class="kiosk-row-wait">
      {waiting?.kind === 'waiting' ? a('waiting', { waiting: waiting.tickets }) : ''}
      {waiting && range ? ', ' : ''}
      {range === null ? null : (
        <b>{a('waitRange', { from: range.fromMinutes, to: range.toMinutes })}</b>
      )}
    </p>
  );
}

function KioskRow({ page, agency, service }: Props): JSX.Element {
  if (service === null) return <p class="printing-note">{a('noServices')}</p>;
  const { requirements, isOffered } = service;
  const list = requirements.map(text => pick(text)).filter(text => text !== '');
  return (
    <div class="kiosk-row" data-testid="kiosk-row">
      <p class="kiosk-row-agency">{pick(agency.name)}</p>
      {isOffered ? (
        <div class="kiosk-row-card">
          <p class="kiosk-row-name">
            <b>{pick(service.name) || a('unnamed')}</b>
            <Icon of={ChevronRight} size={18} />
          </p>
          <Wait page={page} service={service} />
          <p class="kiosk-row-bring">
            {list.length === 0 ? a('bringNothing') : a('bring', { list: list.join('; ') })}
          </p>
        </div>
      ) : (
        <p class="printing-note">{a('notOffered')}</p>
      )}
    </div>
  );
}

function Paper({ page, service }: Pick<Props, 'page' | 'service'>): JSX.Element {
  const { picture, problem } = page.preview;
  if (service === null || !page.mayEdit(service.agencyId)) {
    return <p class="printing-note">{a('readOnlyPaper')}</p>;
  }
  return (
    <>
      <p class="printing-note" role="status" data-testid="slip-state">
        {problem.value === null ? '' : a('notDrawn')}
      </p>
      {picture.value === null ? (
        problem.value === null ? (
          <p class="printing-note">{a('drawing')}</p>
        ) : null
      ) : (
        <div class="agencies-paper" tabIndex={0} role="group" aria-label={a('slip')}>
          <Picture picture={picture.value} alt={a('slip')} name="slip" />
        </div>
      )}
    </>
  );
}

/** What visitors would see and hold with what is changed, and what saving it now would do. */
export function AgenciesPreview(props: Props): JSX.Element {
  const { page } = props;
  return (
    <aside class="agencies-preview" aria-label={a('preview')}>
      <div class="agencies-pictures">
        <h3>
          <Icon of={Tablet} size={16} />
          {a('onKiosk')}
        </h3>
        <KioskRow {...props} />
        <h3>
          <Icon of={ReceiptText} size={16} />
          {a('onTicket')}
        </h3>
        <Paper page={page} service={props.service} />
      </div>
      <Consequences desk={page.desk} />
    </aside>
  );
}
