import { Search as SearchIcon } from 'lucide';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { ServiceFinder } from '../find-services.ts';
import type { Found } from '../find-services.ts';
import { flowText } from '../flow-texts.ts';
import { equalPages, pageOf } from '../pages.ts';
import { Key } from '../press.tsx';
import { shape } from '../stage.ts';
import { t } from '../inner-texts.ts';
import { unbroken } from '../unbroken.ts';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { Keyboard } from './keyboard.tsx';
import { Pager } from './pager.tsx';
import { Range } from './wait-words.tsx';

const rows = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM '];

/** Rows that fit between what is typed and the keyboard. */
function perPageOf(aids: ReadonlySet<string>): number {
  const isLarge = aids.has('large');
  if (shape.value === 'wide') return isLarge ? 2 : 4;
  if (aids.has('reach')) return isLarge ? 1 : 3;
  return isLarge ? 3 : 6;
}

/** Found while it is typed: services and agencies, a page at a time. */
export function Search({ kiosk, page }: Has & { readonly page: number }): JSX.Element {
  const agencies = kiosk.agencies.value;
  const finder = useMemo(() => new ServiceFinder(agencies), [agencies]);
  const query = kiosk.search.query.value;
  const found = finder.find(query);
  const slice = pageOf(equalPages(found, perPageOf(kiosk.aids.value)), page);
  const words = flowText('searchPage', { from: slice.from, to: slice.to, all: found.length });
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="search">
        <Question>{flowText('searchTitle')}</Question>
        <div class="typed" role="status" aria-label={flowText('searchField')}>
          <Icon of={SearchIcon} size={48} />
          {query === '' ? (
            <span class="typed-hint">{flowText('searchHint')}</span>
          ) : (
            <b data-testid="query">{query.toLowerCase()}</b>
          )}
          <i class="caret" />
        </div>
        <div class="found">
          {slice.rows.map(row => (
            <FoundRow key={keyOf(row)} kiosk={kiosk} found={row} />
          ))}
          {query !== '' && found.length === 0 ? <NothingFound kiosk={kiosk} query={query} /> : null}
        </div>
        {slice.pages > 1 ? (
          <Pager kiosk={kiosk} slice={slice} words={words} />
        ) : (
          <div class="pager">
            <span>{found.length === 0 ? '' : words}</span>
          </div>
        )}
        <Keyboard
          class="keyboard-letters"
          rows={rows}
          onSign={sign => kiosk.search.type(sign)}
          onErase={() => kiosk.search.erase()}
        />
      </main>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}

const keyOf = (found: Found): string => (found.is === 'service' ? found.service : found.agency).id;

function FoundRow({ kiosk, found }: Has & { readonly found: Found }): JSX.Element {
  const { agency } = found;
  const isService = found.is === 'service';
  const what = isService ? found.service : agency;
  const { availability, estimate, waiting } = what;
  return (
    <Key
      class={availability.open ? 'found-row' : 'found-row is-closed'}
      testId={`found-${what.id}`}
      onPress={() =>
        isService ? kiosk.chooseFound(found.service.id) : kiosk.chooseAgency(agency.id)
      }
    >
      <span class="found-name">
        <b>{unbroken(pick(what.name))}</b>
        <small>{isService ? agency.short : flowText('agencyWord')}</small>
      </span>
      <span class="service-wait">
        {availability.open ? (
          <Range estimate={estimate} waiting={waiting} />
        ) : (
          <b>{t('closedWord')}</b>
        )}
      </span>
    </Key>
  );
}

function NothingFound({ kiosk, query }: Has & { readonly query: string }): JSX.Element {
  return (
    <div class="nothing" data-testid="nothing-found">
      <p>
        <b>{flowText('nothingFound', { query: query.toLowerCase().trim() })}</b>{' '}
        {flowText('nothingText')}
      </p>
      <Key class="key outlined" testId="all-agencies" onPress={() => kiosk.back()}>
        {flowText('allAgencies')}
      </Key>
    </div>
  );
}
