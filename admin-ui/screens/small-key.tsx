import type { ComponentChildren, JSX } from 'preact';

/** A key in a row, as a word. */
export function SmallKey(props: {
  readonly testId: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  readonly isDanger?: boolean;
  readonly label?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <button
      type="button"
      class={props.isDanger === true ? 'partners-small partners-danger' : 'partners-small'}
      data-testid={props.testId}
      disabled={props.isDisabled === true}
      aria-label={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** A question before something ends, with a way out. */
export function Asking(props: Answering & { readonly question: string }): JSX.Element {
  return (
    <div class="partners-asking" role="alert">
      <p>{props.question}</p>
      <Answers {...props} isDanger />
    </div>
  );
}

interface Renewal extends Answering {
  readonly lead: string;
  readonly hours: number;
  readonly choices: readonly { readonly hours: number; readonly words: string }[];
  readonly onChoose: (hours: number) => void;
}

/** How long the old one goes on, and the key that makes the new one. */
export function Renewing(props: Renewal): JSX.Element {
  return (
    <div class="partners-asking">
      <label class="partners-grace">
        {props.lead}
        <select
          data-testid={`${props.testId}-grace`}
          value={String(props.hours)}
          onChange={event => props.onChoose(Number(event.currentTarget.value))}
        >
          {props.choices.map(({ hours, words }) => (
            <option key={hours} value={String(hours)}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Answers {...props} />
    </div>
  );
}

interface Answering {
  readonly yes: string;
  readonly no: string;
  readonly testId: string;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** The two keys below a question. */
function Answers(props: Answering & { readonly isDanger?: boolean }): JSX.Element {
  return (
    <>
      <button
        type="button"
        class={props.isDanger ? 'printing-second partners-danger' : 'printing-second'}
        data-testid={props.testId}
        disabled={props.isBusy}
        onClick={props.onYes}
      >
        {props.yes}
      </button>
      <button type="button" class="printing-second" onClick={props.onNo}>
        {props.no}
      </button>
    </>
  );
}
