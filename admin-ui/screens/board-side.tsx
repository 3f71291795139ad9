import {
  Armchair,
  Check,
  ClockAlert,
  DatabaseBackup,
  FileWarning,
  HardDrive,
  MonitorX,
  Printer,
  Tablet,
  Timer,
  TimerOff,
  UserRoundX,
  Users,
  Volume2,
  VolumeX,
} from 'lucide';
import type { JSX } from 'preact';
import type { Alert } from '../../contract/alerts.ts';
import type { Overview } from '../../contract/overview.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon, type IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { alertText as a } from '../board-alert-texts.ts';
import { alertWords, handledWords } from '../board-alert-words.ts';
import type { AlertWay } from '../board-alert-words.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { isForeseeable } from '../waiting-curve.ts';
import { WaitingCurve } from './board-curve.tsx';

const icons: Readonly<Record<Alert['kind'], IconNode>> = {
  'many-waiting': Users,
  'long-wait': Timer,
  'no-counter': UserRoundX,
  'long-service': TimerOff,
  'idle-counter': Armchair,
  'past-closing': ClockAlert,
  printer: Printer,
  'zone-screens': MonitorX,
  'kiosk-lost': Tablet,
  'display-lost': MonitorX,
  'sign-lost': MonitorX,
  'backup-failed': DatabaseBackup,
  'report-failed': FileWarning,
  'disk-low': HardDrive,
  'clock-jumped': ClockAlert,
};

interface Shows {
  readonly page: BoardPage;
  readonly overview: Overview;
}

function Way({ page, way }: Pick<Shows, 'page'> & { readonly way: AlertWay }): JSX.Element | null {
  if ('href' in way) return <a href={way.href}>{way.words}</a>;
  if (!page.maySteer.value) return null;
  return (
    <button type="button" onClick={() => page.steering.ask(way.sheet)}>
      {way.words}
    </button>
  );
}

function OpenAlert(props: Shows & { readonly alert: Alert }): JSX.Element {
  const { page, overview, alert } = props;
  const { fact, consequence, ways } = alertWords(alert, overview, page.shownAt);
  const { timeZone } = overview.building;
  return (
    <li class="alert" data-testid={`alert-${alert.kind}`}>
      <Icon of={icons[alert.kind]} size={17} />
      <h3>{fact}</h3>
      <time>{timeOfDay(Date.parse(alert.raisedAt), timeZone, language.value)}</time>
      <p>{consequence}</p>
      <div class="alert-foot">
        <div class="alert-ways">
          {ways.map(way => (
            <Way key={way.words} page={page} way={way} />
          ))}
        </div>
        {page.maySteer.value && (
          <button
            type="button"
            class="alert-done"
            data-testid={`acknowledge-${alert.kind}`}
            aria-label={a('acknowledgeOf', { fact })}
            disabled={page.alerts.sending.value.has(alert.id)}
            onClick={() => void page.alerts.acknowledge(alert.id)}
          >
            <Icon of={Check} size={16} />
            <span>{a('acknowledge')}</span>
          </button>
        )}
      </div>
    </li>
  );
}

function SoundKey({ page }: Pick<Shows, 'page'>): JSX.Element {
  const isOn = page.alerts.isSoundOn.value === true;
  return (
    <button
      type="button"
      class="quiet sound-key"
      aria-pressed={isOn}
      data-testid="alert-sound"
      onClick={() => page.alerts.toggleSound()}
    >
      <Icon of={isOn ? Volume2 : VolumeX} size={15} />
      {a(isOn ? 'soundOn' : 'soundOff')}
    </button>
  );
}

const handledShownMax = 6;

function Handled({ page, overview }: Shows): JSX.Element {
  const handled = page.alerts.handled.value;
  return (
    <section class="handled" data-testid="handled">
      <h2>
        {a('handled')}
        {handled.length > 0 && <span> {a('handledCount', { count: handled.length })}</span>}
      </h2>
      {handled.length === 0 && <p class="none">{a('handledNone')}</p>}
      <ul>
        {handled.slice(0, handledShownMax).map(alert => (
          <li key={alert.id}>
            <Icon of={Check} size={15} />
            <span class="cut">{alertWords(alert, overview, page.shownAt).fact}</span>
            <small class="cut">{handledWords(alert, overview)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What needs somebody, what was handled, and how many will wait. */
export function BoardSide({ page, overview }: Shows): JSX.Element {
  const open = page.alerts.open.value;
  const forecast = page.forecast.value;
  return (
    <aside class="side" aria-label={a('title')}>
      <section class="alerts" data-testid="alerts">
        <h2>
          {a('title')} {open.length > 0 && <span>{open.length}</span>}
          <SoundKey page={page} />
        </h2>
        {open.length === 0 && <p class="none">{a('none')}</p>}
        {page.alerts.trouble.value !== null && (
          <p class="alert-trouble" role="alert">
            {a('acknowledgeFailed')}
          </p>
        )}
        <ul tabIndex={open.length > 0 ? 0 : -1} aria-label={a('title')}>
          {open.map(alert => (
            <OpenAlert key={alert.id} page={page} overview={overview} alert={alert} />
          ))}
        </ul>
      </section>
      <Handled page={page} overview={overview} />
      {forecast && forecast.waiting.length > 1 && (
        <section class="curve" data-testid="curve">
          <h2>{t('curve')}</h2>
          {isForeseeable(forecast) ? (
            <WaitingCurve
              forecast={forecast}
              waiting={overview.totals.waiting}
              now={page.shownAt}
              timeZone={overview.building.timeZone}
            />
          ) : (
            <p>{t('curveUnknown')}</p>
          )}
        </section>
      )}
    </aside>
  );
}
