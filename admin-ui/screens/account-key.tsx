import { ChevronDown, User } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { t } from '../texts.ts';

/** Who is signed in, at the top of every staff page; opens their account. */
export function AccountKey(props: {
  readonly user: StaffUser;
  readonly onOpen: () => void;
}): JSX.Element {
  const { name, role } = props.user;
  return (
    <button
      type="button"
      class="board-user"
      data-testid="account"
      aria-haspopup="dialog"
      aria-label={t('account', { name: `${name}, ${t(role)}` })}
      onClick={props.onOpen}
    >
      <Icon of={User} size={17} />
      <span class="cut">
        {name}, {t(role)}
      </span>
      <Icon of={ChevronDown} size={14} />
    </button>
  );
}
