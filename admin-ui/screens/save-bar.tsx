import { AlertTriangle, Check, Info, RotateCcw } from 'lucide';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import { countOfChanges } from '../edit-place.ts';
import { editText as e, saveRefused } from '../edit-texts.ts';
import { conflictSentences } from '../setup-conflicts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { effectWords } from '../setup-effect-texts.ts';
import { faultSentence, isOfToday } from '../setup-fault-texts.ts';
import { dayAfter } from '../opening-days.ts';
import { businessDay, StartDay } from './start-day.tsx';

type Has = { readonly desk: SetupDesk };

/** What somebody else has changed meanwhile: nothing is saved over it unless somebody says so. */
function Conflicts({ desk }: Has): JSX.Element | null {
  const conflicts = desk.check.value?.conflicts ?? [];
  return (
    <>
      {conflicts.map(conflict => {
        const { path } = conflict;
        return (
          <li key={path} class="save-conflict" data-testid={`conflict-${path}`}>
            <Icon of={AlertTriangle} size={16} />
            <span>{conflictSentences(conflict, desk).join(' ')}</span>
            <button type="button" data-testid="keep-mine" onClick={() => desk.settle(path, 'mine')}>
              {e('conflictMine')}
            </button>
            <button
              type="button"
              data-testid="keep-theirs"
              onClick={() => desk.settle(path, 'theirs')}
            >
              {e('conflictTheirs')}
            </button>
          </li>
        );
      })}
    </>
  );
}

/** The field that it is about comes into view, where this page has one. */
function show(path: string): void {
  const field = document.getElementById(`edit-${path.replaceAll('/', '-')}`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

function Faults({ desk }: Has): JSX.Element {
  const faults = desk.check.value?.faults ?? [];
  // The same in both languages is said once, and leads to the first of them.
  const sentences = new Map(
    faults.toReversed().map(fault => [faultSentence(fault, desk), fault] as const),
  );
  const mayWait = faults.length > 0 && faults.every(isOfToday) && desk.from.value === null;
  return (
    <>
      {[...sentences].toReversed().map(([sentence, fault]) => (
        <li key={sentence} class="save-fault">
          <Icon of={AlertTriangle} size={16} />
          <button type="button" data-testid="fault" onClick={() => show(fault.path)}>
            {sentence}
          </button>
        </li>
      ))}
      {mayWait ? (
        <li>
          <button
            type="button"
            class="printing-second"
            data-testid="from-tomorrow"
            onClick={() => desk.startFrom(dayAfter(desk.seen.value!.today, 1))}
          >
            {e('tomorrow')}
          </button>
        </li>
      ) : null}
    </>
  );
}

/** What speaks against saving, or else what saving would do. */
export function Consequences({
  desk,
  testId = 'consequences',
}: Has & { readonly testId?: string }): JSX.Element | null {
  const check = desk.check.value;
  if (!desk.isChanged.value) return null;
  const { effects = [], faults = [], conflicts = [] } = check ?? {};
  const isWrong = faults.length + conflicts.length > 0;
  const head = isWrong ? 'faultsOne' : desk.from.value === null ? 'effects' : 'effectsLater';
  return (
    <section class="save-means" data-testid={testId} aria-live="polite">
      <h2>{e(head)}</h2>
      <ul>
        <Conflicts desk={desk} />
        <Faults desk={desk} />
        {effects.map((effect, at) => {
          const { fact, next, isGrave } = effectWords(effect, desk);
          return (
            <li key={at} class={isGrave ? 'is-grave' : ''}>
              <Icon of={isGrave ? AlertTriangle : Info} size={16} />
              <span>
                <b>{fact}</b> {next}
              </span>
            </li>
          );
        })}
        {check !== null && !isWrong && effects.length === 0 ? <li>{e('noEffects')}</li> : null}
        {check === null ? <li>{e('checking')}</li> : null}
      </ul>
    </section>
  );
}

function Keys({ desk }: Has): JSX.Element {
  const count = countOfChanges(desk.edits.value);
  const problem = desk.problem.value;
  const isNow = desk.from.value === null;
  const verb = isNow ? (count === 1 ? 'saveOne' : 'save') : count === 1 ? 'planOne' : 'plan';
  return (
    <div class="save-keys">
      <button
        type="button"
        class="printing-key"
        data-testid="save"
        disabled={!desk.maySave.value}
        onClick={() => void desk.save()}
      >
        {e(verb, { count })} <kbd>Ctrl S</kbd>
      </button>
      <button
        type="button"
        class="printing-second"
        data-testid="put-back"
        onClick={() => desk.reset()}
      >
        {e('putBack')}
      </button>
      <StartDay
        today={desk.seen.value!.today}
        from={desk.from.value}
        testId="save-from"
        onStart={day => desk.startFrom(day)}
      />
      {problem === null ? null : (
        <p class="edit-wrong" role="alert" data-testid="save-problem">
          {saveRefused(problem.code)}
        </p>
      )}
    </div>
  );
}

function Saved({ desk }: Has): JSX.Element {
  const { value: planned } = desk.planned;
  const problem = desk.problem.value;
  return (
    <div class="save-done" role="status" data-testid="saved">
      <Icon of={Check} size={18} />
      <b>{planned === null ? e('saved') : e('planned', { date: businessDay(planned) })}</b>
      {desk.saved.value === null ? null : (
        <button
          type="button"
          class="printing-second"
          data-testid="undo"
          disabled={desk.isBusy.value}
          onClick={() => void desk.undo()}
        >
          <Icon of={RotateCcw} size={16} />
          {e('undo')}
        </button>
      )}
      {problem === null ? null : <p class="edit-wrong">{saveRefused(problem.code)}</p>}
    </div>
  );
}

const isSaving = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';

/** How a page of changes ends: saved, put back, or planned; then a way back for 30 s. */
export function SaveBar(props: Has & { readonly isSmall?: boolean }): JSX.Element | null {
  const { desk, isSmall = false } = props;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isSaving(event)) return;
      event.preventDefault();
      if (!event.repeat && desk.maySave.value) void desk.save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk]);
  const isDone = desk.saved.value !== null || desk.planned.value !== null;
  if (!desk.isChanged.value) {
    return isDone ? (
      <footer class="save-bar">
        <Saved desk={desk} />
      </footer>
    ) : null;
  }
  return (
    <footer class={isSmall ? 'save-bar is-small' : 'save-bar'}>
      <Keys desk={desk} />
      <Consequences desk={desk} testId={isSmall ? 'consequences-below' : 'consequences'} />
    </footer>
  );
}
