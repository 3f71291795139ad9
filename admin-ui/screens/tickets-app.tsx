import { ArrowLeftRight, Search } from 'lucide';
import type { JSX } from 'preact';
import type { StoryFound } from '../../contract/stories.ts';
import { dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { dayInFull } from '../date-words.ts';
import { stateWords } from '../story-sentences.ts';
import { storyText as s } from '../story-texts.ts';
import type { TicketsPage } from '../tickets-page.ts';
import { whyText as w } from '../why-texts.ts';
import { ClassMark } from './class-mark.tsx';
import { CompareOther } from './compare-other.tsx';
import { StoryLine } from './story-line.tsx';
import { TicketActs, TicketSheets } from './ticket-sheets.tsx';
import { TowerFrame } from './tower-frame.tsx';
import { WhyPanel } from './why-panel.tsx';

interface Shows {
  readonly page: TicketsPage;
  readonly timeZone: string;
}

function SearchForm({ page }: { readonly page: TicketsPage }): JSX.Element {
  return (
    <form
      class="tickets-search"
      role="search"
      onSubmit={event => {
        event.preventDefault();
        void page.search();
      }}
    >
      <label class="tickets-label">
        {s('find')}
        <input
          maxLength={60}
          autocomplete="off"
          spellcheck={false}
          data-testid="find-label"
          value={page.typed.value}
          onInput={event => (page.typed.value = event.currentTarget.value)}
        />
      </label>
      <label class="tickets-date">
        {s('date')}
        <input
          maxLength={30}
          autocomplete="off"
          placeholder={s('today')}
          data-testid="find-date"
          value={page.date.value}
          onInput={event => (page.date.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="reason-yes" data-testid="find">
        <Icon of={Search} size={16} />
        {s('search')}
      </button>
    </form>
  );
}

function FoundRow(props: {
  readonly page: TicketsPage;
  readonly row: StoryFound;
  readonly timeZone: string;
}): JSX.Element {
  const { page, row, timeZone } = props;
  const time = timeOfDay(Date.parse(row.issuedAt), timeZone, language.value);
  const isOpen = page.story.value?.ticketId === row.ticketId;
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen ? 'true' : undefined}
        data-testid={`found-${row.label}`}
        onClick={() => void page.open(row.ticketId)}
      >
        <b>{row.label}</b>
        <span class="cut">{row.serviceNames.map(pick).join(', ')}</span>
        <span>{time}</span>
        <em>{stateWords(row.state)}</em>
      </button>
    </li>
  );
}

function bookingWords(page: TicketsPage, timeZone: string): string | null {
  const booking = page.found.value?.booking ?? null;
  if (booking === null || booking.status === 'checked-in') return null;
  const at = Date.parse(booking.startsAt);
  const time = `${timeOfDay(at, timeZone, language.value)}, ${dateLong(at, timeZone, language.value)}`;
  const keys = {
    booked: 'bookingOpen',
    cancelled: 'bookingCancelled',
    noshow: 'bookingNoshow',
  } as const;
  return s(keys[booking.status], { time, service: pick(booking.serviceName) });
}

function troubleWords(page: TicketsPage): string | null {
  const trouble = page.trouble.value;
  if (trouble === null) return null;
  if (trouble === 'none') {
    const date = page.found.value?.date ?? '';
    const label = page.typed.value.trim().toUpperCase();
    return s('none', { label, date: date === '' ? s('today') : dayInFull(date) });
  }
  return s(trouble === 'none-code' ? 'noneCode' : trouble);
}

function Found({ page, timeZone }: Shows): JSX.Element {
  const rows = page.found.value?.found ?? [];
  const trouble = troubleWords(page);
  const booking = bookingWords(page, timeZone);
  return (
    <aside class="tickets-side">
      <SearchForm page={page} />
      <p class="tickets-hint">{s('findLead')}</p>
      {trouble !== null && (
        <p class="tickets-trouble" role="status" data-testid="find-trouble">
          {trouble}
        </p>
      )}
      {booking !== null && <p class="tickets-trouble">{booking}</p>}
      {rows.length > 1 && (
        <>
          <p class="tickets-count">{s('found', { count: rows.length })}</p>
          <ul class="tickets-found" aria-label={s('results')} data-testid="found">
            {rows.map(row => (
              <FoundRow key={row.ticketId} page={page} row={row} timeZone={timeZone} />
            ))}
          </ul>
        </>
      )}
      <nav class="tickets-ways">
        <a href="/supervisor/sheets">{s('sheets')}</a>
        <a href="/supervisor/manual-entry">{s('manual')}</a>
      </nav>
    </aside>
  );
}

function StoryHead({ page, timeZone }: Shows): JSX.Element | null {
  const story = page.story.value;
  if (!story) return null;
  const live = story.legs.find(leg => story.now.some(({ legId }) => legId === leg.legId));
  const ticket = {
    ticketId: story.ticketId,
    label: story.label,
    class: story.class,
    need: story.need,
    serviceId: live?.serviceId ?? null,
  };
  return (
    <header class="story-head">
      <h2 data-testid="story-label">{story.label}</h2>
      <div>
        <p>
          <ClassMark of={story} timeZone={timeZone} />
        </p>
        <p class="story-detail">{dayInFull(story.businessDate)}</p>
      </div>
      <div class="story-keys">
        {live && (
          <a
            class="ticket-act"
            href={`/supervisor/queues/${encodeURIComponent(live.queue.id)}`}
            data-testid="to-line"
          >
            {s('line', { series: live.queue.series })}
          </a>
        )}
        <button
          type="button"
          class="ticket-act"
          data-testid="story-compare"
          onClick={() => (page.isChoosingOther.value = true)}
        >
          <Icon of={ArrowLeftRight} size={14} />
          {s('compare')}
        </button>
        {page.maySteer.value && page.acts.value.length > 0 && (
          <TicketActs steering={page.tickets} ticket={ticket} acts={page.acts.value} />
        )}
      </div>
    </header>
  );
}

function Compared({ page, timeZone }: Shows): JSX.Element | null {
  if (!page.isComparing.value) return null;
  const ahead = (ticketId: string): number | null => {
    const place = page.line.value?.tickets.findIndex(row => row.ticketId === ticketId) ?? -1;
    return place < 0 ? null : place;
  };
  return (
    <div class="story-compared" data-testid="story-compared">
      <WhyPanel
        comparing={page.comparing}
        timeZone={timeZone}
        now={page.shownAt}
        ahead={ahead}
        nothing={w('notComparable')}
      >
        <p>
          <button type="button" class="ticket-act" onClick={() => page.closeComparison()}>
            {s('closeCompare')}
          </button>
        </p>
      </WhyPanel>
    </div>
  );
}

function StoryRoom({ page, timeZone }: Shows): JSX.Element {
  const story = page.story.value;
  if (!story) {
    return (
      <section class="story-empty" data-testid="story-empty">
        <h2>{page.isReading.value ? s('loading') : s('emptyTitle')}</h2>
        {!page.isReading.value && <p>{s('empty')}</p>}
      </section>
    );
  }
  return (
    <section class="story" data-testid="story">
      <StoryHead page={page} timeZone={timeZone} />
      <Compared page={page} timeZone={timeZone} />
      <StoryLine story={story} timeZone={timeZone} />
    </section>
  );
}

function Room({ page, timeZone }: Shows): JSX.Element {
  const story = page.story.value;
  const line = page.line.value;
  return (
    <main class="tickets">
      <h1 class="spoken-only">{s('title')}</h1>
      <Found page={page} timeZone={timeZone} />
      <StoryRoom page={page} timeZone={timeZone} />
      <TicketSheets steering={page.tickets} services={line?.queue.services ?? []} />
      {story && page.isChoosingOther.value && (
        <CompareOther
          label={story.label}
          ticketId={story.ticketId}
          line={line}
          timeZone={timeZone}
          find={typed => page.find(typed)}
          onChoose={ticketId => page.compareWith(ticketId)}
          onClose={() => (page.isChoosingOther.value = false)}
        />
      )}
    </main>
  );
}

export function TicketsApp({ page }: { readonly page: TicketsPage }): JSX.Element {
  return (
    <TowerFrame
      page={page}
      testId="tickets-page"
      section="tickets"
      words={{ title: s('title') }}
      isLoaded
    >
      {building => <Room page={page} timeZone={building.timeZone} />}
    </TowerFrame>
  );
}
