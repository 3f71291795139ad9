import { Check, DatabaseBackup, Tv, Unplug } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { BoardPage } from '../model.ts';
import { printerRows } from '../printer-rows.ts';
import { t } from '../texts.ts';
import { MediaTrouble, MessagesKey, MessagesSheet } from './board-messages.tsx';
import { PrintersFoot, PrintersSheet } from './board-printers.tsx';

/** What the building's queue runs on: printers, screens, the server. */
export function BoardHealth(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const isLost = page.link.value === 'lost';
  const { displays } = overview;
  const printers = {
    rows: printerRows(overview.printers, page.printers.byId.value),
    now: isLost ? page.lostAt : page.now,
    timeZone: overview.building.timeZone,
  };
  const { isPrintersOpen } = page;
  return (
    <>
      <footer class="health">
        <PrintersFoot {...printers} onOpen={() => (isPrintersOpen.value = true)} />
        <div data-testid="displays">
          <h2>
            {t('displays')}
            {isLost ? null : <MessagesKey messages={page.messages} />}
          </h2>
          <p class={displays > 0 ? 'good' : ''}>
            <Icon of={displays > 0 ? Check : Tv} size={16} />
            {displays > 0 ? t('displaysCount', { count: displays }) : t('displaysNone')}
          </p>
          <MediaTrouble overview={overview} />
        </div>
        <div>
          <h2>{t('server')}</h2>
          <p class={isLost ? 'fault' : 'good'}>
            <Icon of={isLost ? Unplug : Check} size={16} />
            {t(isLost ? 'serverLost' : 'serverLive')}
          </p>
          {overview.backup && (
            <p class="fault" data-testid="backup-failed">
              <Icon of={DatabaseBackup} size={16} />
              <a href="/admin/backups">{t('backupFailed')}</a>
            </p>
          )}
        </div>
      </footer>
      <MessagesSheet messages={page.messages} overview={overview} now={page.now} />
      {isPrintersOpen.value && (
        <PrintersSheet {...printers} onClose={() => (isPrintersOpen.value = false)} />
      )}
    </>
  );
}
