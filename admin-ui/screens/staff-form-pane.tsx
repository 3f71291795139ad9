import { KeyRound, LockOpen, UserRoundCheck, UserRoundX } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import type { Role } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { staffFieldWords, staffProblemWords } from '../staff-fault-texts.ts';
import type { StaffDraft } from '../staff-form.ts';
import type { StaffPage } from '../staff-page.ts';
import { staffText as s } from '../staff-texts.ts';
import { roleLead, roles } from '../staff-words.ts';
import { StaffDuties } from './staff-duties.tsx';

interface Props {
  readonly page: StaffPage;
  readonly draft: StaffDraft;
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly wrong: string | null;
  readonly children: (aria: Readonly<Record<string, unknown>>) => ComponentChildren;
}): JSX.Element {
  const { id, label, hint, wrong, children } = props;
  return (
    <div class="edit-field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': wrong !== null, 'aria-describedby': `${id}-said` })}
      <div id={`${id}-said`} class="edit-said">
        {wrong !== null ? (
          <p class="edit-wrong">{wrong}</p>
        ) : (
          hint !== undefined && <small>{hint}</small>
        )}
      </div>
    </div>
  );
}

function Fields({ page, draft }: Props): JSX.Element {
  const { form } = page;
  const problem = form.problem.value;
  const isAgency = page.session.user.value?.role === 'agency-administrator';
  return (
    <>
      {form.member.value === null && (
        <Field
          id="staff-username"
          label={s('username')}
          hint={s('usernameHint')}
          wrong={staffFieldWords(problem, 'username')}
        >
          {aria => (
            <input
              {...aria}
              data-testid="staff-username"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              maxLength={40}
              value={draft.username}
              onInput={event => form.change({ username: event.currentTarget.value.toLowerCase() })}
            />
          )}
        </Field>
      )}
      <Field id="staff-name" label={s('name')} wrong={staffFieldWords(problem, 'name')}>
        {aria => (
          <input
            {...aria}
            data-testid="staff-name"
            autocomplete="off"
            maxLength={100}
            value={draft.name}
            onInput={event => form.change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      {!isAgency && (
        <Field id="staff-role" label={s('role')} hint={s(roleLead[draft.role])} wrong={null}>
          {aria => (
            <select
              {...aria}
              data-testid="staff-role"
              value={draft.role}
              onChange={event => form.change({ role: event.currentTarget.value as Role })}
            >
              {roles.map(role => (
                <option key={role} value={role}>
                  {s(role)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <StaffDuties page={page} draft={draft} />
    </>
  );
}

/** What is done with the account itself, beside what it is. */
function Acts({ page }: Pick<Props, 'page'>): JSX.Element | null {
  const { form } = page;
  const member = form.member.value;
  if (!member || !page.mayManage) return null;
  const isSelf = member.id === page.session.user.value?.id;
  if (member.endedAt !== null) {
    return (
      <div class="staff-acts">
        <p class="printing-note">{s('endedLead')}</p>
        <button
          type="button"
          class="printing-second"
          data-testid="take-up"
          onClick={() => void form.takeUp()}
        >
          <Icon of={UserRoundCheck} size={16} />
          {s('takeUp')}
        </button>
      </div>
    );
  }
  const maySteer = page.session.user.value?.role === 'administrator';
  return (
    <div class="staff-acts">
      {member.lockedUntil !== null && maySteer && (
        <button
          type="button"
          class="printing-second"
          data-testid="unlock-staff"
          onClick={() => void form.unlock()}
        >
          <Icon of={LockOpen} size={16} />
          {s('unlock')}
        </button>
      )}
      {!isSelf && (
        <button
          type="button"
          class="printing-second"
          data-testid="new-password"
          onClick={() => (form.question.value = 'password')}
        >
          <Icon of={KeyRound} size={16} />
          {s('newPassword')}
        </button>
      )}
      <button
        type="button"
        class="printing-second"
        data-testid="end-staff"
        onClick={() => (form.question.value = 'end')}
      >
        <Icon of={UserRoundX} size={16} />
        {s('end')}
      </button>
    </div>
  );
}

function Question({ page }: Pick<Props, 'page'>): JSX.Element | null {
  const { form } = page;
  const [question, member] = [form.question.value, form.member.value];
  if (question === null || !member) return null;
  const isEnd = question === 'end';
  return (
    <div class="staff-question" role="alertdialog" aria-labelledby="staff-question">
      <h3 id="staff-question">
        {s(isEnd ? 'endQuestion' : 'passwordQuestion', { name: member.name })}
      </h3>
      <p>{s(isEnd ? 'endLead' : 'passwordLead')}</p>
      <div>
        <button
          type="button"
          class="printing-second"
          data-testid="yes"
          disabled={form.isBusy.value}
          onClick={() => void (isEnd ? form.end() : form.givePassword())}
        >
          {s(isEnd ? 'endYes' : 'passwordYes')}
        </button>
        <button type="button" class="printing-second" onClick={() => (form.question.value = null)}>
          {s('back')}
        </button>
      </div>
    </div>
  );
}

function Trouble({ page }: Pick<Props, 'page'>): JSX.Element | null {
  const { form } = page;
  const problem = form.problem.value;
  if (problem === null || problem.errors?.length || problem.code === 'username-taken') return null;
  return (
    <div class="staff-trouble" role="alert" data-testid="staff-trouble">
      <p>{staffProblemWords(problem)}</p>
      {problem.code === 'changed-meanwhile' && (
        <button type="button" class="printing-second" onClick={() => void form.beginAnew()}>
          {s('loadNow')}
        </button>
      )}
    </div>
  );
}

/** One account: what it is, and what may be done with it. */
export function StaffFormPane({ page, draft }: Props): JSX.Element {
  const { form } = page;
  const member = form.member.value;
  const isLocked = !page.mayManage || (member !== null && member.endedAt !== null);
  return (
    <form
      class="staff-form"
      noValidate
      data-testid="staff-form"
      onSubmit={event => {
        event.preventDefault();
        void form.save();
      }}
    >
      <header>
        <h2>{member ? member.name : s('newTitle')}</h2>
        {member && <p class="printing-note">{member.username}</p>}
      </header>
      <div class="staff-form-scroll" tabIndex={-1}>
        <fieldset disabled={isLocked}>
          <Fields page={page} draft={draft} />
        </fieldset>
        <Acts page={page} />
      </div>
      <footer class="staff-foot" hidden={form.question.value === null}>
        <Question page={page} />
      </footer>
      <footer class="staff-foot" hidden={form.question.value !== null}>
        <Trouble page={page} />
        {form.isSaved.value && (
          <p class="printing-good" role="status">
            {s('saved')}
          </p>
        )}
        {!isLocked && (
          <button
            type="submit"
            class="printing-key"
            data-testid="save-staff"
            disabled={form.isBusy.value || !form.isChanged.value}
          >
            {s(member ? 'save' : 'make')}
          </button>
        )}
        <button type="button" class="printing-second" onClick={() => form.leave()}>
          {s(isLocked ? 'shut' : 'back')}
        </button>
      </footer>
    </form>
  );
}
