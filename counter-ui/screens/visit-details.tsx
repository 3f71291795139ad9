import { FileCheck2, Replace, StickyNote } from 'lucide';
import type { JSX } from 'preact';
import type { DeskNote, DeskTicket, DeskView } from '../../contract/desk-views.ts';
import { stopwatch, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { classWord, waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { visitText } from '../visit-texts.ts';
import { VisitLegs } from './visit-legs.tsx';

export function Fact(props: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function Facts(props: { readonly ticket: DeskTicket; readonly timeZone: string }): JSX.Element {
  const { ticket } = props;
  const issued = timeOfDay(Date.parse(ticket.issuedAt), props.timeZone, language.value);
  const arrived =
    ticket.startedAt && ticket.calls > 0
      ? (Date.parse(ticket.startedAt) - Date.parse(ticket.calledAt)) / 1000
      : null;
  return (
    <dl class="facts">
      <Fact name={t('class')} value={classWord(ticket)} />
      <Fact name={t('issued')} value={issued} />
      <Fact name={t('waited')} value={waitText(ticket.waitedSeconds)} />
      {arrived !== null && <Fact name={t('arrived')} value={stopwatch(arrived)} />}
      <Fact name={t('language')} value={t(ticket.language === 'id' ? 'speaksId' : 'speaksEn')} />
    </dl>
  );
}

/** The left side never scrolls: what does not fit is counted. */
const requirementsShownMax = 3;
const requirementsBesideLegsMax = 2;
const requirementsBesideAllMax = 1;

function requirementsMax({ legs, notes, returnsTo }: DeskTicket): number {
  if (legs.length < 2) return requirementsShownMax;
  return notes.length > 0 && returnsTo ? requirementsBesideAllMax : requirementsBesideLegsMax;
}

function ChangeKey(props: { readonly desk: Desk }): JSX.Element | null {
  const offer = props.desk.offers.value.get('change-service');
  if (!offer) return null;
  return (
    <button
      type="button"
      class={offer.waits ? 'quiet waits' : 'quiet'}
      data-testid="action-change-service"
      aria-disabled={offer.waits !== null}
      onClick={() => props.desk.openPanel('change-service')}
    >
      <Icon of={Replace} size={16} />
      {visitText('changeService')} <kbd>G</kbd>
    </button>
  );
}

function Errand(props: { readonly desk: Desk; readonly ticket: DeskTicket }): JSX.Element {
  const { ticket } = props;
  const most = requirementsMax(ticket);
  const folded = ticket.requirements.length - most;
  return (
    <section class="errand">
      <div class="errand-head">
        <h1 data-testid="errand">{pick(ticket.serviceName)}</h1>
        <ChangeKey desk={props.desk} />
      </div>
      <ul>
        {ticket.requirements.slice(0, most).map((requirement, place) => (
          <li key={requirement.id}>
            <Icon of={FileCheck2} size={14} />
            <span class="cut" title={pick(requirement)}>
              {pick(requirement)}
            </span>
            {folded > 0 && place === most - 1 && <b>+{folded}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function noteAuthor(note: DeskNote, timeZone: string): string {
  const time = timeOfDay(Date.parse(note.at), timeZone, language.value);
  const { staffName: name, counterNumber: counter } = note;
  if (name && counter !== null) return visitText('noteByAt', { name, counter, time });
  if (name) return visitText('noteBy', { name, time });
  return counter === null ? time : visitText('noteAt', { counter, time });
}

/** What colleagues wrote for whoever serves next: the latest on one line, all of it on a press. */
function Notes(props: {
  readonly notes: readonly DeskNote[];
  readonly timeZone: string;
}): JSX.Element | null {
  const [latest, ...others] = [...props.notes].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (!latest) return null;
  const author = (note: DeskNote) => <small>{noteAuthor(note, props.timeZone)}</small>;
  return (
    <section class="notes" data-testid="notes">
      <details>
        <summary>
          <Icon of={StickyNote} size={16} />
          <span class="note-text cut grow">{latest.text}</span> {author(latest)}
          {others.length > 0 && (
            <b class="quiet">{visitText('notesMore', { count: others.length })}</b>
          )}
        </summary>
        {others.map(note => (
          <p key={note.noteId}>
            <Icon of={StickyNote} size={16} />
            <span class="grow">
              {note.text} {author(note)}
            </span>
          </p>
        ))}
      </details>
    </section>
  );
}

/** All that the desk knows of the visit in front of the officer. */
export function VisitDetails(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly ticket: DeskTicket;
}): JSX.Element {
  const { desk, view, ticket } = props;
  const { timeZone } = view.building;
  return (
    <>
      <Facts ticket={ticket} timeZone={timeZone} />
      <Errand desk={desk} ticket={ticket} />
      <VisitLegs desk={desk} ticket={ticket} timeZone={timeZone} />
      <Notes key={ticket.ticketId} notes={ticket.notes} timeZone={timeZone} />
      <p class="why" data-testid="why">
        <b>{t('why')}</b> {pick(ticket.reason.sentence)}
      </p>
    </>
  );
}
