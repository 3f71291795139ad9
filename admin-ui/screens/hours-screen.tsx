import type { JSX } from 'preact';
import { hoursTabs, type HoursPage, type HoursTab } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';
import { HoursHolidays } from './hours-holidays.tsx';
import { HoursSeasons } from './hours-seasons.tsx';
import { HoursWeek } from './hours-week.tsx';
import { OpenDays } from './open-days.tsx';
import { SetupFrame } from './setup-frame.tsx';

type Has = { readonly page: HoursPage };

function Tabs({ page }: Has): JSX.Element {
  const open = (tab: HoursTab): void => {
    page.tab.value = tab;
    history.replaceState(null, '', `#${tab}`);
  };
  return (
    <nav class="printing-tabs" aria-label={h('week')}>
      {hoursTabs.map(tab => (
        <button
          key={tab}
          type="button"
          data-testid={`tab-${tab}`}
          aria-current={page.tab.value === tab ? 'page' : undefined}
          onClick={() => open(tab)}
        >
          {h(tab)}
        </button>
      ))}
    </nav>
  );
}

function Shown({ page }: Has): JSX.Element {
  switch (page.tab.value) {
    case 'week':
      return <HoursWeek page={page} />;
    case 'seasons':
      return <HoursSeasons page={page} />;
    case 'holidays':
      return <HoursHolidays page={page} />;
  }
}

/** When the building is open: its week, its seasons, its holidays, and what visitors find. */
export function HoursScreen({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} section="hours" testId="hours-setup" tabs={<Tabs page={page} />}>
      {() => (
        <main class="house-columns hours-columns">
          <Shown page={page} />
          <OpenDays page={page} />
        </main>
      )}
    </SetupFrame>
  );
}
