import { MapPin } from 'lucide';
import type { JSX } from 'preact';
import { minuteRange } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { visitText } from '../visit-texts.ts';

/** Where who has just left goes next: what the officer says to them. Gone with the next press. */
export function LeftLine(props: { readonly desk: Desk }): JSX.Element | null {
  const left = props.desk.left.value;
  if (!left) return null;
  const { label, next } = left;
  if (!next) {
    return (
      <p class="left-line" data-testid="left">
        <Icon of={MapPin} size={16} />
        <span>{visitText('leftOver', { label })}</span>
      </p>
    );
  }
  const place = [
    pick(next.serviceName),
    pick(next.zoneWord),
    visitText('leftCounters', { counters: next.counters }),
    ...(next.estimate ? [minuteRange(next.estimate, language.value)] : []),
  ];
  return (
    <p class="left-line" data-testid="left">
      <Icon of={MapPin} size={16} />
      <span>
        {visitText('leftNext', { label })} <b>{place.join(', ')}</b>
      </span>
    </p>
  );
}
