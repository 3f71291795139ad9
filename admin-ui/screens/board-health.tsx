import { Check, Printer, Tv, Unplug } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { BoardPage } from '../model.ts';
import { faultWords, t } from '../texts.ts';

const faultsShownMax = 2;

function Printers(props: { readonly overview: Overview }): JSX.Element {
  const { printers } = props.overview;
  const faulty = printers.filter(printer => printer.state === 'fault');
  const good = printers.filter(printer => printer.state === 'ready');
  const names = good.map(printer => printer.name).join(', ');
  return (
    <div data-testid="printers">
      <h2>{t('printers', { good: good.length, count: printers.length })}</h2>
      {printers.length === 0 && <p>{t('printersNone')}</p>}
      {faulty.slice(0, faultsShownMax).map(printer => (
        <p class="fault" key={printer.id}>
          <Icon of={Printer} size={16} />
          {t('printerFault', { name: printer.name, fault: faultWords(printer.fault) })}
        </p>
      ))}
      {faulty.length > faultsShownMax && (
        <p class="fault">{t('more', { count: faulty.length - faultsShownMax })}</p>
      )}
      {names !== '' && (
        <p class="good">
          <Icon of={Check} size={16} />
          <span class="cut">{t('printerReady', { name: names })}</span>
        </p>
      )}
    </div>
  );
}

/** What the building's queue runs on: printers, screens, the server. */
export function BoardHealth(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const isLost = page.link.value === 'lost';
  const { displays } = overview;
  return (
    <footer class="health">
      <Printers overview={overview} />
      <div data-testid="displays">
        <h2>{t('displays')}</h2>
        <p class={displays > 0 ? 'good' : ''}>
          <Icon of={displays > 0 ? Check : Tv} size={16} />
          {displays > 0 ? t('displaysCount', { count: displays }) : t('displaysNone')}
        </p>
      </div>
      <div>
        <h2>{t('server')}</h2>
        <p class={isLost ? 'fault' : 'good'}>
          <Icon of={isLost ? Unplug : Check} size={16} />
          {t(isLost ? 'serverLost' : 'serverLive')}
        </p>
      </div>
    </footer>
  );
}
