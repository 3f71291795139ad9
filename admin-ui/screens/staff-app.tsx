import { Plus, TableProperties } from 'lucide';
import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { StaffPage } from '../staff-page.ts';
import { staffProblemWords } from '../staff-fault-texts.ts';
import { staffText as s } from '../staff-texts.ts';
import { Office } from './office.tsx';
import { StaffFormPane } from './staff-form-pane.tsx';
import { StaffGiven } from './staff-given.tsx';
import { StaffImportPane } from './staff-import-pane.tsx';
import { StaffRowsPane } from './staff-rows-pane.tsx';

/** What stands at the right of the list. */
function Side({ page }: { readonly page: StaffPage }): JSX.Element {
  const { form, table, told } = page;
  if (told.now.value) return <StaffGiven told={told} done={table.done.value} />;
  if (table.isOpen.value) return <StaffImportPane table={table} />;
  if (form.draft.value) return <StaffFormPane page={page} draft={form.draft.value} />;
  const done = table.done.value;
  return (
    <div class="staff-empty">
      {done && (
        <p class="printing-good" role="status" data-testid="imported">
          {s('imported', { made: done.made.length, changed: done.changed, same: done.same })}
        </p>
      )}
      <p>{s(page.mayManage ? 'choose' : 'chooseReading')}</p>
    </div>
  );
}

function Keys({ page }: { readonly page: StaffPage }): JSX.Element {
  const { form, table } = page;
  return (
    <div class="staff-keys">
      <button
        type="button"
        class="printing-second"
        data-testid="import-staff"
        onClick={() => {
          form.leave();
          table.open();
        }}
      >
        <Icon of={TableProperties} size={16} />
        {s('fromTable')}
      </button>
      <button
        type="button"
        class="printing-second"
        data-testid="new-staff"
        onClick={() => {
          table.leave();
          form.begin(null);
        }}
      >
        <Icon of={Plus} size={16} />
        {s('newMember')}
      </button>
    </div>
  );
}

function Body(props: { readonly page: StaffPage; readonly building: BuildingView }): JSX.Element {
  const { page, building } = props;
  const problem = page.rows.problem.value;
  return (
    <main class="staff">
      <section class="staff-list" aria-label={s('title')}>
        <StaffRowsPane page={page} timeZone={building.timeZone}>
          {page.mayManage && <Keys page={page} />}
        </StaffRowsPane>
        {problem && (
          <p class="printing-wrong" role="alert">
            {staffProblemWords(problem)}
          </p>
        )}
      </section>
      <section class="staff-side" data-testid="staff-side">
        <Side page={page} />
      </section>
    </main>
  );
}

/** Everybody who may sign in, and what they are. */
export function StaffApp({ page }: { readonly page: StaffPage }): JSX.Element {
  const words = {
    title: s('title'),
    signInLead: s('signInLead'),
    wrongRoleLead: (name: string) => s('wrongRole', { name }),
    loading: s('loading'),
  };
  const isLoaded = page.rows.all.value !== null && page.rows.setup.value !== null;
  return (
    <Office page={page} nav="staff" testId="staff" words={words} isLoaded={isLoaded}>
      {building => <Body page={page} building={building} />}
    </Office>
  );
}
