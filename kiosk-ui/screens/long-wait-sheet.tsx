import { CalendarClock, Clock, Plus } from 'lucide';
import type { JSX } from 'preact';
import { clockText, minuteRange } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { flowText } from '../flow-texts.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import { Below } from './below.tsx';
import type { Has } from './frame.tsx';

/** Before a number that will wait long: how long, and what else there is to do. */
export function LongWaitSheet({
  kiosk,
  serviceId,
}: Has & { readonly serviceId: string }): JSX.Element | null {
  const view = kiosk.view.value;
  const service = kiosk.service(serviceId);
  const estimate = service?.estimate ?? null;
  if (view === null || service === undefined || estimate === null) return null;
  const { today, alwaysOpen } = view.building;
  // Joined, so that a range never breaks at the end of a line.
  const range = minuteRange(estimate, language.value).replace('–', '\u2060–\u2060');
  const time = clockText(today?.lastTicket ?? '', language.value);
  const later =
    alwaysOpen || today === null ? flowText('longAlways') : flowText('longLater', { time });
  return (
    <Below testId="long-wait-sheet" title={flowText('longTitle')}>
      <p>
        <b>{flowText('longWait', { name: pick(service.name), range })}</b>
      </p>
      <ul class="other-ways">
        {service.bookable ? <Way icon={CalendarClock} words={flowText('longBooking')} /> : null}
        <Way icon={Clock} words={later} />
        {kiosk.canAddErrand ? <Way icon={Plus} words={flowText('longOther')} /> : null}
      </ul>
      {kiosk.canAddErrand ? (
        <Key class="key sheet-more" testId="long-add" onPress={() => kiosk.addErrand()}>
          <Icon of={Plus} size={44} stroke={2.6} />
          {t('addErrand')}
        </Key>
      ) : null}
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {flowText('longNot')}
        </Key>
        <Key class="key primary" testId="long-go" onPress={() => void kiosk.issueDespiteWait()}>
          {flowText('longGo')}
        </Key>
      </div>
    </Below>
  );
}

function Way(props: { readonly icon: IconNode; readonly words: string }): JSX.Element {
  return (
    <li>
      <Icon of={props.icon} size={44} />
      <span>{props.words}</span>
    </li>
  );
}
