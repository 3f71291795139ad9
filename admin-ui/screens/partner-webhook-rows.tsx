import { Plus, Webhook } from 'lucide';
import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import type { PartnerWebhook } from '../../contract/webhook-admin.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { isKeyGood, type Partner } from '../partner-keys.ts';
import { isWebAddress, type PartnerWebhookList, type WebhookDraft } from '../partner-webhooks.ts';
import type { PartnersPage } from '../partners-page.ts';
import { partnersRefused, partnersText as p } from '../partners-texts.ts';
import { graceOptions } from './partner-key-rows.tsx';
import { PartnerDeliveries } from './partner-deliveries.tsx';
import { Asking, Renewing, SmallKey } from './small-key.tsx';

interface Props {
  readonly page: PartnersPage;
  readonly partner: Partner;
  readonly building: BuildingView;
}
interface RowProps {
  readonly webhooks: PartnerWebhookList;
  readonly row: PartnerWebhook;
  readonly timeZone: string;
  readonly now: number;
}

function State({ row }: Pick<RowProps, 'row'>): JSX.Element {
  if (!row.isActive) return <p class="printing-wrong">{p('stopped')}</p>;
  const types = row.types ? p('someTypes', { count: row.types.length }) : p('allTypes');
  return (
    <p>
      {types}
      {' · '}
      {row.pending > 0 ? p('pending', { count: row.pending }) : null}
      {row.dead > 0 ? (
        <>
          {row.pending > 0 ? ', ' : null}
          <b class="printing-wrong">{p('dead', { count: row.dead })}</b>
        </>
      ) : null}
      {row.pending + row.dead === 0 ? p('allTold') : null}
    </p>
  );
}

function Questions({ webhooks, row }: Pick<RowProps, 'webhooks' | 'row'>): JSX.Element | null {
  const rotating = webhooks.rotating.value;
  if (rotating?.id === row.id) {
    return (
      <Renewing
        lead={p('rotateSecretLead')}
        hours={rotating.graceHours}
        choices={graceOptions()}
        yes={p('rotateSecretYes')}
        no={p('cancel')}
        testId="rotate-secret-yes"
        isBusy={webhooks.isBusy.value}
        onChoose={graceHours => (webhooks.rotating.value = { id: row.id, graceHours })}
        onYes={() => void webhooks.rotate()}
        onNo={() => (webhooks.rotating.value = null)}
      />
    );
  }
  if (webhooks.removing.value !== row.id) return null;
  return (
    <Asking
      question={p('removeAsk')}
      yes={p('removeYes')}
      no={p('cancel')}
      testId="remove-webhook-yes"
      isBusy={webhooks.isBusy.value}
      onYes={() => void webhooks.remove()}
      onNo={() => (webhooks.removing.value = null)}
    />
  );
}

function Ways({ webhooks, row }: Pick<RowProps, 'webhooks' | 'row'>): JSX.Element {
  const { id } = row;
  const isOpen = webhooks.deliveries.value?.webhookId === id;
  return (
    <div class="partners-ways">
      <SmallKey
        testId={`history-${id}`}
        onClick={() => (isOpen ? webhooks.shut() : void webhooks.look(id, null))}
      >
        {p(isOpen ? 'shut' : 'look')}
      </SmallKey>
      <SmallKey
        testId={`test-${id}`}
        isDisabled={webhooks.isBusy.value || !row.isActive}
        onClick={() => void webhooks.test(id)}
      >
        {p('test')}
      </SmallKey>
      <SmallKey
        testId={`rotate-secret-${id}`}
        onClick={() => {
          webhooks.removing.value = null;
          webhooks.rotating.value = { id, graceHours: 24 };
        }}
      >
        {p('rotateSecret')}
      </SmallKey>
      <SmallKey
        testId={`remove-webhook-${id}`}
        isDanger
        onClick={() => {
          webhooks.rotating.value = null;
          webhooks.removing.value = id;
        }}
      >
        {p('remove')}
      </SmallKey>
    </div>
  );
}

function Row({ webhooks, row, timeZone, now }: RowProps): JSX.Element {
  const isOpen = webhooks.deliveries.value?.webhookId === row.id;
  return (
    <li data-testid={`webhook-${row.id}`}>
      <Icon of={Webhook} size={20} />
      <div class="partners-what">
        <p class="partners-first">
          <b class="partners-address">{row.url}</b>
          {row.isSandbox ? <span class="partners-tag">{p('sandbox')}</span> : null}
        </p>
        <State row={row} />
        <Questions webhooks={webhooks} row={row} />
      </div>
      <Ways webhooks={webhooks} row={row} />
      {isOpen ? (
        <PartnerDeliveries webhooks={webhooks} row={row} timeZone={timeZone} now={now} />
      ) : null}
    </li>
  );
}

function NewWebhook(props: {
  readonly webhooks: PartnerWebhookList;
  readonly draft: WebhookDraft;
  readonly hasSandbox: boolean;
  readonly hasLive: boolean;
}): JSX.Element {
  const { webhooks, draft, hasSandbox, hasLive } = props;
  const isWrong = draft.url.trim() !== '' && !isWebAddress(draft.url);
  return (
    <form
      class="partners-asking"
      data-testid="webhook-form"
      onSubmit={event => {
        event.preventDefault();
        void webhooks.make();
      }}
    >
      <label class="printing-field partners-url">
        <span>{p('url')}</span>
        <input
          data-testid="webhook-url"
          inputMode="url"
          maxLength={500}
          placeholder="https://"
          aria-invalid={isWrong}
          value={draft.url}
          onInput={event => (webhooks.draft.value = { ...draft, url: event.currentTarget.value })}
        />
      </label>
      {hasSandbox && hasLive ? (
        <label class="printing-field">
          <span>{p('kind')}</span>
          <select
            value={String(draft.isSandbox)}
            onChange={event => {
              const isSandbox = event.currentTarget.value === 'true';
              webhooks.draft.value = { ...draft, isSandbox };
            }}
          >
            <option value="false">{p('forLive')}</option>
            <option value="true">{p('forSandbox')}</option>
          </select>
        </label>
      ) : null}
      <button
        type="submit"
        class="printing-second"
        data-testid="make-webhook"
        disabled={webhooks.isBusy.value || !isWebAddress(draft.url)}
      >
        {p('makeWebhook')}
      </button>
      <button type="button" class="printing-second" onClick={() => (webhooks.draft.value = null)}>
        {p('cancel')}
      </button>
      {isWrong ? <p class="printing-wrong partners-line">{p('urlWrong')}</p> : null}
    </form>
  );
}

/** Where a partner is told. */
export function PartnerWebhookRows({ page, partner, building }: Props): JSX.Element {
  const { webhooks } = page;
  const rows = webhooks.rows.value.filter(({ partnerId }) => partnerId === partner.id);
  const draft = webhooks.draft.value;
  const problem = webhooks.problem.value;
  const able = partner.keys.filter(
    key => isKeyGood(key, page.keys.now.value) && key.scopes.includes('webhooks'),
  );
  const hasSandbox = able.some(({ isSandbox }) => isSandbox);
  const hasLive = able.some(({ isSandbox }) => !isSandbox);
  return (
    <section class="partners-section">
      <header>
        <h3>{p('webhooks')}</h3>
        {able.length > 0 ? (
          <button
            type="button"
            class="printing-second"
            data-testid="new-webhook"
            onClick={() => webhooks.begin(partner.id, !hasLive)}
          >
            <Icon of={Plus} size={18} />
            {p('addWebhook')}
          </button>
        ) : null}
      </header>
      <p class="printing-note">{p('webhooksLead')}</p>
      {draft?.partnerId === partner.id ? (
        <NewWebhook webhooks={webhooks} draft={draft} hasSandbox={hasSandbox} hasLive={hasLive} />
      ) : null}
      {problem === null ? null : (
        <p role="alert" class="printing-wrong">
          {partnersRefused(problem.code)}
        </p>
      )}
      {rows.length === 0 && draft === null ? (
        <p class="printing-note">{p(able.length > 0 ? 'noWebhooks' : 'noScope')}</p>
      ) : null}
      <ul class="partners-rows">
        {rows.map(row => (
          <Row
            key={row.id}
            webhooks={webhooks}
            row={row}
            timeZone={building.timeZone}
            now={page.keys.now.value}
          />
        ))}
      </ul>
    </section>
  );
}
