import type { JSX } from 'preact';
import { encode } from 'uqr';

/** Drawn in whole modules with the quiet zone of four that readers need; black on white only. */
export function QrCode(props: {
  readonly of: string;
  readonly size: number;
  readonly label: string;
}): JSX.Element {
  const { size, data } = encode(props.of, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      class="qr-code"
      width={props.size}
      height={props.size}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={props.label}
      data-testid="qr"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
