import { DatabaseBackup, LoaderCircle, RefreshCw, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { Backups } from '../../contract/backups.ts';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { BackupDesk } from '../backup-desk.ts';
import { faultWords, refusedWords } from '../backup-words.ts';
import type { BackupsPage } from '../backups-page.ts';
import { backupsText as b } from '../backups-texts.ts';
import { byteWords } from '../byte-words.ts';
import { instantWords } from '../instant-words.ts';
import { BackupPlace } from './backup-place.tsx';
import { BackupQuestion } from './backup-question.tsx';
import { BackupRows } from './backup-rows.tsx';
import { Office } from './office.tsx';

export interface BackupsShown {
  readonly desk: BackupDesk;
  readonly view: Backups;
  readonly timeZone: string;
}

export const whenOf = ({ view, timeZone }: BackupsShown, instant: string): string =>
  instantWords(instant, Date.parse(view.now), timeZone);

export function Problem({ desk }: Pick<BackupsShown, 'desk'>): JSX.Element | null {
  const problem = desk.problem.value;
  if (problem === null) return null;
  return (
    <p class="backups-wrong" role="alert">
      <Icon of={TriangleAlert} size={16} />
      {refusedWords(problem)}
    </p>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly wrong?: string | null;
}): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        {props.value}
        {props.wrong ? <span class="backups-wrong">{props.wrong}</span> : null}
      </dd>
    </div>
  );
}

function nextWords(shown: BackupsShown): string {
  const { nextAt, now } = shown.view;
  if (nextAt === null) return b('nextNone');
  return Date.parse(nextAt) <= Date.parse(now) ? b('nextNow') : whenOf(shown, nextAt);
}

function Newest(shown: BackupsShown): JSX.Element {
  const { desk, view } = shown;
  const newest = view.backups.find(({ kind }) => kind === 'made');
  const { last } = view;
  const failed =
    last !== null && last.fault !== null
      ? `${b('newestFailed', { when: whenOf(shown, last.at) })}: ${faultWords(last.fault)}`
      : null;
  const isMaking = desk.doing.value === 'make' || view.isRunning;
  return (
    <section class="backups-newest">
      <dl>
        <Figure
          name={b('newest')}
          value={newest ? whenOf(shown, newest.at) : b('newestNone')}
          wrong={failed}
        />
        <Figure name={b('next')} value={nextWords(shown)} />
        <Figure name={b('size')} value={byteWords(view.databaseBytes)} />
        {view.freeBytes === null ? null : (
          <Figure name={b('free')} value={byteWords(view.freeBytes)} />
        )}
      </dl>
      <button
        type="button"
        class="printing-key"
        data-testid="backup-now"
        disabled={isMaking || desk.isBusy.value}
        onClick={() => void desk.make()}
      >
        <Icon of={isMaking ? LoaderCircle : DatabaseBackup} size={18} />
        {b(isMaking ? 'making' : 'makeNow')}
      </button>
    </section>
  );
}

function BeginsAgain(): JSX.Element {
  return (
    <main class="backups-again" data-testid="begins-again">
      <Icon of={RefreshCw} size={32} />
      <h2>{b('beginsAgain')}</h2>
      <p role="status">{b('beginsAgainLead')}</p>
    </main>
  );
}

function Shown(shown: BackupsShown & { readonly building: BuildingView }): JSX.Element {
  const { desk, view, building } = shown;
  return (
    <main class="backups-main">
      <Newest {...shown} />
      {desk.question.value === null && desk.place.value === null ? <Problem desk={desk} /> : null}
      <p class="backups-about">{b('about')}</p>
      <BackupPlace {...shown} />
      <BackupRows {...shown} />
      <p class="backups-about backups-folder">{b('folder', { folder: view.folder })}</p>
      {desk.question.value && <BackupQuestion {...shown} short={building.short} />}
    </main>
  );
}

/** The newest backup and the next, the second place, and all that there are. */
export function BackupsApp({ page }: { readonly page: BackupsPage }): JSX.Element {
  const { desk } = page;
  const view = desk.view.value;
  const words = {
    title: b('title'),
    signInLead: b('signInLead'),
    wrongRoleLead: (name: string) => b('wrongRoleLead', { name }),
    loading: b('loading'),
  };
  return (
    <Office page={page} nav="backups" testId="backups" words={words} isLoaded={view !== null}>
      {building =>
        desk.isRestoring.value || view === null ? (
          <BeginsAgain />
        ) : (
          <Shown desk={desk} view={view} timeZone={building.timeZone} building={building} />
        )
      }
    </Office>
  );
}
