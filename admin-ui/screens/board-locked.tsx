import { Lock } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { clockAfter } from '../../ui-kit/instant-time.ts';
import { language } from '../../ui-kit/language.ts';
import type { LockedAccounts } from '../locked-accounts.ts';
import { t } from '../texts.ts';

const shownMax = 2;

/** A line that is only there while somebody cannot sign in, with the key that helps. */
export function BoardLocked({ locked }: { readonly locked: LockedAccounts }): JSX.Element | null {
  const rows = locked.rows.value;
  if (rows.length === 0) return null;
  return (
    <section class="board-locked" aria-label={t('locked')} data-testid="locked">
      <span class="locked-title">
        <Icon of={Lock} size={16} />
        {t('locked')}
      </span>
      {rows.slice(0, shownMax).map(({ id, name, username, lockedUntil }) => (
        <span class="locked-row" key={id}>
          <span>
            <b>{name}</b> ({username}),{' '}
            {t('until', { time: clockAfter(lockedUntil, language.value) })}
          </span>
          <button
            type="button"
            class="locked-key"
            data-testid={`unlock-${id}`}
            aria-label={t('unlockOf', { name })}
            disabled={locked.opening.value !== null}
            onClick={() => void locked.unlock(id)}
          >
            {t('unlock')}
          </button>
        </span>
      ))}
      {rows.length > shownMax && <span>{t('more', { count: rows.length - shownMax })}</span>}
      {locked.problem.value && (
        <span class="locked-trouble" role="alert">
          {t('unlockFailed')}
        </span>
      )}
    </section>
  );
}
