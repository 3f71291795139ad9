import { Search } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { minuteRange } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import type { FoundService } from '../find-service.ts';
import type { ReceptionPage } from '../model.ts';
import { closedWords } from '../refused-texts.ts';
import { r } from '../texts.ts';
import { timeZoneOf } from './time-zone.ts';

function ServiceRow(props: {
  readonly page: ReceptionPage;
  readonly found: FoundService;
  readonly isAt: boolean;
}): JSX.Element {
  const { page, found, isAt } = props;
  const { agency, service } = found;
  const { availability, estimate } = service;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAt) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  const isChosen = page.errands.value.includes(service.id);
  const why = availability.open ? null : closedWords(availability, Date.now(), timeZoneOf(page));
  const where = [agency.short, service.counters && r('counters', { counters: service.counters })];
  return (
    <li
      ref={line}
      id={`service-row-${service.id}`}
      role="option"
      aria-selected={isAt}
      aria-disabled={why !== null || isChosen}
      class={isAt ? 'service-row at' : 'service-row'}
      data-testid={`service-${service.id}`}
      onMouseDown={event => event.preventDefault()}
      onClick={() => page.add(service.id)}
    >
      <span class="service-words">
        <b class="cut">{pick(service.name)}</b>
        <span class="cut">{where.filter(Boolean).join(', ')}</span>
      </span>
      {why === null ? (
        <span class="service-wait">
          {estimate && <b>{minuteRange(estimate, language.value)}</b>}
          <span>{isChosen ? r('added') : r('waiting', { count: service.waiting })}</span>
        </span>
      ) : (
        <span class="service-closed">{why}</span>
      )}
    </li>
  );
}

/** Typing finds, arrows choose, Enter takes; then the next errand can be typed at once. */
export function ServiceSearch(props: { readonly page: ReceptionPage }): JSX.Element {
  const { page } = props;
  const found = page.found.value;
  const at = page.at.value;
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') page.step(1);
    else if (event.key === 'ArrowUp') page.step(-1);
    else if (event.key === 'Enter' && !event.repeat) page.addChosen();
    else return;
    event.preventDefault();
  };
  const query = page.query.value;
  return (
    <section class="service-search">
      <label class="search-field">
        <Icon of={Search} size={18} />
        <input
          type="text"
          id="service-search"
          role="combobox"
          aria-expanded={true}
          aria-controls="service-rows"
          aria-activedescendant={found[at] ? `service-row-${found[at].service.id}` : undefined}
          aria-label={r('searchTitle')}
          autoComplete="off"
          spellcheck={false}
          maxLength={60}
          placeholder={r('searchHint')}
          value={query}
          data-testid="service-search"
          onInput={event => page.search(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </label>
      <ul class="service-rows" role="listbox" id="service-rows" aria-label={r('searchTitle')}>
        {found.map((row, place) => (
          <ServiceRow key={row.service.id} page={page} found={row} isAt={place === at} />
        ))}
      </ul>
      {found.length === 0 && (
        <p class="quiet-text" role="status">
          {page.catalogue.value ? r('none', { query: query.trim() }) : r('loading')}
        </p>
      )}
    </section>
  );
}

/** A booking that is checked in, or a number whose paper was lost. */
export function CodeField(props: { readonly page: ReceptionPage }): JSX.Element {
  const { page } = props;
  return (
    <form
      class="code-field"
      onSubmit={event => {
        event.preventDefault();
        void page.enterCode(page.code.value);
      }}
    >
      <label for="reception-code">{r('codeTitle')}</label>
      <div>
        <input
          type="text"
          id="reception-code"
          autoComplete="off"
          spellcheck={false}
          maxLength={200}
          placeholder={r('codeHint')}
          value={page.code.value}
          data-testid="code"
          onInput={event => (page.code.value = event.currentTarget.value)}
        />
        <button type="submit" class="outlined" data-testid="code-key">
          {r('codeKey')}
        </button>
      </div>
    </form>
  );
}
