import {
  ArrowRight,
  CalendarClock,
  ChevronDown,
  DatabaseBackup,
  Hand,
  KeyRound,
  MessageSquare,
  MessageSquareText,
  RotateCcw,
  ShieldCheck,
  SlidersHorizontal,
  Tablet,
  UserRound,
} from 'lucide';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { AuditAbout, AuditEntry } from '../../contract/audit.ts';
import type { Setup } from '../../contract/setup.ts';
import { dayOf, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon, type IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { AuditPage } from '../audit-page.ts';
import { dayWords, detailsOf, doneBy, titleOf } from '../audit-sentences.ts';
import { auditText as a } from '../audit-texts.ts';
import { wordsOfEdit } from '../edit-sentences.ts';

interface Has {
  readonly page: AuditPage;
  readonly timeZone: string;
}

const icons: Readonly<Record<AuditAbout['type'], IconNode>> = {
  'building-configured': SlidersHorizontal,
  'staff-account': UserRound,
  'device-changed': Tablet,
  'partner-key-changed': KeyRound,
  'webhook-changed': KeyRound,
  'person-erased': ShieldCheck,
  'person-seen': ShieldCheck,
  'screens-told': MessageSquare,
  steered: Hand,
  'counters-told': MessageSquare,
  'backup-noted': DatabaseBackup,
  'comment-moderated': MessageSquareText,
};

const iconOf = (about: AuditAbout): IconNode => {
  if (about.type !== 'building-configured') return icons[about.type];
  if (about.undoes !== null) return RotateCcw;
  return about.plans.length > 0 ? CalendarClock : icons[about.type];
};

type Configured = Extract<AuditAbout, { type: 'building-configured' }>;

/** Each thing that was changed, and below it each field before and after. */
export function Edits(props: {
  readonly edits: Configured['edits'];
  readonly setup: Setup;
  /** Its heading says already what was changed. */
  readonly isOne?: boolean;
}): JSX.Element {
  const { edits, setup, isOne = false } = props;
  return (
    <>
      {edits.map(edit => {
        const { what, done, fields } = wordsOfEdit(edit, setup);
        return (
          <section key={edit.path} class="audit-edit">
            {isOne ? null : <h4>{a(`setup:${done}`, { what })}</h4>}
            {fields.length === 0 ? null : (
              <dl>
                {fields.map(({ label, before, after }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>
                      <span>{before}</span>
                      <Icon of={ArrowRight} size={14} label={a('after')} />
                      <b>{after}</b>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        );
      })}
    </>
  );
}

/** A key, and once it was pressed its question. */
export function AskingKey(props: {
  readonly testId: string;
  readonly words: string;
  readonly question: string;
  readonly yes: string;
  readonly isDisabled: boolean;
  readonly onYes: () => void;
}): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button
        type="button"
        class="printing-second audit-small"
        data-testid={props.testId}
        disabled={props.isDisabled}
        onClick={() => setAsking(true)}
      >
        {props.words}
      </button>
    );
  }
  return (
    <div class="audit-asking" role="alert">
      <p>{props.question}</p>
      <button
        type="button"
        class="printing-second audit-small"
        data-testid={`${props.testId}-yes`}
        disabled={props.isDisabled}
        onClick={() => {
          setAsking(false);
          props.onYes();
        }}
      >
        {props.yes}
      </button>
      <button
        type="button"
        class="printing-second audit-small"
        data-testid={`${props.testId}-no`}
        onClick={() => setAsking(false)}
      >
        {a('cancel')}
      </button>
    </div>
  );
}

function Unfolded({ page, about, seq, setup }: Pick<Has, 'page'> & EntryOf): JSX.Element {
  if (about.type !== 'building-configured') {
    return <p class="audit-details">{detailsOf(about, setup).join('. ')}</p>;
  }
  const plans = about.plans.slice(about.edits.length === 0 && about.undoes === null ? 1 : 0);
  return (
    <div class="audit-details">
      {plans.map(plan => (
        <p key={plan.id}>
          {a(`plan:${plan.what}`, { date: dayWords(plan.from), count: plan.edits })}
        </p>
      ))}
      <Edits edits={about.edits} setup={setup} isOne={isTitled(about)} />
      {about.canUndo && page.mayChange.value ? (
        <AskingKey
          testId={`undo-${seq}`}
          words={a('undo')}
          question={a('undoAsk')}
          yes={a('undoYes')}
          isDisabled={page.log.isBusy.value}
          onYes={() => void page.log.undo(seq)}
        />
      ) : null}
    </div>
  );
}

type EntryOf = Pick<AuditEntry, 'about' | 'seq'> & { readonly setup: Setup };

/** One change of one thing: the line above it is its heading. */
const isTitled = ({ edits, plans, undoes }: Configured): boolean =>
  edits.length === 1 &&
  edits[0]!.before !== null &&
  edits[0]!.after !== null &&
  plans.length === 0 &&
  undoes === null;

const hasDetails = (about: AuditAbout): boolean =>
  about.type === 'screens-told' ||
  (about.type === 'building-configured' && (about.edits.length > 0 || about.plans.length > 1));

/** Who signs in does it themselves: their name stands once. */
const isOwn = ({ about, by }: AuditEntry): boolean =>
  about.type === 'staff-account' && about.member.id === by?.id;

function Entry({ page, timeZone, entry, setup }: Has & EntryRow): JSX.Element {
  const { seq, about } = entry;
  const { log } = page;
  const isOpen = log.open.value === seq;
  const time = timeOfDay(Date.parse(entry.at), timeZone, language.value);
  const said = (
    <>
      <time dateTime={entry.at}>{time}</time>
      <Icon of={iconOf(about)} size={16} />
      <span class="audit-said">
        <b>{titleOf(about, setup)}</b>
        {isOwn(entry) ? null : <small>{doneBy(entry)}</small>}
      </span>
    </>
  );
  if (!hasDetails(about)) {
    return (
      <li class="audit-row" data-testid={`entry-${seq}`}>
        <div class="audit-line">{said}</div>
      </li>
    );
  }
  return (
    <li class="audit-row" data-testid={`entry-${seq}`}>
      <button
        type="button"
        class="audit-line"
        aria-expanded={isOpen}
        onClick={() => (log.open.value = isOpen ? null : seq)}
      >
        {said}
        <Icon of={ChevronDown} size={16} label={a('details')} />
      </button>
      {isOpen ? <Unfolded page={page} about={about} seq={seq} setup={setup} /> : null}
    </li>
  );
}

interface EntryRow {
  readonly entry: AuditEntry;
  readonly setup: Setup;
}

/** Days with what happened on them, the newest first. */
function daysOf(entries: readonly AuditEntry[], timeZone: string) {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = dayOf(Date.parse(entry.at), timeZone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

const problemWords = (code: string): string => {
  if (code === 'setup-changed') return a('changedSince');
  return a(code === 'setup-refused' ? 'refusedNow' : 'problem');
};

export function AuditEntries({ page, timeZone }: Has): JSX.Element {
  const { log } = page;
  const { setup, today } = log.setup.value!;
  const entries = log.entries.value ?? [];
  const problem = log.problem.value;
  return (
    <div
      class="audit-list"
      data-testid="audit-list"
      tabIndex={0}
      role="region"
      aria-label={a('title')}
    >
      {problem === null ? null : (
        <p class="printing-wrong" role="alert">
          {problemWords(problem.code)}
        </p>
      )}
      {entries.length === 0 ? <p class="audit-none">{a('none')}</p> : null}
      {daysOf(entries, timeZone).map(([day, rows]) => (
        <section key={day}>
          <h2>{day === today ? `${a('today')}, ${dayWords(day)}` : dayWords(day)}</h2>
          <ol>
            {rows.map(entry => (
              <Entry key={entry.seq} page={page} timeZone={timeZone} entry={entry} setup={setup} />
            ))}
          </ol>
        </section>
      ))}
      {log.hasMore.value ? (
        <button
          type="button"
          class="printing-second audit-more"
          data-testid="audit-more"
          disabled={log.isBusy.value}
          onClick={() => void log.more()}
        >
          {a('more')}
        </button>
      ) : null}
    </div>
  );
}
