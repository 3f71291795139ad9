import { CalendarCheck2, HeartHandshake } from 'lucide';
import type { JSX } from 'preact';
import type { Need, VisitClass } from '../../contract/values.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { lineText as l } from '../line-texts.ts';

interface Classed {
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly bookedFor?: string | null;
}

function words({ class: name, need, bookedFor }: Classed, timeZone: string): string {
  if (need !== null) return l(`need:${need}`);
  if (name !== 'booked') return l(`kind:${name}`);
  if (!bookedFor) return l('bookingPlain');
  return l('booking', { time: timeOfDay(Date.parse(bookedFor), timeZone, language.value) });
}

/** A class is never told by colour alone: words always, an icon where it is not the usual one. */
export function ClassMark(props: { readonly of: Classed; readonly timeZone: string }): JSX.Element {
  const { of, timeZone } = props;
  const said = words(of, timeZone);
  if (of.class === 'walk-in') return <span class="class-mark">{said}</span>;
  const isBooked = of.class === 'booked';
  return (
    <span class={`class-mark ${of.class}`}>
      <Icon of={isBooked ? CalendarCheck2 : HeartHandshake} size={14} />
      {said}
    </span>
  );
}
