import type { JSX } from 'preact';
import { counterLook } from '../board-rows.ts';
import type { CounterLook, CounterRow } from '../board-rows.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';

export const lookWords: Readonly<Record<CounterLook, TextKey>> = {
  serving: 'lookServing',
  ready: 'lookReady',
  paused: 'lookPaused',
  closed: 'lookClosed',
};

/** More than this stand in two lines of smaller squares. */
const largeMax = 8;

const counterPath = (id: string): string =>
  `/supervisor/counters?counter=${encodeURIComponent(id)}`;

function CounterSquare(props: { readonly counter: CounterRow }): JSX.Element {
  const { counter } = props;
  const look = counterLook(counter);
  const words = t(lookWords[look]);
  const says = counter.label
    ? t('counterServes', { number: counter.number, look: words, label: counter.label })
    : t('counterSays', { number: counter.number, look: words });
  return <i class={`square ${look}`} role="img" aria-label={says} title={says} />;
}

/** What the counters of a row do, one square each; together they lead to the first of them. */
export function CounterSquares(props: {
  readonly counters: readonly CounterRow[];
}): JSX.Element | null {
  const { counters } = props;
  const [first] = counters;
  if (first === undefined) return null;
  return (
    <a
      class={counters.length > largeMax ? 'square-row is-many' : 'square-row'}
      href={counterPath(first.id)}
      tabIndex={-1}
    >
      {counters.map(counter => (
        <CounterSquare key={counter.id} counter={counter} />
      ))}
    </a>
  );
}
