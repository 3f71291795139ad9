import { Hand, MessageSquare } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { DeclineReason, DeskTelling } from '../../contract/steering.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { tellingText as t } from '../telling-texts.ts';
import type { TellingState, Tellings } from '../tellings.ts';

const declineReasons: readonly DeclineReason[] = [
  'busy',
  'not-trained',
  'leaving',
  'break',
  'other',
];

interface Has {
  readonly tellings: Tellings;
  readonly timeZone: string;
}

const troubleWords = (state: TellingState | undefined): string | null =>
  state === undefined || state === 'sending' ? null : t(state);

const fromWords = (byName: string | null, at: string, timeZone: string): string =>
  t('from', {
    name: byName ?? t('supervisor'),
    time: timeOfDay(Date.parse(at), timeZone, language.value),
  });

function Trouble(props: { readonly state: TellingState | undefined }): JSX.Element | null {
  const words = troubleWords(props.state);
  return words === null ? null : <em role="alert">{words}</em>;
}

function MessageLine(
  props: Has & { readonly message: DeskTelling['messages'][number]; readonly more: number },
): JSX.Element {
  const { tellings, timeZone, message, more } = props;
  const state = tellings.states.value.get(message.id);
  return (
    <li data-testid="telling-message">
      <Icon of={MessageSquare} size={16} />
      <p>
        <b>{message.text}</b> <small>{fromWords(message.byName, message.at, timeZone)}</small>
        <Trouble state={state} />
      </p>
      {more > 0 && <small class="more">{t('more', { count: more })}</small>}
      <button
        type="button"
        aria-disabled={state === 'sending'}
        aria-label={t('readOf', { text: message.text })}
        aria-keyshortcuts="Y"
        data-testid="telling-read"
        onClick={() => void tellings.read(message.id)}
      >
        {t('read')} <kbd>Y</kbd>
      </button>
    </li>
  );
}

function DeclineKeys(props: { readonly tellings: Tellings; readonly askId: string }): JSX.Element {
  const { tellings, askId } = props;
  return (
    <div class="keys" role="group" aria-label={t('whyNot')}>
      {declineReasons.map(why => (
        <button
          key={why}
          type="button"
          data-testid={`telling-why-${why}`}
          onClick={() => void tellings.decline(askId, why)}
        >
          {t(`why:${why}`)}
        </button>
      ))}
      <button type="button" class="quiet" onClick={() => (tellings.declining.value = null)}>
        {t('back')}
      </button>
    </div>
  );
}

function askWords({ queue, reason, until }: DeskTelling['asks'][number], timeZone: string) {
  const what = queue
    ? t('serve', { series: queue.series, agency: queue.agencyShort, waiting: queue.waiting })
    : t('open');
  const time = timeOfDay(Date.parse(until), timeZone, language.value);
  return { what, rest: t('because', { reason: t(`reason:${reason}`), time }) };
}

function AskLine(props: Has & { readonly ask: DeskTelling['asks'][number] }): JSX.Element {
  const { tellings, timeZone, ask } = props;
  const first = useRef<HTMLButtonElement>(null);
  const wish = tellings.focusAsked.value;
  useEffect(() => {
    if (wish > 0) first.current?.focus();
  }, [wish]);
  const state = tellings.states.value.get(ask.id);
  const { what, rest } = askWords(ask, timeZone);
  const isSending = state === 'sending';
  return (
    <li class="ask" data-testid="telling-ask">
      <Icon of={Hand} size={16} />
      <p title={ask.queue ? pick(ask.queue.name) : undefined}>
        <b>{what}</b>{' '}
        <small>
          {rest} {fromWords(ask.byName, ask.at, timeZone)}
        </small>
        <Trouble state={state} />
      </p>
      {tellings.declining.value === ask.id ? (
        <DeclineKeys tellings={tellings} askId={ask.id} />
      ) : (
        <div class="keys">
          <button
            ref={first}
            type="button"
            class="accept"
            aria-disabled={isSending}
            data-testid="telling-accept"
            onClick={() => void tellings.accept(ask.id)}
          >
            {t('accept')}
          </button>
          <button
            type="button"
            aria-disabled={isSending}
            data-testid="telling-cannot"
            onClick={() => (tellings.declining.value = ask.id)}
          >
            {t('cannot')}
          </button>
        </div>
      )}
    </li>
  );
}

/** What the supervisor asks first, then the oldest message; the others come as these are read. */
export function TellingBand(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { desk, view } = props;
  const { messages, asks } = view.telling;
  // Without the server nothing of it could be answered.
  if (desk.link.value === 'lost' || desk.barrier.value !== null) return null;
  if (messages.length + asks.length === 0) return null;
  const { timeZone } = view.building;
  const now = desk.clock.second.value;
  const open = asks.filter(({ until }) => Date.parse(until) > now);
  const has = { tellings: desk.tellings, timeZone };
  const [message] = messages;
  return (
    <section class="telling" aria-label={t('title')} data-testid="telling">
      <ul role="list" aria-live="polite">
        {open.slice(0, 1).map(ask => (
          <AskLine key={ask.id} ask={ask} {...has} />
        ))}
        {message && <MessageLine message={message} more={messages.length - 1} {...has} />}
      </ul>
    </section>
  );
}
