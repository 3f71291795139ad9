import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { agenciesText as a } from '../agencies-texts.ts';
import type { AgenciesPage } from '../agencies-page.ts';
import { AgenciesList } from './agencies-list.tsx';
import { AgenciesPreview } from './agencies-preview.tsx';
import { AgencyForm } from './agency-form.tsx';
import { GoneService, ServiceForm } from './service-form.tsx';
import { SetupFrame } from './setup-frame.tsx';

type Has = { readonly page: AgenciesPage };

function Form({ page }: Has): JSX.Element | null {
  const agency = page.agency.value;
  if (agency === null) return null;
  const service = page.service.value;
  if (service !== null) return <ServiceForm key={service.id} page={page} service={service} />;
  const id = page.serviceId.value;
  const gone = page.services.value.find(row => row.isGone && row.service.id === id);
  if (gone) return <GoneService page={page} service={gone.service} />;
  return <AgencyForm key={agency.id} page={page} agency={agency} />;
}

/** In a window too narrow for both, the form or the preview. */
function Tabs({ page }: Has): JSX.Element {
  const isPreview = page.isPreviewShown.value;
  return (
    <div class="agencies-tabs">
      {[false, true].map(isIt => (
        <button
          type="button"
          key={String(isIt)}
          data-testid={isIt ? 'show-preview' : 'show-form'}
          aria-pressed={isPreview === isIt}
          onClick={() => (page.isPreviewShown.value = isIt)}
        >
          {a(isIt ? 'preview' : 'form')}
        </button>
      ))}
    </div>
  );
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, select, textarea');

/** Agencies and services at the left, one of them in the middle, how it looks at the right. */
export function AgenciesApp({ page }: Has): JSX.Element {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || isWriting(event.target) || document.querySelector('dialog:modal')) return;
      const agency = page.agency.value;
      if (event.key.toLowerCase() === 'n' && agency && page.mayEdit(agency.id)) page.addService();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
  return (
    <SetupFrame page={page} testId="agencies" section="agencies" isBarSmall>
      {() => {
        const agency = page.agency.value;
        const shown = page.service.value ?? page.services.value[0]?.service ?? null;
        return (
          <main class={page.isPreviewShown.value ? 'agencies-main is-preview' : 'agencies-main'}>
            <AgenciesList page={page} />
            <div class="agencies-form">
              <Tabs page={page} />
              <Form page={page} />
            </div>
            {agency === null ? null : (
              <AgenciesPreview page={page} agency={agency} service={shown} />
            )}
          </main>
        );
      }}
    </SetupFrame>
  );
}
