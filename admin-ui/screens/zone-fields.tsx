import { ArrowUp, ChevronDown, ChevronUp, Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Zone } from '../../contract/setup.ts';
import { newKey } from '../../ui-kit/api.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { BuildingPage } from '../building-pages.ts';
import { buildingText as b } from '../building-texts.ts';
import {
  cloths,
  freeLook,
  hasTwin,
  liftZone,
  usersOf,
  zoneColours,
  zonesMax,
  zonesOf,
} from '../zone-rows.ts';
import { EditChoice, EditTexts } from './edit-fields.tsx';

type Has = { readonly page: BuildingPage };

interface RowProps extends Has {
  readonly zone: Zone;
  readonly at: number;
  readonly isTwin: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Fields({ page, zone, isTwin }: RowProps): JSX.Element {
  const own = { desk: page.desk, isLocked: !page.mayEdit() };
  const at = `zones/${zone.id}`;
  return (
    <div class="zone-open">
      <div class="edit-pair">
        <EditTexts {...own} at={`${at}/word`} label={b('word')} />
        <EditTexts {...own} at={`${at}/floor`} label={b('floor')} />
        <EditChoice
          {...own}
          at={`${at}/colour`}
          label={b('colour')}
          options={zoneColours.map(value => ({ value, words: b(value) }))}
        />
        <EditChoice
          {...own}
          at={`${at}/cloth`}
          label={b('cloth')}
          options={cloths.map(value => ({ value, words: b(value) }))}
        />
      </div>
      {isTwin ? <p class="house-note">{b('sameLook')}</p> : null}
    </div>
  );
}

function Keys({ page, zone, at }: RowProps): JSX.Element {
  const name = { zone: pick(zone.word) };
  return (
    <>
      <button
        type="button"
        class="edit-bin"
        data-testid={`zone-up-${at}`}
        aria-label={b('zoneUp', name)}
        disabled={at === 0}
        onClick={() => liftZone(page.desk, at)}
      >
        <Icon of={ArrowUp} size={16} />
      </button>
      <button
        type="button"
        class="edit-bin"
        data-testid={`zone-out-${at}`}
        aria-label={b('zoneOut', name)}
        onClick={() => page.desk.change(`zones/${zone.id}`, null)}
      >
        <Icon of={Trash2} size={16} />
      </button>
    </>
  );
}

function Row(props: RowProps): JSX.Element {
  const { page, zone, at, isOpen, onOpen } = props;
  const isChanged = page.desk.isEdited(`zones/${zone.id}`);
  return (
    <li class={isChanged ? 'zone-row is-changed' : 'zone-row'} data-testid={`zone-${at}`}>
      <div class="zone-line">
        <Cloth cloth={zone.cloth} colour={zone.colour} ink={0.34} class="zone-cloth" />
        <button
          type="button"
          class="zone-name"
          data-testid={`zone-open-${at}`}
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          <span>
            <b>{pick(zone.word)}</b> {pick(zone.floor)}
          </span>
          <small>{b('zoneUse', usersOf(page.desk, zone.id))}</small>
          <Icon of={isOpen ? ChevronUp : ChevronDown} size={18} />
        </button>
        {page.mayEdit() ? <Keys {...props} /> : null}
      </div>
      {isOpen ? <Fields {...props} /> : null}
    </li>
  );
}

/** The zones in their order; one of them is open for changes. */
export function ZoneFields({ page }: Has): JSX.Element {
  const { desk } = page;
  const [openId, setOpenId] = useState<string | null>(null);
  const zones = zonesOf(desk);
  const add = () => {
    const id = `zone-${newKey().slice(0, 12)}`;
    const word = { id: 'Zona baru', en: 'New zone' };
    const floor = { id: 'Lantai 1', en: 'Floor 1' };
    desk.change(`zones/${id}`, { id, word, floor, ...freeLook(zones) });
    setOpenId(id);
  };
  return (
    <section>
      <div class="edit-lines-head">
        <h2>{b('zones')}</h2>
        {page.mayEdit() && zones.length < zonesMax ? (
          <button type="button" class="edit-add" data-testid="add-zone" onClick={add}>
            <Icon of={Plus} size={16} />
            {b('addZone')}
          </button>
        ) : null}
      </div>
      <p class="house-note">{b('zonesNote')}</p>
      <ul class="zone-rows">
        {zones.map((zone, at) => (
          <Row
            key={zone.id}
            page={page}
            zone={zone}
            at={at}
            isTwin={hasTwin(zones, zone)}
            isOpen={openId === zone.id}
            onOpen={() => setOpenId(openId === zone.id ? null : zone.id)}
          />
        ))}
      </ul>
    </section>
  );
}
