import { MonitorOff, MonitorX, VolumeX } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { isTrouble, stateWords, countWords, troubleWords, zoneTroubles } from '../zone-screens.ts';
import type { ZoneState } from '../zone-screens.ts';
import { zoneText as z } from '../zone-texts.ts';

const icons: Readonly<Record<ZoneState['state'], IconNode | null>> = {
  blind: MonitorOff,
  stale: MonitorX,
  mute: VolumeX,
  quiet: VolumeX,
  well: null,
};

interface Shows {
  readonly overview: Overview;
  /** Milliseconds of the building. */
  readonly now: number;
}

/** A line that is only there while somewhere in the building calls are not seen or not heard. */
export function ZoneAlert({ overview, now }: Shows): JSX.Element | null {
  const troubles = zoneTroubles(overview);
  if (troubles.length === 0) return null;
  const { timeZone } = overview.building;
  return (
    <section class="zone-alert" role="alert" aria-label={z('alert')} data-testid="zone-alert">
      {troubles.map(trouble => (
        <span key={trouble.state} data-state={trouble.state}>
          <Icon of={icons[trouble.state] ?? MonitorX} size={18} />
          {troubleWords(trouble, now, timeZone)}
        </span>
      ))}
      <a href="/admin/devices">{z('toDevices')}</a>
    </section>
  );
}

/** Below a zone: its screens, and what became of its calls. */
export function ZoneHealth(props: Shows & { readonly zoneId: string }): JSX.Element | null {
  const { overview, now, zoneId } = props;
  const row = overview.screens.find(screen => screen.zoneId === zoneId);
  if (row === undefined) return null;
  const icon = icons[row.state];
  const counts = countWords(row);
  return (
    <div class="zone-health" data-testid={`zone-health-${zoneId}`} data-state={row.state}>
      <p class={isTrouble(row) ? 'fault' : ''}>
        {icon === null ? null : <Icon of={icon} size={15} />}
        {stateWords(row, now, overview.building.timeZone)}
      </p>
      {counts === '' ? null : <p>{counts}</p>}
    </div>
  );
}
