import type { JSX } from 'preact';
import type { VisitClass } from '../../contract/values.ts';
import { pick } from '../../ui-kit/language.ts';
import type { PeriodPage } from '../period-page.ts';
import { wholeBuilding, type Scope } from '../report-address.ts';
import type { Names } from '../report-names.ts';
import { reportText as r } from '../report-texts.ts';

const classes: readonly VisitClass[] = ['walk-in', 'booked', 'vulnerable'];

/** The one part that is chosen beside the agency: "service:a01". */
const partOf = ({ serviceId, queueId, counterId }: Scope): string => {
  if (serviceId !== null) return `service:${serviceId}`;
  if (queueId !== null) return `queue:${queueId}`;
  return counterId === null ? '' : `counter:${counterId}`;
};

function scopeOfPart(scope: Scope, part: string): Scope {
  const [kind, id = null] = part.split(':');
  return {
    ...scope,
    serviceId: kind === 'service' ? id : null,
    queueId: kind === 'queue' ? id : null,
    counterId: kind === 'counter' ? id : null,
  };
}

function Parts({ names, agencyId }: { names: Names; agencyId: string | null }): JSX.Element {
  const own = <Row extends { readonly agencyId: string }>(rows: readonly Row[]) =>
    rows.filter(row => agencyId === null || row.agencyId === agencyId);
  const groups = [
    ['services', 'service', own(names.services)],
    ['queues', 'queue', own(names.queues)],
    ['counters', 'counter', own(names.counters)],
  ] as const;
  return (
    <>
      {groups.map(([words, kind, rows]) => (
        <optgroup key={kind} label={r(words)}>
          {rows.map(row => (
            <option key={row.id} value={`${kind}:${row.id}`}>
              {pick(row.name)}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}

/** Of what the report is: the building, an agency, one part of it, one class of visitors. */
export function ReportScope({ page }: { readonly page: PeriodPage }): JSX.Element | null {
  const [wish, names] = [page.wish.value, page.setup.value];
  if (wish === null || names === null) return null;
  const { scope } = wish;
  return (
    <div class="report-scope" role="group" aria-label={r('scope')}>
      <select
        data-testid="report-agency"
        aria-label={r('agency')}
        value={scope.agencyId ?? ''}
        onChange={event => {
          const agencyId = event.currentTarget.value || null;
          page.show({ scope: { ...wholeBuilding, class: scope.class, agencyId } });
        }}
      >
        <option value="">{r('building')}</option>
        {names.agencies.map(agency => (
          <option key={agency.id} value={agency.id}>
            {pick(agency.name)}
          </option>
        ))}
      </select>
      <select
        data-testid="report-part"
        aria-label={r('part')}
        value={partOf(scope)}
        onChange={event => page.show({ scope: scopeOfPart(scope, event.currentTarget.value) })}
      >
        <option value="">{r('allParts')}</option>
        <Parts names={names} agencyId={scope.agencyId} />
      </select>
      <select
        data-testid="report-class"
        aria-label={r('class')}
        value={scope.class ?? ''}
        onChange={event => {
          const asked = event.currentTarget.value;
          page.show({ scope: { ...scope, class: classes.find(one => one === asked) ?? null } });
        }}
      >
        <option value="">{r('allClasses')}</option>
        {classes.map(one => (
          <option key={one} value={one}>
            {r(`class:${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
