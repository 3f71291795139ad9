import type { JSX } from 'preact';

const teeth = 'l8 7 8-7'.repeat(7);

/** A ticket coming out of its slot. */
export function TicketArt(): JSX.Element {
  return (
    <svg width="262" height="320" viewBox="0 0 200 244" fill="none" aria-hidden="true">
      <rect x="6" y="196" width="188" height="40" rx="12" fill="var(--primary-deep)" />
      <rect x="24" y="208" width="152" height="10" rx="5" fill="#0c1a22" />
      <path d={`M38 213V12l6-7${teeth}l6 7v201z`} fill="#fff" />
      <text class="art-number" x="100" y="86" text-anchor="middle" fill="#10222e">
        A012
      </text>
      <g stroke="#d9d4c7" stroke-width="6" stroke-linecap="round">
        <path d="M58 36h84M66 110h68M76 126h48" />
      </g>
      <g fill="#10222e">
        <path d="M78 146h16v16H78zM106 146h16v16h-16zM78 174h16v16H78z" />
        <path d="M98 166h8v8h-8zM110 170h12v8h-12zM104 182h18v8h-18z" />
      </g>
    </svg>
  );
}

/** A phone that shows a booking's code. */
export function PhoneArt(): JSX.Element {
  return (
    <svg width="176" height="264" viewBox="0 0 160 240" fill="none" aria-hidden="true">
      <rect x="10" y="6" width="140" height="228" rx="24" fill="var(--primary-deep)" />
      <rect x="22" y="20" width="116" height="200" rx="12" fill="#fff" />
      <g fill="#10222e">
        <path
          fill-rule="evenodd"
          d="M40 62h34v34H40zm8 8v18h18V70zM86 62h34v34H86zm8 8v18h18V70z"
        />
        <path fill-rule="evenodd" d="M40 108h34v34H40zm8 8v18h18v-18z" />
        <path d="M54 76h6v6h-6zM100 76h6v6h-6zM54 122h6v6h-6zM86 108h10v10H86zM104 108h16v8h-16z" />
        <path d="M86 126h8v16h-8zM100 122h8v8h-8zM112 124h8v18h-8zM98 136h10v6H98z" />
      </g>
      <g stroke="#d9d4c7" stroke-width="7" stroke-linecap="round">
        <path d="M52 40h56M48 168h64M60 186h40" />
      </g>
    </svg>
  );
}
