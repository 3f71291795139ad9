import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { BuildingPage } from '../building-pages.ts';
import { buildingText as b } from '../building-texts.ts';
import { placeAt } from '../edit-place.ts';
import { zonesOf } from '../zone-rows.ts';
import { BuildingLogoFields } from './building-logo-fields.tsx';
import { EditChoice, EditText } from './edit-fields.tsx';
import { SetupFrame } from './setup-frame.tsx';
import { ZoneFields } from './zone-fields.tsx';

type Has = { readonly page: BuildingPage };

const timeZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;

function Names({ page }: Has): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit();
  const own = { desk, isLocked };
  return (
    <section>
      <h2>{b('names')}</h2>
      <div class="edit-three">
        <EditText {...own} at="building/name/line1" label={b('line1')} charactersMax={60} />
        <EditText
          {...own}
          at="building/name/line2"
          label={b('line2')}
          charactersMax={60}
          emptyAs="empty"
        />
        <EditText {...own} at="building/short" label={b('short')} charactersMax={40} />
      </div>
    </section>
  );
}

/** Indonesian is the building's own; English may be left out. */
function LanguagesOf({ page }: Has): JSX.Element {
  const place = placeAt<readonly string[]>(page.desk, 'building/languages');
  return (
    <div class={place.isChanged ? 'edit-switch is-changed' : 'edit-switch'}>
      <label>
        <input
          type="checkbox"
          role="switch"
          data-testid="with-english"
          disabled={!page.mayEdit()}
          checked={place.value.includes('en')}
          onChange={event => place.change(event.currentTarget.checked ? ['id', 'en'] : ['id'])}
        />
        <span>{b('withEnglish')}</span>
      </label>
      <small>{b('withEnglishNote')}</small>
    </div>
  );
}

function Usual({ page }: Has): JSX.Element {
  const options = timeZones.map(value => ({ value, words: b(value) }));
  return (
    <section>
      <h2>{b('usual')}</h2>
      <div class="edit-pair">
        <EditChoice
          desk={page.desk}
          isLocked={!page.mayEdit()}
          at="building/timeZone"
          label={b('timeZone')}
          options={options}
        />
        <EditText
          desk={page.desk}
          isLocked={!page.mayEdit()}
          at="building/contact"
          label={b('contact')}
          charactersMax={80}
          emptyAs="empty"
          placeholder={b('contactHint')}
        />
      </div>
      <LanguagesOf page={page} />
    </section>
  );
}

const zoneNames: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** The names as they would be read, while they are typed. */
function Seen({ page }: Has): JSX.Element {
  const { desk } = page;
  const { line1, line2 } = desk.field('building', 'name');
  const zones = zonesOf(desk);
  return (
    <aside class="house-side" aria-label={b('seen')}>
      <h2>{b('seen')}</h2>
      <h3>{b('onScreens')}</h3>
      <div class="house-card house-head">
        <BuildingMark size={34} />
        <p>
          {line1} <b>{line2}</b>
        </p>
      </div>
      <h3>{b('onPaper')}</h3>
      <div class="house-card house-slip">
        <b>{line1}</b>
        <b>{line2}</b>
      </div>
      <p class="house-note">
        {b('clock', { zone: zoneNames[desk.field('building', 'timeZone')] ?? '' })}
      </p>
      <h3>{b('inZones')}</h3>
      {zones.length === 0 ? <p class="house-note">{b('noZones')}</p> : null}
      <ul class="house-zones">
        {zones.map(({ id, word, floor, colour, cloth }) => (
          <li key={id}>
            <Cloth cloth={cloth} colour={colour} ink={0.34} class="house-band" />
            <p>
              <b>{pick(word)}</b>
              <small>{pick(floor)}</small>
            </p>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Columns({ page }: Has): JSX.Element {
  return (
    <main class="house-columns">
      <div class="house-form" tabIndex={-1}>
        <Names page={page} />
        <Usual page={page} />
        <ZoneFields page={page} />
        <BuildingLogoFields page={page} />
      </div>
      <Seen page={page} />
    </main>
  );
}

/** What the building is called, when it is there, which zones it has, and its logo. */
export function BuildingScreen({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} section="building" testId="building-setup">
      {(_building: BuildingView) => <Columns page={page} />}
    </SetupFrame>
  );
}
