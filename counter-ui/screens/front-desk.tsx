import { BellRing, Printer } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { HelpCall } from '../../contract/help.ts';
import { HelpDone } from '../../ui-kit/help-done.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { helpWords } from '../../ui-kit/paper-trouble.ts';
import type { Desk } from '../desk.ts';
import { deskWindow } from '../desk-window.ts';
import { frontDeskText, printerSentence } from '../front-desk-texts.ts';
import type { CounterPage } from '../model.ts';

/** So many lines leave the desk its room; the others are behind one key. */
const shownMax = { wide: 2, narrow: 1 } as const;

function CallLine(props: {
  readonly call: HelpCall;
  readonly timeZone: string;
  readonly help: HelpDone;
}): JSX.Element {
  const { call, timeZone, help } = props;
  const state = help.states.value.get(call.ticketId);
  return (
    <li class="call" data-testid={`help-${call.label}`}>
      <Icon of={BellRing} size={16} />
      <span>
        {helpWords(call, timeZone)}
        {state === 'failed' && <em> {frontDeskText('failed')}</em>}
      </span>
      <button
        type="button"
        aria-disabled={state === 'sending'}
        aria-label={frontDeskText('doneOf', { label: call.label })}
        onClick={() => void help.done(call.ticketId)}
      >
        {frontDeskText('done')}
      </button>
    </li>
  );
}

/** Visitors who call for staff first, then printers without paper, then those with little. */
export function FrontDeskLines(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { page, desk, view } = props;
  const help = useMemo(() => new HelpDone(page.edges.send), [page]);
  const [isOpen, setOpen] = useState(false);
  const { frontDesk, building } = view;
  // Without the server nobody knows how printers are.
  if (!frontDesk || desk.link.value === 'lost') return null;
  const { timeZone } = building;
  const printers = frontDesk.printers.toSorted(
    (one, other) => Number(one.fault === null) - Number(other.fault === null),
  );
  const lines = [
    ...frontDesk.calls.map(call => (
      <CallLine key={call.ticketId} call={call} timeZone={timeZone} help={help} />
    )),
    ...printers.map(printer => (
      <li key={printer.id} class={printer.fault === null ? 'near-end' : 'fault'}>
        <Icon of={Printer} size={16} />
        <span>{printerSentence(printer, desk.clock.second.value, timeZone)}</span>
      </li>
    )),
  ];
  const max = deskWindow.isNarrow.value ? shownMax.narrow : shownMax.wide;
  const more = lines.length - max;
  return (
    <section class="front-desk" aria-label={frontDeskText('title')} data-testid="front-desk">
      <ul role="list" aria-live="polite">
        {isOpen ? lines : lines.slice(0, max)}
      </ul>
      {more > 0 && (
        <button
          type="button"
          class="quiet"
          aria-expanded={isOpen}
          data-testid="front-desk-more"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? frontDeskText('fewer') : frontDeskText('more', { count: more })}
        </button>
      )}
    </section>
  );
}
