import { Accessibility } from 'lucide';
import type { Need } from '../contract/values.ts';
import type { IconNode } from '../ui-kit/icon.tsx';

/** People, not signs: four of our own drawings in lucide's grid, and lucide's wheelchair. */
export const needIcons: Readonly<Record<Need, IconNode>> = {
  elderly: [
    ['circle', { cx: 10, cy: 4, r: 2 }],
    ['path', { d: 'M10 8.2c-1.8.6-2.6 2.6-2.6 4.6v2.4l2.6 1.6v5' }],
    ['path', { d: 'm7.4 15.2-2 6.6' }],
    ['path', { d: 'm10 8.2 3 4h3' }],
    ['path', { d: 'M13.9 10.6c.6-.9 2.6-.6 2.6 1v10.2' }],
  ],
  pregnant: [
    ['circle', { cx: 11, cy: 4, r: 2 }],
    ['path', { d: 'M11.4 8.2C9.4 8.2 8.4 9.6 8.4 11.6V16h1.8v5.8' }],
    ['path', { d: 'M11.4 8.2c1.2 0 2.1.9 2.3 2.1 1.7.4 2.9 1.5 2.9 3s-1.3 2.7-3 2.7h-.4v5.8' }],
    ['path', { d: 'M12.2 13.2h1.4' }],
  ],
  nursing: [
    ['circle', { cx: 10, cy: 4, r: 2 }],
    ['path', { d: 'M6 21.8v-8.4A5 5 0 0 1 11 8.4c2 0 3.2 1.2 3.6 2.6' }],
    ['circle', { cx: 15.6, cy: 12.6, r: 1.7 }],
    ['path', { d: 'M9.4 12.4c0 3 1.4 4.4 3.6 4.4h1.8c2 0 3.4-.9 3.8-2.4' }],
    ['path', { d: 'M13 16.8v5' }],
  ],
  disability: Accessibility,
  'with-child': [
    ['circle', { cx: 7.6, cy: 4, r: 2 }],
    ['path', { d: 'M7.6 8v6.8' }],
    ['path', { d: 'm7.6 14.8-2.2 7' }],
    ['path', { d: 'm7.6 14.8 2.2 7' }],
    ['path', { d: 'm7.6 9 4.8 5 4.6-.2' }],
    ['circle', { cx: 17.4, cy: 11, r: 1.6 }],
    ['path', { d: 'M17.4 13.8v4' }],
    ['path', { d: 'm17.4 17.8-1.5 4' }],
    ['path', { d: 'm17.4 17.8 1.5 4' }],
  ],
};
