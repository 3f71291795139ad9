import type { JSX } from 'preact';
import type { PersonalRow, Privacy } from '../../contract/privacy.ts';
import { dateLong } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import type { PrivacyPage } from '../privacy-page.ts';
import { privacyText as p } from '../privacy-texts.ts';
import { EditNumber } from './edit-fields.tsx';
import { PersonPanel } from './person-panel.tsx';
import { SetupFrame } from './setup-frame.tsx';

interface Has {
  readonly page: PrivacyPage;
  readonly timeZone: string;
}

const hoursOfDay = 24;

function keepWords({ kind, keepHours }: PersonalRow): string {
  if (kind === 'sessions') return p('keep:session');
  if (keepHours === null) return p('keep:account');
  const isDays = keepHours > 2 * hoursOfDay;
  const keep = isDays
    ? p('keep:days', { count: keepHours / hoursOfDay })
    : p('keep:hours', { count: keepHours });
  const isAfter = kind === 'details' || kind === 'people' || kind === 'codes';
  return isAfter ? p(`keep:after:${kind}`, { keep }) : keep;
}

/** "24 November 2026". */
const dayWithoutName = (ms: number, timeZone: string): string =>
  dateLong(ms, timeZone, language.value).replace(/^[^,]*, /, '');

function Stored({ view, timeZone }: { readonly view: Privacy; readonly timeZone: string }) {
  const number = new Intl.NumberFormat(language.value === 'id' ? 'id-ID' : 'en-GB');
  const day = (instant: string | null): string =>
    instant === null ? p('nothing') : dayWithoutName(Date.parse(instant), timeZone);
  return (
    <table class="privacy-table" data-testid="privacy-table">
      <thead>
        <tr>
          {(['what', 'keeps', 'count', 'oldest', 'wipe'] as const).map(head => (
            <th key={head} scope="col" class={head === 'count' ? 'privacy-number' : ''}>
              {p(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map(row => (
          <tr key={row.kind} data-testid={`privacy-${row.kind}`}>
            <th scope="row">
              {p(`kind:${row.kind}`)}
              <small>{p(`why:${row.kind}`)}</small>
            </th>
            <td>{keepWords(row)}</td>
            <td class="privacy-number">{number.format(row.rows)}</td>
            <td class="privacy-day">{day(row.oldestAt)}</td>
            <td class="privacy-day">{day(row.nextWipeAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Retention({ page }: Pick<Has, 'page'>): JSX.Element {
  return (
    <section class="privacy-retention">
      <h2>{p('retention')}</h2>
      <div class="privacy-days">
        <EditNumber
          desk={page.desk}
          at="rules/personDays"
          label={p('personDays')}
          unit={p('personDaysUnit')}
          min={1}
          max={365}
          isLocked={!page.mayChange.value}
        />
        <p>{p('retentionLead')}</p>
      </div>
    </section>
  );
}

function Asking({ view }: { readonly view: Privacy }): JSX.Element {
  return (
    <section class="privacy-asking">
      <h2>{p('asking')}</h2>
      <ul>
        {view.asking.map(({ field, services }) => (
          <li key={field}>{p('askingRow', { field: p(`field:${field}`), count: services })}</li>
        ))}
      </ul>
      <p>
        {p('looks', { count: view.looks.entries, days: view.looks.days })}{' '}
        <a href="/admin/audit?kind=people">{p('looksLink')}</a>
      </p>
    </section>
  );
}

function Left({ page, timeZone }: Has): JSX.Element {
  const view = page.view.value;
  return (
    <div class="privacy-left" tabIndex={0} role="region" aria-labelledby="privacy-stored">
      <h2 id="privacy-stored">{p('stored')}</h2>
      <p class="privacy-lead">{p('storedLead')}</p>
      {view === null ? (
        <p class="privacy-lead" aria-busy="true">
          {p('loading')}
        </p>
      ) : (
        <>
          <div class="privacy-below">
            <Retention page={page} />
            <Asking view={view} />
          </div>
          <Stored view={view} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

export function PrivacyApp({ page }: Pick<Has, 'page'>): JSX.Element {
  return (
    <SetupFrame page={page} testId="privacy" section="privacy">
      {building => (
        <main class="privacy-main">
          <Left page={page} timeZone={building.timeZone} />
          <PersonPanel page={page} timeZone={building.timeZone} />
        </main>
      )}
    </SetupFrame>
  );
}
