import { User } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import { takesText, watchScans } from '../../../ui-kit/scan.ts';
import { readingsOf } from '../../../ui-kit/scan-code.ts';
import { SignInScreen } from '../../screens/entry.tsx';
import { needWord } from '../../sentences.ts';
import { bookingText } from '../booking-texts.ts';
import type { ReceptionPage } from '../model.ts';
import { r } from '../texts.ts';
import { BookingPanes } from './bookings.tsx';
import { ResultPane } from './result.tsx';
import { CodeField, ServiceSearch } from './services.tsx';
import { VisitorForm } from './visitor.tsx';

type Shows = { readonly page: ReceptionPage };

const focusSearch = (): void => document.getElementById('service-search')?.focus();

function next(page: ReceptionPage): void {
  page.next();
  focusSearch();
}

/** One step back: from words that were typed, from a refusal, from a number that was handed over. */
function back(page: ReceptionPage): void {
  if (page.hasNumber.value) next(page);
  else if (page.query.value !== '') page.search('');
  else page.dismiss();
}

/** The one big key: it never moves, only its words change. */
function pressPrimary(page: ReceptionPage): void {
  if (page.hasNumber.value) next(page);
  else void page.issue();
}

/** Codes that a page of a desk takes: addresses, bookings, numbers; all else is what is written. */
const isCode = (text: string): boolean => /^(https?:\/\/|MPP:|[A-Z]{1,2}\d{3,5}$)/i.test(text);

function useScanner(page: ReceptionPage): void {
  useEffect(
    () =>
      watchScans(window, {
        onScan: scan => {
          const readings = readingsOf(scan);
          void page.enterCode(readings.find(isCode) ?? readings[0]!);
        },
        isCode: scan => readingsOf(scan).some(isCode),
        lengthMin: 4,
      }),
    [page],
  );
}

function useKeys(page: ReceptionPage): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key === 'Enter' && event.ctrlKey) pressPrimary(page);
      else if (event.key === 'Escape') back(page);
      else if (event.key === '/' && isPlain && !takesText(event.target)) focusSearch();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
}

function Top({ page, views }: Shows & { readonly views?: JSX.Element }): JSX.Element {
  const building = page.building.value;
  return (
    <header class="top">
      <span class="counter-sign">{r('desk')}</span>
      {views}
      <span class="agency">
        <b class="cut">
          {building?.line1} {building?.line2}
        </b>
      </span>
      <span class="top-right">
        <DemoMark demo={building?.demo ?? false} />
        <span class="link">
          <Icon of={User} size={16} />
          <span class="user-name cut">{page.session.user.value?.name}</span>
        </span>
        <button
          type="button"
          class="quiet"
          data-testid="other-language"
          onClick={() => (language.value = language.value === 'id' ? 'en' : 'id')}
        >
          {r('otherLanguage')}
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="sign-out"
          onClick={() => void page.session.signOut()}
        >
          {r('signOut')}
        </button>
      </span>
    </header>
  );
}

function Primary({ page }: Shows): JSX.Element {
  const count = page.errands.value.length;
  const need = page.need.value;
  const isWorking = page.result.value.is === 'working';
  const hasResult = page.hasNumber.value;
  const isReady = hasResult || count > 0;
  const lead = isWorking
    ? r('working')
    : count === 0
      ? r('issueNone')
      : r('issueLead', { count, need: need ? needWord(need) : r('needNone').toLowerCase() });
  return (
    <button
      type="button"
      class={isReady && !isWorking ? 'primary' : 'primary outlined'}
      aria-disabled={!isReady || isWorking}
      data-testid="primary"
      onClick={() => pressPrimary(page)}
    >
      <span class="words">
        {r(hasResult ? 'next' : 'issue')}
        {!hasResult && <small>{lead}</small>}
      </span>
      <kbd>{hasResult ? 'Esc' : 'Ctrl Enter'}</kbd>
    </button>
  );
}

function NumberPanes({ page }: Shows): JSX.Element {
  useKeys(page);
  useEffect(focusSearch, []);
  return (
    <main class="panes">
      <div class="left">
        <ServiceSearch page={page} />
        <CodeField page={page} />
      </div>
      <div class="right">
        <div class="right-scroll">
          {!page.hasNumber.value && <VisitorForm page={page} />}
          <ResultPane page={page} />
        </div>
        <Primary page={page} />
      </div>
    </main>
  );
}

function Views({ page }: Shows): JSX.Element {
  return (
    <nav class="desk-views">
      {(['numbers', 'bookings'] as const).map(view => (
        <button
          key={view}
          type="button"
          data-testid={`view-${view}`}
          aria-pressed={page.view.value === view}
          onClick={() => (page.view.value = view)}
        >
          {bookingText(view)}
        </button>
      ))}
    </nav>
  );
}

function FrontDesk({ page }: Shows): JSX.Element {
  useScanner(page);
  return (
    <div class="desk reception" data-testid="reception" data-result={page.result.value.is}>
      <Top page={page} views={<Views page={page} />} />
      {page.view.value === 'bookings' ? <BookingPanes page={page} /> : <NumberPanes page={page} />}
    </div>
  );
}

function Forbidden({ page }: Shows): JSX.Element {
  return (
    <div class="desk reception">
      <Top page={page} />
      <main class="loading" data-testid="forbidden">
        <div>
          <h1>{r('forbidden')}</h1>
          <p>{r('forbiddenLead')}</p>
        </div>
      </main>
    </div>
  );
}

/** The front desk: signing in, then one visitor after the other. */
export function ReceptionApp({ page }: Shows): JSX.Element {
  const state = page.session.state.value;
  if (state === 'signed-out') return <SignInScreen page={page} />;
  if (page.isForbidden.value) return <Forbidden page={page} />;
  if (state === 'signed-in' && page.reception.value) return <FrontDesk page={page} />;
  return (
    <main class="loading" aria-busy="true" data-testid="loading">
      <p>{r('loading')}</p>
    </main>
  );
}
