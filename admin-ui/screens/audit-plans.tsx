import { AlertTriangle, CalendarClock } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { AuditPage } from '../audit-page.ts';
import { dayWords, planFaults } from '../audit-sentences.ts';
import { auditText as a } from '../audit-texts.ts';
import { AskingKey, Edits } from './audit-entries.tsx';

/** What is to change by itself, when, and what could not be made. */
export function AuditPlans({ page }: { readonly page: AuditPage }): JSX.Element {
  const { log } = page;
  const { setup } = log.setup.value!;
  const nameOf = (id: string | null): string =>
    id === null
      ? a('byItself')
      : (log.members.value.find(member => member.id === id)?.name ?? a('formerMember'));
  return (
    <aside class="audit-plans" data-testid="audit-plans" aria-labelledby="audit-plans-title">
      <h2 id="audit-plans-title">{a('planned')}</h2>
      {setup.planned.length === 0 ? <p class="audit-none">{a('noPlans')}</p> : null}
      <ol>
        {setup.planned.map(({ id, from, edits, staffId, failed }) => (
          <li key={id} class={failed === null ? 'audit-plan' : 'audit-plan is-failed'}>
            <h3>
              <Icon of={failed === null ? CalendarClock : AlertTriangle} size={16} />
              {a('planFrom', { date: dayWords(from) })}
            </h3>
            <p class="audit-by">{a('planBy', { who: nameOf(staffId) })}</p>
            {failed === null ? null : (
              <div class="audit-why">
                <b>{a('planFailed')}</b>
                {planFaults(failed, setup).map(why => (
                  <p key={why}>{why}</p>
                ))}
              </div>
            )}
            <Edits edits={edits} setup={setup} />
            {page.mayChange.value ? (
              <AskingKey
                testId={`drop-${id}`}
                words={a('dropPlan')}
                question={a('dropAsk')}
                yes={a('dropYes')}
                isDisabled={log.isBusy.value}
                onYes={() => void log.dropPlan(id)}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </aside>
  );
}
