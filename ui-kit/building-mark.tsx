import type { JSX } from 'preact';

/** The house with three doors: many counters under one roof. Takes the colour of its text. */
export function BuildingMark({ size }: { readonly size: number }): JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="currentColor" aria-hidden="true">
      <path d="M16 8h16l4 9 9 6v3H3v-3l9-6z" />
      <rect x="7" y="30" width="8" height="11" rx="1.5" />
      <rect x="20" y="30" width="8" height="11" rx="1.5" />
      <rect x="33" y="30" width="8" height="11" rx="1.5" />
    </svg>
  );
}
