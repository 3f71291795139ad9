import { Volume2, VolumeX } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { g } from '../guide-texts.ts';
import type { Has } from './frame.tsx';

/** What is being said, where no key ever is. */
export function Captions({ kiosk }: Has): JSX.Element | null {
  const { caption, silence } = kiosk.guide;
  if (caption.value === '') return null;
  const isHeard = silence.value === 'none';
  return (
    <aside class="captions" aria-label={g('captions')} data-testid="captions">
      <Icon of={isHeard ? Volume2 : VolumeX} size={48} stroke={2} />
      <p>{caption.value}</p>
    </aside>
  );
}
