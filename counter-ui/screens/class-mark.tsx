import { CalendarCheck2, HeartHandshake } from 'lucide';
import type { JSX } from 'preact';
import type { Need, VisitClass } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { classWord } from '../sentences.ts';

/** Never told by colour alone: words always, an icon where the class is not the usual one. */
export function ClassMark(props: {
  readonly of: { readonly class: VisitClass; readonly need: Need | null };
}): JSX.Element {
  const { of } = props;
  if (of.class === 'walk-in') return <span class="mark">{classWord(of)}</span>;
  const isBooked = of.class === 'booked';
  return (
    <span class={isBooked ? 'mark booked' : 'mark vulnerable'}>
      <Icon of={isBooked ? CalendarCheck2 : HeartHandshake} size={14} />
      {classWord(of)}
    </span>
  );
}
