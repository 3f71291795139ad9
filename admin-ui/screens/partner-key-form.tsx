import type { JSX } from 'preact';
import { pick } from '../../ui-kit/language.ts';
import { allScopes, requestLimits, type KeyDraft, type PartnerKeyList } from '../partner-keys.ts';
import type { PartnersPage } from '../partners-page.ts';
import { partnersRefused, partnersText as p } from '../partners-texts.ts';
import { NumberField } from './number-field.tsx';

interface Props {
  readonly keys: PartnerKeyList;
  readonly draft: KeyDraft;
}

function Scopes({ keys, draft }: Props): JSX.Element {
  return (
    <fieldset>
      <legend>{p('scopes')}</legend>
      {allScopes.map(scope => (
        <label key={scope} class="partners-check">
          <input
            type="checkbox"
            data-testid={`scope-${scope}`}
            checked={draft.scopes.includes(scope)}
            onChange={() => keys.toggleScope(scope)}
          />
          {p(`scope:${scope}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Kind({ keys, draft }: Props): JSX.Element {
  return (
    <fieldset>
      <legend>{p('kind')}</legend>
      {([false, true] as const).map(isSandbox => (
        <label key={String(isSandbox)} class="partners-check">
          <input
            type="radio"
            name="kind"
            data-testid={isSandbox ? 'kind-sandbox' : 'kind-live'}
            checked={draft.isSandbox === isSandbox}
            onChange={() => keys.change({ isSandbox })}
          />
          <span>
            {p(isSandbox ? 'sandbox' : 'live')}
            <small>{p(isSandbox ? 'sandboxLead' : 'liveLead')}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Agencies({ keys, draft }: Props): JSX.Element {
  const { agencyIds } = draft;
  return (
    <fieldset>
      <legend>{p('agencies')}</legend>
      {([true, false] as const).map(isAll => (
        <label key={String(isAll)} class="partners-check">
          <input
            type="radio"
            name="agencies"
            data-testid={isAll ? 'agencies-all' : 'agencies-some'}
            checked={(agencyIds === null) === isAll}
            onChange={() => keys.change({ agencyIds: isAll ? null : [] })}
          />
          {p(isAll ? 'agenciesAll' : 'agenciesSome')}
        </label>
      ))}
      {agencyIds === null ? null : (
        <div class="partners-agencies">
          {keys.agencies.value.map(({ id, name }) => (
            <label key={id} class="partners-check">
              <input
                type="checkbox"
                data-testid={`agency-${id}`}
                checked={agencyIds.includes(id)}
                onChange={() => keys.toggleAgency(id)}
              />
              {pick(name)}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

function Foot({ keys }: Pick<Props, 'keys'>): JSX.Element {
  const problem = keys.problem.value;
  return (
    <div class="partners-foot">
      <button
        type="submit"
        class="printing-key"
        data-testid="make-key"
        disabled={!keys.isReady.value || keys.isBusy.value}
      >
        {p('make')}
      </button>
      <button type="button" class="printing-second" onClick={() => keys.cancel()}>
        {p('cancel')}
      </button>
      {problem === null ? null : (
        <p role="alert" class="printing-wrong">
          {partnersRefused(problem.code)}
        </p>
      )}
    </div>
  );
}

/** What a new key opens, in plain sentences. */
export function PartnerKeyForm({ page }: { readonly page: PartnersPage }): JSX.Element | null {
  const { keys } = page;
  const draft = keys.draft.value;
  if (draft === null) return null;
  const { partnerName, isNamed } = draft;
  return (
    <form
      class="partners-form"
      data-testid="key-form"
      onSubmit={event => {
        event.preventDefault();
        void keys.make();
      }}
    >
      <h2 class="partners-name">
        {isNamed ? p('newKeyOf', { name: partnerName }) : p('newPartner')}
      </h2>
      {isNamed ? null : (
        <label class="printing-field partners-half">
          <span>{p('name')}</span>
          <input
            data-testid="partner-name"
            maxLength={60}
            value={partnerName}
            onInput={event => keys.change({ partnerName: event.currentTarget.value })}
          />
        </label>
      )}
      <div class="partners-pair">
        <Scopes keys={keys} draft={draft} />
        <Kind keys={keys} draft={draft} />
      </div>
      <Agencies keys={keys} draft={draft} />
      <div class="partners-half">
        <NumberField
          label={p('requests')}
          testId="requests-per-minute"
          value={draft.requestsPerMinute}
          limits={requestLimits}
          onChange={requestsPerMinute => keys.change({ requestsPerMinute })}
        />
      </div>
      <Foot keys={keys} />
    </form>
  );
}
