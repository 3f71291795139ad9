import { createElement } from 'preact';
import type { JSX } from 'preact';

/** A drawing of lucide as data, or one of our own in the same 24-unit grid. */
export type IconNode = readonly (readonly [
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
])[];

export interface IconProps {
  readonly of: IconNode;
  /** Pixels. */
  readonly size?: number;
  readonly stroke?: number;
  readonly class?: string;
  /** Only where no word stands beside it. */
  readonly label?: string;
}

export function Icon({ of, size = 24, stroke = 2, class: name, label }: IconProps): JSX.Element {
  return (
    <svg
      {...(name === undefined ? {} : { class: name })}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={stroke}
      stroke-linecap="round"
      stroke-linejoin="round"
      {...(label === undefined
        ? { 'aria-hidden': true }
        : { role: 'img' as const, 'aria-label': label })}
    >
      {of.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
