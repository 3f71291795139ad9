import type { JSX } from 'preact';
import { printingPaths } from '../printing-page.ts';
import type { PrintingPage } from '../printing-page.ts';
import { printingText } from '../printing-texts.ts';
import { Office } from './office.tsx';
import { PrintersScreen } from './printers-screen.tsx';
import { SlipScreen } from './slip-screen.tsx';

type Has = { readonly page: PrintingPage };

function Tabs({ page }: Has): JSX.Element | null {
  if (!page.mayChange.value) return null;
  return (
    <nav class="printing-tabs">
      {(['printers', 'ticket'] as const).map(tab => (
        <button
          type="button"
          key={tab}
          data-testid={`tab-${tab}`}
          aria-current={page.tab.value === tab ? 'page' : undefined}
          onClick={() => {
            page.tab.value = tab;
            history.replaceState(null, '', printingPaths[tab]);
          }}
        >
          {printingText(tab === 'printers' ? 'tabPrinters' : 'tabTicket')}
        </button>
      ))}
    </nav>
  );
}

export function PrintingApp({ page }: Has): JSX.Element {
  const words = {
    title: printingText('title'),
    signInLead: printingText('signInLead'),
    wrongRoleLead: (name: string) => printingText('wrongRoleLead', { name }),
    loading: printingText('loading'),
  };
  const mayChange = page.mayChange.value;
  const isTicket = mayChange && page.tab.value === 'ticket';
  return (
    <Office
      page={page}
      testId="printing"
      words={words}
      isLoaded={page.printers.view.value !== null}
      tabs={<Tabs page={page} />}
    >
      {({ timeZone }) =>
        isTicket ? (
          <SlipScreen slip={page.slip} />
        ) : (
          <PrintersScreen setup={page.printers} timeZone={timeZone} mayChange={mayChange} />
        )
      }
    </Office>
  );
}
