import type { ActionKind } from './actions.ts';
import type { Desk } from './desk.ts';
import type { KeyMeaning, Question } from './keys.ts';
import { callMissed, parkedRows, takeBack } from './panes/shelf.ts';

/** What has to be offered now for a question to make sense; the others may always be asked. */
const asksFor: Readonly<Partial<Record<Question, ActionKind>>> = {
  pause: 'pause',
  close: 'close',
  'shift-end': 'close',
  cancel: 'cancel',
  absent: 'no-show',
  park: 'park',
  note: 'note',
};

/** Opens a question, where what it is about can be done now. */
export function ask(desk: Desk, question: Question): void {
  const kind = asksFor[question];
  if (kind && !desk.mayDo(kind)) return;
  desk.more.value = false;
  const isWaiting = desk.view.value?.queues.some(queue => queue.waiting > 0);
  // Closing asks only while people wait; nothing is lost otherwise.
  if (question === 'close' && !isWaiting) void desk.press({ do: 'close', shiftEnds: false });
  else desk.asking.value = question;
}

export function pressPrimary(desk: Desk): void {
  const kind = desk.primary;
  switch (kind) {
    case 'open':
    case 'call-next':
    case 'start':
    case 'finish':
    case 'finish-next':
      return void desk.press({ do: kind });
    default:
  }
}

/** Esc goes one step back: from a question, from what was unfolded, from a sentence, from a row. */
function back(desk: Desk): void {
  if (desk.asking.value) desk.asking.value = null;
  else if (desk.more.value) desk.more.value = false;
  else if (desk.panel.value) desk.closePanel();
  else if (desk.notice.value) desk.dismissNotice();
  else desk.rows.release();
}

function confirmPane(desk: Desk): void {
  const action = desk.paneOffer.value?.action;
  if (desk.panel.value && action) void desk.press(action);
}

/** A pane has keys of its own: only what leads out of it, and what it offers, is the desk's. */
const whilePane: ReadonlySet<KeyMeaning['does']> = new Set(['back', 'confirm', 'search']);

function callSelected(desk: Desk): void {
  const id = desk.rows.selected.value;
  if (id) desk.callTicket(id);
}

function serveLeg(desk: Desk, number: number): void {
  const leg = desk.view.value?.ticket?.legs[number - 1];
  if (leg) desk.deliver(leg.serviceId);
}

/** Whoever stands first on the shelf comes back: called where the counter is free. */
function takeFirstBack(desk: Desk): void {
  const view = desk.view.value;
  const first = view && parkedRows(view, desk.clock.now())[0];
  if (first) void desk.press(takeBack(view, first.ticket.ticketId));
}

function callMissedAgain(desk: Desk): void {
  const view = desk.view.value;
  const first = view?.missed[0];
  if (view && first) void desk.press(callMissed(view, first.ticketId));
}

/** Does what a key means. */
export function keyDoes(desk: Desk, meaning: KeyMeaning): void {
  const isHeld = desk.asking.value !== null || desk.barrier.value !== null;
  if (isHeld && meaning.does !== 'back') return;
  if (desk.panel.value && !whilePane.has(meaning.does)) return;
  switch (meaning.does) {
    case 'primary':
      return pressPrimary(desk);
    case 'recall':
    case 'finish':
    case 'undo':
      return void desk.press({ do: meaning.does });
    case 'select':
      return desk.rows.step(meaning.step);
    case 'call-selected':
      return callSelected(desk);
    case 'ask':
      return ask(desk, meaning.about);
    case 'panel':
      return desk.openPanel(meaning.panel);
    case 'leg':
      return serveLeg(desk, meaning.number);
    case 'outcome':
      return desk.chooseOutcome(meaning.outcome);
    case 'unpark-first':
      return takeFirstBack(desk);
    case 'call-missed':
      return callMissedAgain(desk);
    case 'auto-call':
      return switchAutoCall(desk);
    case 'told':
      return toldRead(desk);
    case 'search':
      desk.searchAsked.value += 1;
      return;
    case 'more':
      desk.more.value = !desk.more.value;
      return;
    case 'confirm':
      return confirmPane(desk);
    case 'back':
      return back(desk);
  }
}

/** Without the server nothing can be answered: it stays unread. */
function toldRead(desk: Desk): void {
  const view = desk.view.value;
  if (view && desk.link.value === 'live') desk.tellings.key(view.telling);
}

export function switchAutoCall(desk: Desk): void {
  const counter = desk.view.value?.counter;
  if (counter) void desk.press({ do: 'auto-call', on: !counter.autoCall });
}
