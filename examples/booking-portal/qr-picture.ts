import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** Quiet modules around the code [ISO/IEC 18004]. */
const quietModules = 4;

/** The code as one path, in modules: sharp at every size. */
export function qrPicture(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: quietModules });
  const path = data
    .map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('');
  return html`<svg
    class="qr"
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label="${label}"
    shape-rendering="crispEdges"
    data-testid="qr"
  >
    <rect width="${size}" height="${size}" fill="#fff" />
    <path d="${path}" fill="#10222e" />
  </svg>`;
}
