import type { JSX } from 'preact';
import type { Agency } from '../../contract/setup.ts';
import { pick } from '../../ui-kit/language.ts';
import { staffFieldWords } from '../staff-fault-texts.ts';
import type { StaffDraft } from '../staff-form.ts';
import type { StaffPage } from '../staff-page.ts';
import { staffText as s } from '../staff-texts.ts';

interface Props {
  readonly page: StaffPage;
  readonly draft: StaffDraft;
}

/** Whose rows this member may give: an agency's administrator those of their own agencies. */
function ownAgencies({ session, rows }: StaffPage): readonly Agency[] {
  const user = session.user.value;
  const all = rows.setup.value?.agencies ?? [];
  return user?.role === 'agency-administrator'
    ? all.filter(({ id }) => user.agencyIds?.includes(id))
    : all;
}

function Wrong({ page, field }: { readonly page: StaffPage; readonly field: string }) {
  const words = staffFieldWords(page.form.problem.value, field);
  return words === null ? null : <p class="edit-wrong">{words}</p>;
}

/** Numbers under their agency, each a switch of its own. */
function Counters({ page, draft }: Props): JSX.Element {
  const counters = page.rows.setup.value?.counters ?? [];
  return (
    <fieldset class="staff-duty">
      <legend>{s('countersOf')}</legend>
      <div class="staff-choices" tabIndex={0} role="group" aria-label={s('countersOf')}>
        {ownAgencies(page).map(agency => {
          const own = counters.filter(({ agencyId }) => agencyId === agency.id);
          if (own.length === 0) return null;
          return (
            <div key={agency.id} class="staff-choice-row">
              <span title={agency.name.id}>{agency.short}</span>
              <span class="staff-numbers">
                {own.map(({ id, number, name }) => (
                  <label key={id}>
                    <input
                      type="checkbox"
                      aria-label={pick(name)}
                      data-testid={`counter-${number}`}
                      checked={draft.counterIds.includes(id)}
                      onChange={() => page.form.toggle('counterIds', id)}
                    />
                    <span>{number}</span>
                  </label>
                ))}
              </span>
            </div>
          );
        })}
      </div>
      <small>{draft.counterIds.length === 0 ? s('countersHint') : ''}</small>
      <Wrong page={page} field="counterIds" />
    </fieldset>
  );
}

/** Services of the agencies at whose counters they work. */
function Services({ page, draft }: Props): JSX.Element {
  const { services = [], counters = [] } = page.rows.setup.value ?? {};
  const own = new Set(
    counters.filter(({ id }) => draft.counterIds.includes(id)).map(({ agencyId }) => agencyId),
  );
  const chosen = draft.serviceIds;
  const shown = services.filter(({ id, agencyId }) => own.has(agencyId) || chosen?.includes(id));
  return (
    <fieldset class="staff-duty">
      <legend>{s('services')}</legend>
      <div class="staff-all">
        {[true, false].map(isAll => (
          <label key={String(isAll)}>
            <input
              type="radio"
              name="staff-services"
              checked={(chosen === null) === isAll}
              onChange={() => page.form.change({ serviceIds: isAll ? null : [] })}
            />
            {s(isAll ? 'allServices' : 'someServices')}
          </label>
        ))}
      </div>
      {chosen !== null && (
        <ul class="staff-choices" tabIndex={0} role="group" aria-label={s('services')}>
          {shown.map(({ id, code, name }) => (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() => page.form.toggle('serviceIds', id)}
                />
                <b>{code}</b>
                <span>{pick(name)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <Wrong page={page} field="serviceIds" />
    </fieldset>
  );
}

function Agencies({ page, draft }: Props): JSX.Element {
  return (
    <fieldset class="staff-duty">
      <legend>{s('agenciesOf')}</legend>
      <ul class="staff-choices" tabIndex={0} role="group" aria-label={s('agenciesOf')}>
        {(page.rows.setup.value?.agencies ?? []).map(({ id, code, name }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={draft.agencyIds.includes(id)}
                onChange={() => page.form.toggle('agencyIds', id)}
              />
              <b>{code}</b>
              <span>{pick(name)}</span>
            </label>
          </li>
        ))}
      </ul>
      <Wrong page={page} field="agencyIds" />
    </fieldset>
  );
}

/** What belongs to the role that is chosen. */
export function StaffDuties(props: Props): JSX.Element | null {
  const { role } = props.draft;
  if (role === 'agency-administrator') return <Agencies {...props} />;
  if (role !== 'officer') return null;
  return (
    <>
      <Counters {...props} />
      <Services {...props} />
    </>
  );
}
