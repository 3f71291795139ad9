import type { JSX } from 'preact';
import type { AgencyView, KioskView } from '../../contract/views.ts';
import { pick } from '../../ui-kit/language.ts';
import { t } from '../inner-texts.ts';
import { AgencyMark } from './agency-mark.tsx';

/** Whose service it is, where its zone lies and how many wait there. */
export function AgencyHead(props: {
  readonly view: KioskView;
  readonly agency: AgencyView;
}): JSX.Element {
  const { view, agency } = props;
  const zone = view.zones.find(one => one.id === agency.zoneId);
  const waiting =
    agency.waiting === 0 ? t('nobodyWaiting') : t('peopleWaiting', { count: agency.waiting });
  const place = zone === undefined ? [] : [pick(zone.word), pick(zone.floor)];
  return (
    <div class="agency-head">
      <AgencyMark agency={agency} zones={view.zones} class="agency-head-mark" size={60} />
      <p>
        <b>{pick(agency.name)}</b>
        {[...place, waiting].join(' · ')}
      </p>
    </div>
  );
}
