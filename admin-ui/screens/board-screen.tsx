import { Unplug } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Role } from '../../contract/values.ts';
import type { Overview } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { waitNearMinutes, waitOverMinutes } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { sections } from '../office-sections.ts';
import { t } from '../texts.ts';
import { AccountKey } from './account-key.tsx';
import { BoardHealth } from './board-health.tsx';
import { BoardHelp } from './board-help.tsx';
import { BoardLocked } from './board-locked.tsx';
import { BoardSide } from './board-side.tsx';
import { BoardTable } from './board-table.tsx';
import { ZoneAlert } from './board-zones.tsx';

/** The office opens where this member has most to do in it. */
function officeWayFor(role: Role): string {
  const own = sections.filter(({ roles }) => roles.includes(role));
  return (own.find(({ id }) => id === 'agencies') ?? own[0])?.path ?? '/';
}

/** From the board to what is set up; only administrators decide what stands on tickets. */
function BoardWays(props: { readonly user: StaffUser }): JSX.Element {
  return (
    <nav class="board-ways">
      <a href={officeWayFor(props.user.role)} data-testid="to-office">
        {t('toOffice')}
      </a>
      <a href="/admin/printers" data-testid="to-printers">
        {t('toPrinters')}
      </a>
      {props.user.role === 'administrator' && (
        <a href="/admin/ticket" data-testid="to-ticket">
          {t('toTicket')}
        </a>
      )}
    </nav>
  );
}

function BoardTop(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
  readonly user: StaffUser;
}): JSX.Element {
  const { page, overview, user } = props;
  const { building } = overview;
  const { timeZone } = building;
  const now = page.link.value === 'lost' ? page.lostAt : page.now;
  return (
    <header class="board-top">
      <BuildingMark size={30} />
      <h1 class="cut">
        <span class="board-name">
          {building.line1} {building.line2}
        </span>
        <span class="board-short">{building.short}</span>
      </h1>
      <DemoMark demo={building.demo} />
      <BoardWays user={user} />
      <AccountKey user={user} onOpen={() => (page.isAccountOpen.value = true)} />
      <button
        type="button"
        class="quiet"
        data-testid="other-language"
        onClick={() => (language.value = language.value === 'id' ? 'en' : 'id')}
      >
        {t('otherLanguage')}
      </button>
      <button
        type="button"
        class="quiet"
        data-testid="sign-out"
        onClick={() => void page.session.signOut()}
      >
        {t('signOut')}
      </button>
      <span class="board-clock">
        <b>{timeOfDay(now, timeZone, language.value)}</b> {building.zoneName}
        <span>, {dateLong(now, timeZone, language.value)}</span>
      </span>
    </header>
  );
}

function Sum(props: {
  readonly value: number;
  readonly words: string;
  readonly look?: string;
  readonly name: string;
}): JSX.Element {
  return (
    <div class={props.look ?? ''} data-testid={`sum-${props.name}`}>
      <b>{props.value}</b>
      {props.words}
    </div>
  );
}

function BoardSums(props: { readonly overview: Overview }): JSX.Element {
  const { totals } = props.overview;
  const longest = Math.floor(totals.longestWaitSeconds / 60);
  const isOver = longest >= waitOverMinutes && totals.waiting > 0;
  return (
    <section class="sums">
      <Sum name="waiting" value={totals.waiting} words={t('waiting')} />
      <Sum name="serving" value={totals.serving} words={t('serving')} />
      <Sum
        name="longest"
        value={longest}
        words={t('longest')}
        look={isOver ? 'over' : longest >= waitNearMinutes ? 'near' : ''}
      />
      <Sum
        name="open"
        value={totals.countersOpen}
        words={t('ofCounters', { counters: totals.counters })}
      />
      <Sum name="done" value={totals.done} words={t('done')} />
      <Sum name="issued" value={totals.issued} words={t('issued', { noShow: totals.noShow })} />
    </section>
  );
}

/** Seconds too: how old the board is matters most while it cannot be renewed. */
function timeWithSeconds(ms: number, timeZone: string): string {
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  const point = language.value === 'id' ? '.' : ':';
  return `${timeOfDay(ms, timeZone, language.value)}${point}${seconds}`;
}

/** The building as one calm board; without the server all of it is grey and says of when it is. */
export function Board(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
  readonly user: StaffUser;
}): JSX.Element {
  const { page, overview, user } = props;
  const isLost = page.link.value === 'lost';
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || document.querySelector('dialog:modal')) return;
      if (event.key.toLowerCase() === 'u') page.toggleOrder();
      if (event.key.toLowerCase() === 'p') page.isPrintersOpen.value = true;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
  return (
    <div
      class={`board${isLost ? ' lost' : ''}${page.maySteer.value ? '' : ' is-reading'}`}
      data-testid="board"
      data-link={page.link.value}
    >
      {isLost && (
        <p class="board-lost" role="status" data-testid="board-lost">
          <Icon of={Unplug} size={18} />
          {t('lostSince', { time: timeWithSeconds(page.lostAt, overview.building.timeZone) })}
        </p>
      )}
      <BoardTop page={page} overview={overview} user={user} />
      <BoardSums overview={overview} />
      {!isLost && <ZoneAlert overview={overview} now={page.now} />}
      <BoardLocked locked={page.locked} />
      {!isLost && (
        <BoardHelp
          calls={overview.helpCalls}
          help={page.help}
          timeZone={overview.building.timeZone}
        />
      )}
      <div class="board-main">
        <BoardTable page={page} />
        <BoardSide page={page} overview={overview} />
      </div>
      <BoardHealth page={page} overview={overview} />
    </div>
  );
}
