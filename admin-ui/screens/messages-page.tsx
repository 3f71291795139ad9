import { Check } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import type { CounterMessage } from '../../contract/steering.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { messageLine } from '../message-lines.ts';
import type { MessagesPage } from '../messages-page.ts';
import { messagesText as m } from '../messages-page-texts.ts';
import { tellText } from '../tell-texts.ts';
import { TellCounters } from './tell-counters.tsx';
import { StandingMessages, TellScreens } from './tell-screens.tsx';
import { TowerFrame, TowerHead } from './tower-frame.tsx';

interface Shows {
  readonly page: MessagesPage;
  readonly overview: Overview;
}

function NewMessage({ page, overview }: Shows): JSX.Element {
  const { steering, whom } = page;
  return (
    <section class="messages-new" data-testid="messages-new">
      <h2>{m('new')}</h2>
      <div class="tell-tabs" role="group" aria-label={tellText('to')}>
        {(['counters', 'screens'] as const).map(choice => (
          <button
            type="button"
            key={choice}
            class="tell-tab"
            aria-pressed={whom.value === choice}
            data-testid={`messages-to-${choice}`}
            onClick={() => (whom.value = choice)}
          >
            {tellText(choice === 'counters' ? 'toCounters' : 'toScreens')}
          </button>
        ))}
      </div>
      {whom.value === 'counters' ? (
        <TellCounters telling={steering.telling} overview={overview} onTold={() => undefined} />
      ) : (
        <TellScreens messages={steering.screens} overview={overview} now={page.now} />
      )}
    </section>
  );
}

function Told(props: Shows & { readonly message: CounterMessage }): JSX.Element {
  const { page, overview, message } = props;
  const { head, whom, text, read, unread, isWaiting } = messageLine(message, overview);
  return (
    <li class="told" data-testid="told-message">
      <p class="told-head">
        <span>{head}</span> <span>{whom}</span>
        {message.isEnded && <em>{m('ended')}</em>}
      </p>
      <p class={message.text === null ? 'told-text is-erased' : 'told-text'}>
        <bdi dir="auto">{text}</bdi>
      </p>
      <p class={isWaiting ? 'told-read' : 'told-read is-done'}>
        {!isWaiting && !message.isEnded && <Icon of={Check} size={15} />}
        <span>
          {read}
          {unread !== null && <small>{unread}</small>}
        </span>
        {isWaiting && page.maySteer.value && (
          <button
            type="button"
            class="quiet"
            data-testid="told-end"
            aria-label={m('endOf', { words: text })}
            onClick={() => void page.steering.telling.end(message.id)}
          >
            {m('end')}
          </button>
        )}
      </p>
    </li>
  );
}

function Today({ page, overview }: Shows): JSX.Element {
  const told = overview.counterMessages;
  return (
    <section class="messages-today" tabIndex={0} aria-label={m('counters')}>
      <h2>{m('counters')}</h2>
      {told.length === 0 && <p class="none">{m('countersNone')}</p>}
      {page.steering.telling.endTrouble.value !== null && (
        <p class="fault" role="alert">
          {m('endFailed')}
        </p>
      )}
      <ul>
        {told.map(message => (
          <Told key={message.id} page={page} overview={overview} message={message} />
        ))}
      </ul>
      <StandingMessages
        messages={page.steering.screens}
        overview={overview}
        mayEnd={page.maySteer.value}
        title={m('screens')}
      />
      <p class="none messages-trail">
        {m('trail')} <a href="/admin/audit">{m('toTrail')}</a>
      </p>
    </section>
  );
}

/** What counters and screens are told now, who has read it, and what is said next. */
export function MessagesScreen({ page }: { readonly page: MessagesPage }): JSX.Element {
  const overview = page.overview.value;
  return (
    <TowerFrame
      page={page}
      testId="messages-page"
      section="messages"
      words={{ title: m('title') }}
      isLoaded={overview !== null}
    >
      {() =>
        overview && (
          <main class="messages-tower">
            <TowerHead title={m('title')}>
              {!page.maySteer.value && <p class="none">{m('reading')}</p>}
            </TowerHead>
            <div class={page.maySteer.value ? 'messages-body' : 'messages-body is-reading'}>
              {page.maySteer.value && <NewMessage page={page} overview={overview} />}
              <Today page={page} overview={overview} />
            </div>
          </main>
        )
      }
    </TowerFrame>
  );
}
