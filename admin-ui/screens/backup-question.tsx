import { LoaderCircle } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { RestoreQuestion } from '../backup-desk.ts';
import { backupsText as b } from '../backups-texts.ts';
import { Problem, whenOf, type BackupsShown } from './backups-app.tsx';

function lossWords({ loss }: RestoreQuestion): string {
  if (loss === null) return b('lossCounting');
  const { tickets, bookings, setupChanges: changes } = loss;
  if (tickets + bookings + changes === 0) return b('lossNone');
  return b('loss', { tickets, bookings, changes });
}

type Asked = BackupsShown & { readonly question: RestoreQuestion };

function OtherBuilding({ desk, question }: Asked): JSX.Element {
  return (
    <label class="backups-other">
      <input
        type="checkbox"
        checked={question.isOtherAllowed}
        onChange={event => desk.answer({ isOtherAllowed: event.currentTarget.checked })}
      />
      {b('otherAllowed')}
    </label>
  );
}

function Effects(asked: Asked): JSX.Element {
  const { question } = asked;
  const isOther = question.loss?.isOtherBuilding === true;
  return (
    <>
      <p>{b('questionLead')}</p>
      <ul class="backups-effects">
        <li>
          <b>{isOther ? b('otherBuilding') : lossWords(question)}</b>
        </li>
        <li>{b('effectNumbers')}</li>
        <li>{b('effectSessions')}</li>
        <li>{b('effectScreens')}</li>
      </ul>
      {isOther ? <OtherBuilding {...asked} /> : null}
    </>
  );
}

/** Nobody restores by a slip of the hand: the building's name is typed. */
export function BackupQuestion(
  props: BackupsShown & { readonly short: string },
): JSX.Element | null {
  const { desk, short } = props;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  const question = desk.question.value;
  if (question === null) return null;
  const isRestoring = desk.doing.value === 'restore';
  return (
    <dialog
      ref={box}
      class="office-question backups-question"
      aria-labelledby="restore-title"
      data-testid="restore-question"
      onClose={() => desk.cancel()}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          if (desk.isAnswered(short)) void desk.restore();
        }}
      >
        <h2 id="restore-title">
          {b('questionTitle', { when: whenOf(props, question.backup.at) })}
        </h2>
        <Effects {...props} question={question} />
        <label class="printing-field">
          <span>{b('typeName', { short })}</span>
          <input
            value={question.typed}
            maxLength={80}
            spellcheck={false}
            autocomplete="off"
            data-testid="confirm-name"
            onInput={event => desk.answer({ typed: event.currentTarget.value })}
          />
        </label>
        <Problem desk={desk} />
        <div class="office-question-keys">
          <button
            type="submit"
            class="printing-key"
            data-testid="restore-now"
            disabled={isRestoring || !desk.isAnswered(short)}
          >
            {isRestoring ? <Icon of={LoaderCircle} size={18} /> : null}
            {b(isRestoring ? 'restoring' : 'restoreNow')}
          </button>
          <button
            type="button"
            class="printing-second"
            disabled={isRestoring}
            onClick={() => desk.cancel()}
          >
            {b('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
