import { X } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { QueueNow } from '../../contract/queue-now.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { lineText as l } from '../line-texts.ts';

interface Choice {
  readonly ticketId: string;
  readonly label: string;
  readonly says: string;
}

function Choices(props: {
  readonly title: string;
  readonly rows: readonly Choice[];
  readonly onChoose: (ticketId: string) => void;
}): JSX.Element | null {
  if (props.rows.length === 0) return null;
  return (
    <div class="compare-choices">
      <h3>{props.title}</h3>
      <ul>
        {props.rows.map(({ ticketId, label, says }) => (
          <li key={`${ticketId}-${says}`}>
            <button
              type="button"
              data-testid={`compare-${label}`}
              onClick={() => props.onChoose(ticketId)}
            >
              <b>{label}</b> {says}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const shownMax = 12;

function Find(props: {
  readonly find: (typed: string) => Promise<string | null>;
  readonly onChoose: (ticketId: string) => void;
}): JSX.Element {
  const [typed, setTyped] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const onFind = async (event: Event) => {
    event.preventDefault();
    const found = await props.find(typed);
    setUnknown(found === null);
    if (found !== null) props.onChoose(found);
  };
  return (
    <>
      <form class="compare-find" onSubmit={event => void onFind(event)}>
        <label>
          {l('otherType')}
          <input
            maxLength={8}
            autocomplete="off"
            data-testid="compare-label"
            value={typed}
            onInput={event => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="reason-yes" data-testid="compare-find">
          {l('otherFind')}
        </button>
      </form>
      {isUnknown && (
        <p class="fault" role="alert">
          {l('otherUnknown')}
        </p>
      )}
    </>
  );
}

/** Over the page: with which number the chosen one is compared. */
export function CompareOther(props: {
  readonly label: string;
  readonly ticketId: string;
  /** The line it stands in; absent where it stands in none. */
  readonly line: QueueNow | null;
  readonly timeZone: string;
  /** Finds a number of the same day; null where there is none. */
  readonly find: (typed: string) => Promise<string | null>;
  readonly onChoose: (ticketId: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { label, ticketId, line, timeZone, find, onChoose, onClose } = props;
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  const others = (rows: readonly Choice[]): Choice[] =>
    rows.filter(row => row.ticketId !== ticketId).slice(0, shownMax);
  const calls = (line?.calls ?? []).map(call => ({
    ticketId: call.ticketId,
    label: call.label,
    says: timeOfDay(Date.parse(call.at), timeZone, language.value),
  }));
  const waiting = (line?.tickets ?? []).map(row => ({
    ticketId: row.ticketId,
    label: row.label,
    says: l('minutes', { minutes: Math.floor(row.waitedSeconds / 60) }),
  }));
  return (
    <dialog
      ref={box}
      class="printers-sheet compare-sheet"
      data-testid="compare-sheet"
      aria-labelledby="compare-title"
      onClose={onClose}
    >
      <header>
        <h2 id="compare-title">{l('otherTitle', { label })}</h2>
        <button type="button" aria-label={l('close')} onClick={() => box.current?.close()}>
          <Icon of={X} size={20} />
        </button>
      </header>
      <Find find={find} onChoose={onChoose} />
      <Choices title={l('otherCalls')} rows={others(calls)} onChoose={onChoose} />
      <Choices title={l('otherWaiting')} rows={others(waiting)} onChoose={onChoose} />
    </dialog>
  );
}
