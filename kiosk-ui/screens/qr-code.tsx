import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

type Encode = (typeof import('uqr'))['encode'];
const encode = signal<Encode | null>(null);

/** A part of its own, fetched while the first visitor chooses; asked for again if it failed. */
export async function loadQrEncoder(): Promise<void> {
  if (encode.value !== null) return;
  try {
    encode.value = (await import('uqr')).encode;
  } catch {
    // Without the server nothing can be fetched, and no number is issued either.
  }
}

/** Drawn in whole modules with the quiet zone of four that readers need; black on white only. */
export function QrCode(props: {
  readonly of: string;
  readonly size: number;
  readonly label: string;
}): JSX.Element {
  useEffect(() => void loadQrEncoder(), []);
  if (encode.value === null) return <i class="qr-code" style={{ width: `${props.size}px` }} />;
  const { size, data } = encode.value(props.of, { ecc: 'M', border: 4 });
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
