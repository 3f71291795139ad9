import type { JSX } from 'preact';
import { qrModules } from './qr-modules.ts';

/** Modules of white around the code, which readers need. */
const quiet = 4;

/** Drawn in whole modules, black on white only. */
export function QrCode(props: {
  readonly of: string;
  readonly size: number;
  readonly label: string;
}): JSX.Element | null {
  const rows = qrModules(props.of);
  if (rows === null) return null;
  const size = rows.length + 2 * quiet;
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      class="qr-code"
      width={props.size}
      height={props.size}
      viewBox={`${-quiet} ${-quiet} ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={props.label}
      data-testid="qr"
    >
      <rect x={-quiet} y={-quiet} width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
