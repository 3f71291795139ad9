import { KeyRound, Plus } from 'lucide';
import type { JSX } from 'preact';
import type { PartnerKeyView } from '../../contract/partner.ts';
import type { BuildingView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { instantWords } from '../instant-words.ts';
import { graceChoices, isKeyGood, type Partner, type PartnerKeyList } from '../partner-keys.ts';
import type { PartnersPage } from '../partners-page.ts';
import { partnersRefused, partnersText as p } from '../partners-texts.ts';
import { Asking, Renewing, SmallKey } from './small-key.tsx';

interface Props {
  readonly page: PartnersPage;
  readonly partner: Partner;
  readonly building: BuildingView;
}
interface RowProps {
  readonly keys: PartnerKeyList;
  readonly row: PartnerKeyView;
  readonly timeZone: string;
  readonly now: number;
}

export const graceOptions = () => graceChoices.map(hours => ({ hours, words: p(`grace${hours}`) }));

/** Whether it is good, and until when. */
function State({ row, timeZone, now }: Pick<RowProps, 'row' | 'timeZone' | 'now'>): JSX.Element {
  const isGood = isKeyGood(row, now);
  if (row.endsAt === null) return <span class="partners-good">{p('good')}</span>;
  const when = instantWords(row.endsAt, now, timeZone);
  return <b>{p(isGood ? 'endsAt' : 'endedAt', { when })}</b>;
}

function rightsOf({ scopes, agencyIds, requestsPerMinute }: PartnerKeyView): string {
  const may = scopes.map(scope => p(`short:${scope}`)).join(', ');
  return `${may} · ${p('perMinute', { count: requestsPerMinute })}${agencyIds ? '' : ` · ${p('allAgencies')}`}`;
}

function agenciesOf({ agencyIds }: PartnerKeyView, keys: PartnerKeyList): string | null {
  if (agencyIds === null) return null;
  const names = keys.agencies.value
    .filter(({ id }) => agencyIds.includes(id))
    .map(({ name }) => pick(name));
  return names.length > 0 ? names.join(', ') : p('someAgencies', { count: agencyIds.length });
}

function Questions({ keys, row }: Pick<RowProps, 'keys' | 'row'>): JSX.Element | null {
  const rotating = keys.rotating.value;
  if (rotating?.id === row.id) {
    return (
      <Renewing
        lead={p('rotateLead')}
        hours={rotating.graceHours}
        choices={graceOptions()}
        yes={p('rotateYes')}
        no={p('cancel')}
        testId="rotate-yes"
        isBusy={keys.isBusy.value}
        onChoose={graceHours => (keys.rotating.value = { id: row.id, graceHours })}
        onYes={() => void keys.rotate()}
        onNo={() => (keys.rotating.value = null)}
      />
    );
  }
  if (keys.revoking.value !== row.id) return null;
  return (
    <Asking
      question={p('revokeAsk')}
      yes={p('revokeYes')}
      no={p('cancel')}
      testId="revoke-yes"
      isBusy={keys.isBusy.value}
      onYes={() => void keys.revoke()}
      onNo={() => (keys.revoking.value = null)}
    />
  );
}

function Ways({ keys, row, now }: Omit<RowProps, 'timeZone'>): JSX.Element | null {
  if (!isKeyGood(row, now)) return null;
  const { id } = row;
  return (
    <div class="partners-ways">
      <SmallKey
        testId={`rotate-${id}`}
        onClick={() => {
          keys.revoking.value = null;
          keys.rotating.value = { id, graceHours: 24 };
        }}
      >
        {p('rotate')}
      </SmallKey>
      <SmallKey
        testId={`revoke-${id}`}
        isDanger
        onClick={() => {
          keys.rotating.value = null;
          keys.revoking.value = id;
        }}
      >
        {p('revoke')}
      </SmallKey>
    </div>
  );
}

function Row({ keys, row, timeZone, now }: RowProps): JSX.Element {
  const { id, isSandbox, lastUsedAt, madeAt } = row;
  const agencies = agenciesOf(row, keys);
  return (
    <li data-testid={`key-${id}`} class={isKeyGood(row, now) ? '' : 'partners-over'}>
      <Icon of={KeyRound} size={20} />
      <div class="partners-what">
        <p class="partners-first">
          <b>{p('keyName', { id: id.slice(-4) })}</b>
          {isSandbox ? <span class="partners-tag">{p('sandbox')}</span> : null}
          <State row={row} timeZone={timeZone} now={now} />
        </p>
        <p>{rightsOf(row)}</p>
        {agencies === null ? null : <p>{agencies}</p>}
        <p>
          {lastUsedAt === null
            ? p('usedNever')
            : p('usedAt', { when: instantWords(lastUsedAt, now, timeZone) })}
          {', '}
          {p('madeAt', { when: instantWords(madeAt, now, timeZone) })}
          {', '}
          {p('keyId', { id })}
        </p>
        <Questions keys={keys} row={row} />
      </div>
      <Ways keys={keys} row={row} now={now} />
    </li>
  );
}

/** A partner’s keys, those that have ended last. */
export function PartnerKeyRows({ page, partner, building }: Props): JSX.Element {
  const { keys } = page;
  const now = keys.now.value;
  const rows = [
    ...partner.keys.filter(row => isKeyGood(row, now)),
    ...partner.keys.filter(row => !isKeyGood(row, now)),
  ];
  const problem = keys.problem.value;
  return (
    <section class="partners-section">
      <header>
        <h3>{p('keys')}</h3>
        <button
          type="button"
          class="printing-second"
          data-testid="new-key"
          onClick={() => page.begin(partner)}
        >
          <Icon of={Plus} size={18} />
          {p('addKey')}
        </button>
      </header>
      {problem === null ? null : (
        <p role="alert" class="printing-wrong">
          {partnersRefused(problem.code)}
        </p>
      )}
      <ul class="partners-rows">
        {rows.map(row => (
          <Row key={row.id} keys={keys} row={row} timeZone={building.timeZone} now={now} />
        ))}
      </ul>
    </section>
  );
}
