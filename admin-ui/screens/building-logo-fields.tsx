import { ImageUp, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import type { BuildingPage } from '../building-pages.ts';
import { buildingText as b } from '../building-texts.ts';
import { logoRefusal } from '../logo-refusal.ts';
import { Picture } from './slip-preview.tsx';

type Has = { readonly page: BuildingPage };

function Said({ page }: Has): JSX.Element {
  const { refused, isBusy } = page.logo;
  const id = page.desk.value('logoId');
  const isNew = page.desk.isEdited('logoId') && id !== null;
  return (
    <div class="edit-said" role="status" data-testid="logo-said">
      {refused.value === null ? null : <p class="edit-wrong">{logoRefusal(refused.value)}</p>}
      {isBusy.value ? <p class="house-note">{b('bringing')}</p> : null}
      {isNew && !isBusy.value ? <p class="house-note">{b('logoNew')}</p> : null}
      {id === null ? <p class="house-note">{b('noLogo')}</p> : null}
    </div>
  );
}

/** The logo as it is printed; another one is brought as a file. */
export function BuildingLogoFields({ page }: Has): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const { logo, desk } = page;
  const hasLogo = desk.value('logoId') !== null;
  const picture = logo.picture.value;
  return (
    <section>
      <h2>{b('logo')}</h2>
      <p class="house-note">
        {b('logoNote')} <a href="/admin/ticket">{b('toTicket')}</a>
      </p>
      {hasLogo && picture !== null ? (
        <p class="house-logo">
          <Picture picture={picture} alt={b('logo')} name="building-logo" />
        </p>
      ) : null}
      <Said page={page} />
      {page.mayEdit() ? (
        <div class="house-keys">
          <button
            type="button"
            class="printing-second"
            data-testid="bring-logo"
            disabled={logo.isBusy.value}
            onClick={() => file.current?.click()}
          >
            <Icon of={ImageUp} size={18} />
            {b(hasLogo ? 'another' : 'bring')}
          </button>
          {hasLogo ? (
            <button
              type="button"
              class="printing-second"
              data-testid="take-logo-out"
              onClick={() => logo.takeOut()}
            >
              <Icon of={Trash2} size={18} />
              {b('takeOut')}
            </button>
          ) : null}
          <input
            ref={file}
            type="file"
            accept="image/png"
            hidden
            data-testid="logo-file"
            onChange={event => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen) void logo.bring(chosen);
              event.currentTarget.value = '';
            }}
          />
        </div>
      ) : null}
    </section>
  );
}
