import type { JSX } from 'preact';
import type { SheetsPage, SheetsTab } from '../sheets-model.ts';
import { sheetsText } from '../sheets-texts.ts';
import { ManualEntryScreen } from './manual-entry-screen.tsx';
import { Office } from './office.tsx';
import { OfficeTabs } from './office-tabs.tsx';
import { SheetsPrint } from './sheets-print.tsx';

type Has = { readonly page: SheetsPage };

/** Both have an address of their own, so that each can be a bookmark. */
const paths: Readonly<Record<SheetsTab, string>> = {
  print: '/supervisor/sheets',
  enter: '/supervisor/manual-entry',
};

export const tabAt = (path: string): SheetsTab => (path === paths.enter ? 'enter' : 'print');

function Tabs({ page }: Has): JSX.Element | null {
  if (!page.mayPrint.value) return null;
  return (
    <OfficeTabs
      look="sheets"
      tabs={[
        { id: 'print', words: sheetsText('tabPrint'), path: paths.print },
        { id: 'enter', words: sheetsText('tabEnter'), path: paths.enter },
      ]}
      shown={page.tab.value}
      onShow={tab => page.show(tab)}
    />
  );
}

export function SheetsApp({ page }: Has): JSX.Element {
  const mayPrint = page.mayPrint.value;
  const words = {
    title: sheetsText('title'),
    signIn: sheetsText('signIn'),
    signInLead: sheetsText('signInLead'),
    loading: sheetsText('loading'),
  };
  const back = mayPrint
    ? { href: '/supervisor', words: sheetsText('board') }
    : { href: '/counter', words: sheetsText('counter') };
  return (
    <Office
      page={page}
      testId="sheets"
      look="sheets"
      words={words}
      demoRole="supervisor"
      back={back}
      isLoaded={page.isLoaded}
      tabs={<Tabs page={page} />}
    >
      {building =>
        page.tab.value === 'print' ? (
          <SheetsPrint page={page} building={building} />
        ) : (
          <ManualEntryScreen page={page} />
        )
      }
    </Office>
  );
}
