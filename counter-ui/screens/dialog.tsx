import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { Desk } from '../desk.ts';
import { questionText } from '../question-texts.ts';

/** Read off the element: in a small window it is of that window's classes. */
const isText = (target: EventTarget | null): boolean =>
  target !== null && 'matches' in target && (target as Element).matches('textarea, input');

/** A question on top of the desk: while it is open only its own keys count. */
export function Dialog(props: {
  readonly desk: Desk;
  readonly title: string;
  readonly lead?: string;
  /** A key outside a text field, in small letters. */
  readonly onKey?: (key: string) => void;
  /** Ctrl Enter, also while text is written. */
  readonly onConfirm?: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  // Before the next key press: a reason may be typed right after its question.
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat) return;
    if (event.key === 'Enter' && event.ctrlKey) return props.onConfirm?.();
    const isChord = event.ctrlKey || event.metaKey;
    if (!isChord && !isText(event.target)) props.onKey?.(event.key.toLowerCase());
  };
  return (
    <dialog
      ref={box}
      tabIndex={-1}
      class="question"
      data-testid="question"
      aria-labelledby="question-title"
      onClose={() => (props.desk.asking.value = null)}
      onKeyDown={onKeyDown}
    >
      <h2 id="question-title">{props.title}</h2>
      {props.lead && <p>{props.lead}</p>}
      {props.children}
    </dialog>
  );
}

export function BackKey(props: { readonly desk: Desk }): JSX.Element {
  return (
    <button
      type="button"
      class="beside"
      data-testid="back"
      onClick={() => (props.desk.asking.value = null)}
    >
      {questionText('goBack')} <kbd>Esc</kbd>
    </button>
  );
}

/** Answers with a number each: one press of it is the answer. */
export function NumberedAnswers<Answer extends string>(props: {
  readonly answers: readonly Answer[];
  readonly words: (answer: Answer) => string;
  readonly testId: string;
  readonly onAnswer: (answer: Answer) => void;
}): JSX.Element {
  return (
    <ol class="reasons">
      {props.answers.map((answer, place) => (
        <li key={answer}>
          <button
            type="button"
            class="action"
            data-testid={`${props.testId}-${answer}`}
            onClick={() => props.onAnswer(answer)}
          >
            <span class="words">{props.words(answer)}</span> <kbd>{place + 1}</kbd>
          </button>
        </li>
      ))}
    </ol>
  );
}
