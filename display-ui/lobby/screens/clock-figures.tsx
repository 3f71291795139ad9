import type { JSX } from 'preact';

/** The clock in tabular figures; its full stop keeps its own narrow width. */
export function ClockFigures({ time }: { readonly time: string }): JSX.Element {
  const [hours, mark, minutes] = [time.slice(0, 2), time.slice(2, 3), time.slice(3)];
  return (
    <time class="clock figures" data-testid="lobby-clock">
      {hours}
      <i>{mark}</i>
      {minutes}
    </time>
  );
}
