import { X } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { Problem } from '../../ui-kit/api.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { noteLettersMax, reasonText as r, steerReasons, steerTrouble } from '../steer-reasons.ts';
import type { ReasonGiven, SteerReasonId } from '../steer-reasons.ts';

interface Props {
  readonly testId: string;
  /** What is done, as a sentence. */
  readonly title: string;
  /** What comes of it. */
  readonly lead?: string;
  /** The key that does it. */
  readonly yes: string;
  readonly isDanger?: boolean;
  /** False while a choice of `children` is still to be made. */
  readonly isReady?: boolean;
  /** What is chosen beside the reason. */
  readonly children?: ComponentChildren;
  /** Which reason stands chosen at first: the likeliest; absent: none, one must be chosen. */
  readonly likely?: SteerReasonId;
  /** Null: it is done, and the sheet closes. */
  readonly onYes: (given: ReasonGiven) => Promise<Problem | null>;
  readonly onClose: () => void;
  /** Where a refusal has a sentence of its own. */
  readonly troubleWords?: (problem: Problem) => string | null;
}

function Reasons(props: {
  readonly chosen: SteerReasonId | null;
  readonly onChoose: (reason: SteerReasonId) => void;
}): JSX.Element {
  return (
    <fieldset class="reason-choices">
      <legend>{r('reason')}</legend>
      {steerReasons.map(reason => (
        <label key={reason}>
          <input
            type="radio"
            name="reason"
            value={reason}
            data-testid={`reason-${reason}`}
            checked={props.chosen === reason}
            onChange={() => props.onChoose(reason)}
          />
          {r(reason)}
        </label>
      ))}
    </fieldset>
  );
}

function Note(props: {
  readonly note: string;
  readonly onWrite: (note: string) => void;
}): JSX.Element {
  return (
    <label class="reason-note">
      {r('note')}
      <textarea
        rows={2}
        maxLength={noteLettersMax}
        data-testid="reason-note"
        value={props.note}
        onInput={event => props.onWrite(event.currentTarget.value)}
      />
      <small>{r('noteLead')}</small>
    </label>
  );
}

/**
 * Asks why before a supervisor's hand reaches into the day. It closes when it is done; what the server
 * refused is said in it, and nothing is pressed twice.
 */
export function ReasonSheet(props: Props): JSX.Element {
  const { testId, title, lead, yes, isReady = true, children, onYes, onClose } = props;
  const box = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState<SteerReasonId | null>(props.likely ?? null);
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useLayoutEffect(() => box.current?.showModal(), []);
  const press = async (event: Event) => {
    event.preventDefault();
    if (reason === null || isBusy || !isReady) return;
    setBusy(true);
    const words = note.trim();
    const problem = await onYes(words === '' ? { reason } : { reason, note: words });
    setBusy(false);
    if (problem === null) box.current?.close();
    else setTrouble(props.troubleWords?.(problem) ?? steerTrouble(problem));
  };
  return (
    <dialog
      ref={box}
      class="printers-sheet reason-sheet"
      data-testid={testId}
      aria-labelledby="reason-title"
      onClose={onClose}
    >
      <header>
        <h2 id="reason-title">{title}</h2>
        <button type="button" aria-label={r('close')} onClick={() => box.current?.close()}>
          <Icon of={X} size={20} />
        </button>
      </header>
      {lead === undefined ? null : <p class="reason-lead">{lead}</p>}
      <form onSubmit={event => void press(event)}>
        {children}
        <Reasons chosen={reason} onChoose={setReason} />
        <Note note={note} onWrite={setNote} />
        {trouble === null ? null : (
          <p class="fault" role="alert" data-testid="reason-trouble">
            {trouble}
          </p>
        )}
        <div class="reason-keys">
          <button type="button" class="reason-no" onClick={() => box.current?.close()}>
            {r('cancel')}
          </button>
          <button
            type="submit"
            class={props.isDanger === true ? 'reason-yes is-danger' : 'reason-yes'}
            data-testid="reason-yes"
            disabled={reason === null || isBusy || !isReady}
          >
            {yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}
