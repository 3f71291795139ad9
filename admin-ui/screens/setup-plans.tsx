import { CalendarClock } from 'lucide';
import type { JSX } from 'preact';
import type { PlannedChange } from '../../contract/setup-edits.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { countOfChanges } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import { faultSentence } from '../setup-fault-texts.ts';
import { nameOfPath } from '../setup-names.ts';
import type { SetupPage } from '../setup-page.ts';
import { businessDay } from './start-day.tsx';

type Has = { readonly page: SetupPage };

const namesMax = 3;

function Plan({ page, plan }: Has & { readonly plan: PlannedChange }): JSX.Element {
  const { desk } = page;
  const names = [...new Set(plan.edits.map(({ path }) => nameOfPath(desk, path)))];
  const rest = names.length - namesMax;
  const date = businessDay(plan.from);
  const key = plan.failed === null ? 'planRow' : 'planFailed';
  return (
    <li data-testid={`plan-${plan.id}`}>
      <span>
        <b>{e(key, { date, count: countOfChanges(plan.edits) })}</b>{' '}
        {names.slice(0, namesMax).join('; ')}
        {rest > 0 ? ` ${e('planMore', { rest })}` : ''}
        {plan.failed?.map(fault => (
          <small key={`${fault.path} ${fault.code}`} class="edit-wrong">
            {faultSentence(fault, desk)}
          </small>
        ))}
      </span>
      {page.mayEdit() ? (
        <button
          type="button"
          data-testid="drop-plan"
          disabled={desk.isBusy.value}
          onClick={() => void desk.dropPlan(plan.id)}
        >
          {e('dropPlan')}
        </button>
      ) : null}
    </li>
  );
}

/** Changes that wait for their day, and those that could not be made on it; nothing where none do. */
export function SetupPlans({ page }: Has): JSX.Element | null {
  const plans = page.desk.seen.value?.setup.planned ?? [];
  if (plans.length === 0) return null;
  const isFailed = plans.some(({ failed }) => failed !== null);
  return (
    <details class={isFailed ? 'office-plans is-failed' : 'office-plans'} data-testid="plans">
      <summary>
        <Icon of={CalendarClock} size={16} />
        {e('plans', { count: plans.length })}
      </summary>
      <ul>
        {plans.map(plan => (
          <Plan key={plan.id} page={page} plan={plan} />
        ))}
      </ul>
    </details>
  );
}
