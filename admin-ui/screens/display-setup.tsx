import { Plus } from 'lucide';
import type { JSX } from 'preact';
import type { DisplaySetupView, SetUpDisplay } from '../../contract/display-setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';
import { displayText as s } from '../display-texts.ts';
import { DisplayFields } from './display-fields.tsx';

type Has = { readonly page: DevicesPage };

/** Where the screen stands, in a few words. */
function placeOf(display: SetUpDisplay, view: DisplaySetupView): string {
  const counter = view.counters.find(({ id }) => id === display.counterId);
  if (counter) return s('signOf', { number: counter.number });
  const zone = view.zones.find(({ id }) => id === display.zoneId);
  return zone ? pick(zone.word) : s('wholeBuilding');
}

function List({ page, view }: Has & { readonly view: DisplaySetupView }): JSX.Element {
  const { displays } = page;
  const draft = displays.draft.value;
  const nameOf = (id: string | null): string =>
    view.computers.find(computer => computer.id === id)?.name ?? d('noComputer');
  return (
    <div class="devices-kiosks">
      <ul>
        {view.displays.map(display => (
          <li key={display.id}>
            <button
              type="button"
              data-testid={`display-${display.name}`}
              aria-current={draft?.id === display.id ? 'true' : undefined}
              onClick={() => displays.edit(display.id)}
            >
              <b>{display.name}</b>
              <span>{placeOf(display, view)}</span>
              <span>{nameOf(display.deviceId)}</span>
            </button>
          </li>
        ))}
        {draft?.id === null ? (
          <li>
            <button type="button" aria-current="true">
              <b>{draft.choices.name}</b>
              <span>{s('add')}</span>
            </button>
          </li>
        ) : null}
      </ul>
      {view.displays.length === 0 && draft === null ? (
        <p class="printing-note">{s('none')}</p>
      ) : null}
      {page.mayChange.value ? (
        <button
          type="button"
          class="printing-second"
          data-testid="add-display"
          onClick={() => void displays.add()}
        >
          <Icon of={Plus} size={18} />
          {s('add')}
        </button>
      ) : (
        <p class="printing-note">{s('readOnly')}</p>
      )}
    </div>
  );
}

/** What each screen of the building shows, one of them in a form. */
export function DisplaySetup({ page }: Has): JSX.Element {
  const view = page.displays.view.value;
  const draft = page.displays.draft.value;
  return (
    <section class="devices-setup">
      <h2>{s('title')}</h2>
      <p class="printing-note">{s('lead')}</p>
      {view === null ? null : (
        <div class="devices-columns">
          <List page={page} view={view} />
          {draft === null ? (
            <p class="devices-choose printing-note">{s('choose')}</p>
          ) : (
            <DisplayFields
              form={page.displays}
              view={view}
              draft={draft}
              mayChange={page.mayChange.value}
            />
          )}
        </div>
      )}
    </section>
  );
}
