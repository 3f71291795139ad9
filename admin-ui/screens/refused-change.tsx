import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Problem } from '../../ui-kit/api.ts';

/** Why a change of the set-up was not taken; after somebody else's the form begins anew. */
export function RefusedChange(props: {
  readonly form: {
    readonly problem: ReadonlySignal<Problem | null>;
    beginAnew(): Promise<void>;
  };
  readonly class: string;
  readonly testId: string;
  readonly wordsOf: (code: string) => string;
  readonly beginAnew: string;
}): JSX.Element | null {
  const problem = props.form.problem.value;
  if (problem === null) return null;
  return (
    <div class={props.class} role="alert" data-testid={props.testId}>
      <p>{props.wordsOf(problem.code)}</p>
      {problem.code === 'setup-changed' ? (
        <button
          type="button"
          class="printing-second"
          data-testid="begin-anew"
          onClick={() => void props.form.beginAnew()}
        >
          {props.beginAnew}
        </button>
      ) : null}
    </div>
  );
}
