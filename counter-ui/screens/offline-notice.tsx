import { CircleCheck, Hourglass, Unplug } from 'lucide';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { timeWithSeconds } from '../time-with-seconds.ts';
import { t } from '../texts.ts';

function Line(props: { readonly bold: string; readonly rest: string }): JSX.Element {
  return (
    <li>
      <b>{props.bold}</b> {props.rest}
    </li>
  );
}

/** Since when, what goes on all the same, and what only the server may decide. */
export function OfflineNotice(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element {
  const { building, counter, ticket } = props.view;
  const time = timeWithSeconds(props.desk.lostAt.value, building.timeZone, language.value);
  const here = t('counter', { number: counter.number });
  return (
    <section class="offline" role="status" data-testid="offline">
      <h2>
        <Icon of={Unplug} size={18} />
        {t('offlineSince', { time })}
        <span>{t('offlineRetry')}</span>
      </h2>
      <div>
        <h3 class="keeps">
          <Icon of={CircleCheck} size={16} />
          {t('offlineKeeps')}
        </h3>
        <ul>
          {ticket && (
            <Line
              bold={t('offlineOwns', { label: ticket.label, counter: here })}
              rest={t('offlineOwnsLead')}
            />
          )}
          {ticket && <Line bold={t('offlineTime')} rest={t('offlineTimeLead')} />}
          <Line bold={t('offlineCounter')} rest={t('offlineCounterLead')} />
        </ul>
      </div>
      <div>
        <h3>
          <Icon of={Hourglass} size={16} />
          {t('offlineWaits')}
        </h3>
        <ul>
          <Line bold={t('offlineCalls')} rest={t('offlineCallsLead')} />
          {ticket && <Line bold={t('offlineFinish')} rest={t('offlineFinishLead')} />}
          <Line bold={t('offlineVoice')} rest={t('offlineVoiceLead')} />
        </ul>
      </div>
    </section>
  );
}
