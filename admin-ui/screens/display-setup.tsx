import type { JSX } from 'preact';
import type { DisplaySetupView, SetUpDisplay } from '../../contract/display-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import type { DevicesPage } from '../devices-page.ts';
import { displayText as s } from '../display-texts.ts';
import { DisplayFields } from './display-fields.tsx';
import { SetupSection } from './setup-section.tsx';

/** Where the screen stands, in a few words. */
function placeOf(display: SetUpDisplay, view: DisplaySetupView): string {
  const counter = view.counters.find(({ id }) => id === display.counterId);
  if (counter) return s('signOf', { number: counter.number });
  const zone = view.zones.find(({ id }) => id === display.zoneId);
  return zone ? pick(zone.word) : s('wholeBuilding');
}

/** What each screen of the building shows, one of them in a form. */
export function DisplaySetup({ page }: { readonly page: DevicesPage }): JSX.Element {
  const form = page.displays;
  const mayChange = page.mayChange.value;
  const words = {
    title: s('title'),
    lead: s('lead'),
    add: s('add'),
    none: s('none'),
    choose: s('choose'),
    readOnly: s('readOnly'),
  };
  return (
    <SetupSection
      kind="display"
      form={form}
      words={words}
      mayChange={mayChange}
      linesOf={(display, computer, view) => [placeOf(display, view), computer]}
      fields={(view, draft) => (
        <DisplayFields
          form={form}
          shelf={page.media}
          view={view}
          draft={draft}
          mayChange={mayChange}
        />
      )}
    />
  );
}
