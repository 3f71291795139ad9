import { Download } from 'lucide';
import type { JSX } from 'preact';
import { auditKinds, type AuditPage } from '../audit-page.ts';
import { auditText as a } from '../audit-texts.ts';
import type { AuditKind } from '../../contract/audit.ts';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { AuditPlans } from './audit-plans.tsx';
import { Office } from './office.tsx';

interface Has {
  readonly page: AuditPage;
  readonly building: BuildingView;
}

function Filters({ page: { log }, building }: Has): JSX.Element {
  return (
    <div class="audit-filters">
      <label>
        <span>{a('kind')}</span>
        <select
          data-testid="audit-kind"
          value={log.kind.value ?? ''}
          onChange={event => {
            const kind = event.currentTarget.value;
            log.show({ kind: kind === '' ? null : (kind as AuditKind) });
          }}
        >
          <option value="">{a('kind:all')}</option>
          {auditKinds.map(kind => (
            <option key={kind} value={kind}>
              {a(`kind:${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{a('who')}</span>
        <select
          data-testid="audit-who"
          value={log.staffId.value ?? ''}
          onChange={event => log.show({ staffId: event.currentTarget.value || null })}
        >
          <option value="">{a('who:all')}</option>
          {log.members.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? a('formerMember')}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="printing-second"
        data-testid="audit-csv"
        disabled={log.isBusy.value}
        onClick={() => void log.save(building.timeZone)}
      >
        <Icon of={Download} size={16} />
        {a('export')}
      </button>
    </div>
  );
}

export function AuditApp({ page }: Pick<Has, 'page'>): JSX.Element {
  const { log } = page;
  const words = {
    title: a('title'),
    signInLead: a('signInLead'),
    wrongRoleLead: (name: string) => a('wrongRoleLead', { name }),
    loading: a('loading'),
  };
  const isLoaded = log.entries.value !== null && log.setup.value !== null;
  return (
    <Office page={page} nav="audit" testId="audit" words={words} isLoaded={isLoaded}>
      {building => (
        <main class="audit-main">
          <div class="audit-left">
            <Filters page={page} building={building} />
            <AuditEntries page={page} timeZone={building.timeZone} />
          </div>
          <AuditPlans page={page} />
        </main>
      )}
    </Office>
  );
}
