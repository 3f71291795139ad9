import { Lock } from 'lucide';
import type { JSX } from 'preact';
import type { AgencyView, KioskView } from '../../contract/views.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import { agencyIcon } from '../../ui-kit/agency-icons.ts';

/** The agency's sign on its zone's cloth; a lock while it is closed. */
export function AgencyMark(props: {
  readonly agency: AgencyView;
  readonly zones: KioskView['zones'];
  readonly class: string;
  readonly size: number;
}): JSX.Element {
  const { agency, size } = props;
  if (!agency.availability.open) {
    return (
      <span class={`${props.class} is-closed`}>
        <Icon of={Lock} size={size} stroke={1.9} />
      </span>
    );
  }
  const zone = props.zones.find(one => one.id === agency.zoneId);
  return (
    <Cloth cloth={zone?.cloth ?? 'kawung'} colour={zone?.colour ?? 'biru'} class={props.class}>
      <Icon of={agencyIcon(agency.icon)} size={size} stroke={1.9} />
    </Cloth>
  );
}
