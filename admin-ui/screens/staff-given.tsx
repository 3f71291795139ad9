import { Copy, KeyRound, Printer } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { StaffImported } from '../../contract/staff-office.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { Told, ToldPasswords } from '../told-passwords.ts';
import { staffText as s } from '../staff-texts.ts';

function titleOf({ kind, people }: Told): string {
  if (kind === 'table') return s('oneTimeTable', { count: people.length });
  return s(kind === 'first' ? 'oneTimeFirst' : 'oneTimeNew', { name: people[0]!.name });
}

/** To be cut apart and handed over: each says whose it is and what to do with it. */
function Slips({ people }: Pick<Told, 'people'>): JSX.Element {
  return (
    <ul class={people.length === 1 ? 'staff-slips is-one' : 'staff-slips'}>
      {people.map(({ username, name, password }) => (
        <li key={username}>
          <b>{name}</b>
          <span>
            {s('username')}: <b>{username}</b>
          </span>
          <code data-testid={`password-${username}`}>{password}</code>
          <small>{s('slipLead')}</small>
        </li>
      ))}
    </ul>
  );
}

/** Passwords that are told once, until somebody says that they have them. */
export function StaffGiven(props: {
  readonly told: ToldPasswords;
  readonly done: StaffImported | null;
}): JSX.Element | null {
  const { told, done } = props;
  const now = told.now.value;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [now]);
  if (now === null) return null;
  const isCopied = told.isCopied.value;
  return (
    <div class="staff-given" data-testid="given-password">
      <h2 ref={head} tabIndex={-1}>
        <Icon of={KeyRound} size={20} />
        {titleOf(now)}
      </h2>
      {done && (
        <p class="printing-note">
          {s('imported', { made: done.made.length, changed: done.changed, same: done.same })}
        </p>
      )}
      <p class="printing-note">{s('oneTimeLead')}</p>
      <Slips people={now.people} />
      <div class="staff-given-keys">
        <button
          type="button"
          class="printing-second"
          data-testid="copy-password"
          onClick={() => void told.copy()}
        >
          <Icon of={Copy} size={16} />
          {s('copy')}
        </button>
        <button
          type="button"
          class="printing-second"
          data-testid="print-password"
          onClick={() => window.print()}
        >
          <Icon of={Printer} size={16} />
          {s('print')}
        </button>
        <button
          type="button"
          class="printing-key"
          data-testid="password-kept"
          onClick={() => told.forget()}
        >
          {s('done')}
        </button>
      </div>
      <p role="status" class="printing-note">
        {isCopied === null ? '' : s(isCopied ? 'copied' : 'copyByHand')}
      </p>
    </div>
  );
}
