import { Plus } from 'lucide';
import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { isKeyGood, type Partner } from '../partner-keys.ts';
import type { PartnersPage } from '../partners-page.ts';
import { partnersText as p } from '../partners-texts.ts';
import { Office } from './office.tsx';
import { PartnerKeyForm } from './partner-key-form.tsx';
import { PartnerKeyRows } from './partner-key-rows.tsx';
import { PartnerSecret } from './partner-secret.tsx';
import { PartnerWebhookRows } from './partner-webhook-rows.tsx';

type Has = { readonly page: PartnersPage };

function PartnerRow({ page, partner }: Has & { readonly partner: Partner }): JSX.Element {
  const good = partner.keys.filter(key => isKeyGood(key, page.keys.now.value)).length;
  const dead = page.webhooks.rows.value
    .filter(({ partnerId }) => partnerId === partner.id)
    .reduce((sum, row) => sum + row.dead, 0);
  const isChosen = page.keys.chosenId.value === partner.id && page.keys.draft.value === null;
  return (
    <li>
      <button
        type="button"
        data-testid={`partner-${partner.name}`}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => page.choose(partner)}
      >
        <b>{partner.name}</b>
        <span>{good === 0 ? p('keysNone') : p('keysGood', { count: good })}</span>
        {dead > 0 ? <span class="printing-wrong">{p('deadIn', { count: dead })}</span> : null}
      </button>
    </li>
  );
}

function Partners({ page }: Has): JSX.Element {
  const partners = page.keys.partners.value;
  return (
    <section class="partners-list">
      <h2>{p('partners')}</h2>
      <ul>
        {partners.map(partner => (
          <PartnerRow key={partner.id} page={page} partner={partner} />
        ))}
      </ul>
      <button
        type="button"
        class="printing-second"
        data-testid="new-partner"
        onClick={() => page.begin(null)}
      >
        <Icon of={Plus} size={18} />
        {p('add')}
      </button>
    </section>
  );
}

function Chosen({ page, building }: Has & { readonly building: BuildingView }): JSX.Element {
  const partner = page.keys.chosen.value;
  if (page.keys.draft.value !== null) return <PartnerKeyForm page={page} />;
  if (partner === null) {
    const isEmpty = page.keys.partners.value.length === 0;
    return <p class="printing-note partners-empty">{p(isEmpty ? 'none' : 'choose')}</p>;
  }
  return (
    <>
      <h2 class="partners-name">{partner.name}</h2>
      <PartnerKeyRows page={page} partner={partner} building={building} />
      <PartnerWebhookRows page={page} partner={partner} building={building} />
    </>
  );
}

/** Portals and apps at the left; of one of them its keys and webhooks. */
export function PartnersApp({ page }: Has): JSX.Element {
  const words = {
    title: p('title'),
    signInLead: p('signInLead'),
    wrongRoleLead: (name: string) => p('wrongRoleLead', { name }),
    loading: p('loading'),
  };
  const isLoaded = page.keys.keys.value !== null;
  return (
    <Office
      page={page}
      nav="partners"
      testId="partners"
      words={words}
      isLoaded={isLoaded}
      tabs={
        <nav class="partners-links">
          <a href="/admin/booking">{p('toBooking')}</a>
        </nav>
      }
    >
      {building => (
        <main class={page.mayChange.value ? 'partners-main' : 'partners-main is-reading'}>
          <Partners page={page} />
          <div class="partners-right">
            <PartnerSecret secret={page.secret} />
            <Chosen page={page} building={building} />
          </div>
        </main>
      )}
    </Office>
  );
}
