import { Lock, Search } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import type { StaffMemberView } from '../../contract/staff.ts';
import type { Role } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { clockAfter } from '../../ui-kit/instant-time.ts';
import { language } from '../../ui-kit/language.ts';
import { instantWords } from '../instant-words.ts';
import type { StaffPage } from '../staff-page.ts';
import { staffText as s } from '../staff-texts.ts';
import { placeWords, roles } from '../staff-words.ts';

interface RowProps {
  readonly page: StaffPage;
  readonly member: StaffMemberView;
  readonly timeZone: string;
}

function stateWords({ member, timeZone }: RowProps): JSX.Element {
  const { endedAt, lockedUntil, mustChange, lastSeenAt } = member;
  const when = (instant: string): string => instantWords(instant, Date.now(), timeZone);
  if (endedAt !== null) return <span>{s('endedAt', { when: when(endedAt) })}</span>;
  if (lockedUntil !== null) {
    return (
      <span class="staff-locked">
        <Icon of={Lock} size={14} />
        {s('locked', { time: clockAfter(lockedUntil, language.value) })}
      </span>
    );
  }
  if (mustChange) return <span>{s('mustChange')}</span>;
  return <span>{lastSeenAt === null ? s('notSignedIn') : when(lastSeenAt)}</span>;
}

function Row(props: RowProps): JSX.Element {
  const { page, member } = props;
  const { id, name, username, role } = member;
  return (
    <li>
      <button
        type="button"
        data-testid={`staff-${username}`}
        aria-current={page.form.member.value?.id === id ? 'true' : undefined}
        onClick={() => {
          page.table.leave();
          page.form.begin(member);
        }}
      >
        <span class="staff-who">
          <b>{name}</b>
          <small>{username}</small>
        </span>
        <span>{s(role)}</span>
        <span class="staff-place">{placeWords(page.rows, member)}</span>
        {stateWords(props)}
      </button>
    </li>
  );
}

function Filter({ page }: { readonly page: StaffPage }): JSX.Element {
  const { rows } = page;
  return (
    <>
      <label class="staff-search">
        <span class="spoken-only">{s('search')}</span>
        <Icon of={Search} size={16} />
        <input
          type="search"
          data-testid="search-staff"
          placeholder={s('search')}
          value={rows.query.value}
          onInput={event => (rows.query.value = event.currentTarget.value)}
        />
      </label>
      <label class="staff-role">
        <span class="spoken-only">{s('role')}</span>
        <select
          data-testid="filter-role"
          value={rows.role.value ?? ''}
          onChange={event => {
            const { value } = event.currentTarget;
            rows.role.value = value === '' ? null : (value as Role);
          }}
        >
          <option value="">{s('everyRole')}</option>
          {roles.map(role => (
            <option key={role} value={role}>
              {s(role)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

/** Who may sign in, and folded below who once could. */
export function StaffRowsPane(props: {
  readonly page: StaffPage;
  readonly timeZone: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { page, timeZone, children } = props;
  const [working, ended] = [page.rows.working.value, page.rows.ended.value];
  const isOnlyOfficers = page.session.user.value?.role === 'agency-administrator';
  return (
    <>
      <header class="staff-head">
        {isOnlyOfficers ? <SearchAlone page={page} /> : <Filter page={page} />}
        {children}
      </header>
      <div class="staff-columns" aria-hidden="true">
        <span>{s('account')}</span>
        <span>{s('role')}</span>
        <span>{s('place')}</span>
        <span>{s('seen')}</span>
      </div>
      <div class="staff-scroll" tabIndex={-1}>
        <ul class="staff-rows" data-testid="staff-rows">
          {working.map(member => (
            <Row key={member.id} page={page} member={member} timeZone={timeZone} />
          ))}
        </ul>
        {working.length === 0 && <p class="staff-none">{s('nobody')}</p>}
        {ended.length > 0 && (
          <details class="staff-ended" data-testid="ended-staff">
            <summary>{s('endedRows', { count: ended.length })}</summary>
            <ul class="staff-rows">
              {ended.map(member => (
                <Row key={member.id} page={page} member={member} timeZone={timeZone} />
              ))}
            </ul>
          </details>
        )}
      </div>
      <p class="staff-count" role="status">
        {s('count', { count: working.length })}
      </p>
    </>
  );
}

/** An agency's administrator sees officers alone: there is no role to choose. */
function SearchAlone({ page }: { readonly page: StaffPage }): JSX.Element {
  const { query } = page.rows;
  return (
    <label class="staff-search">
      <span class="spoken-only">{s('search')}</span>
      <Icon of={Search} size={16} />
      <input
        type="search"
        data-testid="search-staff"
        placeholder={s('search')}
        value={query.value}
        onInput={event => (query.value = event.currentTarget.value)}
      />
    </label>
  );
}
