import type { JSX } from 'preact';
import type { StaffSessionView } from '../contract/staff.ts';
import type { Account } from './account-model.ts';
import { otherWords, t } from './account-texts.ts';
import { clockOf, dayOfInstant } from './instant-time.ts';
import { language } from './language.ts';

/** A session lives half a day: what was not today was yesterday. */
function timeWords(instant: string, today: string): string {
  const time = clockOf(instant, language.value);
  return dayOfInstant(instant) === today ? time : t('yesterday', { time });
}

function SessionRow(props: {
  readonly account: Account;
  readonly session: StaffSessionView;
  readonly today: string;
}): JSX.Element {
  const { account, session, today } = props;
  const device = session.device ?? t('device');
  const opened = timeWords(session.openedAt, today);
  return (
    <li data-testid="account-session">
      <span class="account-device">
        <b>{device}</b>
        {session.isThis && <span class="account-this">{t('thisDevice')}</span>}
        <small>{t('times', { opened, seen: timeWords(session.lastSeenAt, today) })}</small>
      </span>
      {!session.isThis && (
        <button
          type="button"
          class="account-key small"
          aria-label={t('endDevice', { device, opened })}
          disabled={account.isEnding.value}
          onClick={() => void account.end(session.id)}
        >
          {t('end')}
        </button>
      )}
    </li>
  );
}

/** Where the member is signed in, and how to end it from here. */
export function AccountSessions({ account }: { readonly account: Account }): JSX.Element {
  const sessions = account.sessions.value;
  const problem = account.sessionsProblem.value;
  const ended = account.endedCount.value;
  // The session that asks is in use now.
  const now = sessions?.find(session => session.isThis)?.lastSeenAt;
  const others = sessions?.filter(session => !session.isThis) ?? [];
  return (
    <section class="account-part" aria-labelledby="account-devices-title">
      <h3 id="account-devices-title">{t('devices')}</h3>
      {sessions === null && !problem && <p class="account-hint">{t('loading')}</p>}
      {problem && (
        <p class="account-trouble" role="alert">
          {otherWords(problem)}{' '}
          <button type="button" class="account-link" onClick={() => void account.load()}>
            {t('retry')}
          </button>
        </p>
      )}
      {sessions && now && (
        <ul class="account-sessions">
          {sessions.map(session => (
            <SessionRow
              key={session.id}
              account={account}
              session={session}
              today={dayOfInstant(now)}
            />
          ))}
        </ul>
      )}
      <p class="account-good" role="status" data-testid="account-ended">
        {ended === null || ended === 0 ? '' : t('ended', { count: ended })}
      </p>
      {sessions && others.length === 0 && <p class="account-hint">{t('onlyHere')}</p>}
      {others.length > 0 && (
        <button
          type="button"
          class="account-key"
          data-testid="account-end-others"
          disabled={account.isEnding.value}
          onClick={() => void account.endOthers()}
        >
          {t('endOthers')}
        </button>
      )}
    </section>
  );
}
