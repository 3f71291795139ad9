import type { JSX } from 'preact';
import { printingPaths } from '../printing-page.ts';
import type { PrintingPage } from '../printing-page.ts';
import { printingText } from '../printing-texts.ts';
import { Office } from './office.tsx';
import { OfficeTabs } from './office-tabs.tsx';
import { PrintersScreen } from './printers-screen.tsx';
import { SlipScreen } from './slip-screen.tsx';

type Has = { readonly page: PrintingPage };

function Tabs({ page }: Has): JSX.Element | null {
  if (!page.mayChange.value) return null;
  return (
    <OfficeTabs
      tabs={[
        { id: 'printers', words: printingText('tabPrinters'), path: printingPaths.printers },
        { id: 'ticket', words: printingText('tabTicket'), path: printingPaths.ticket },
      ]}
      shown={page.tab.value}
      onShow={tab => (page.tab.value = tab)}
    />
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
      nav={isTicket ? 'ticket' : 'printers'}
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
