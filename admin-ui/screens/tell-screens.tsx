import { Megaphone } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { messageText } from '../screen-message-texts.ts';
import type { ScreenMessages } from '../screen-messages.ts';

const durations = [5, 15, 30, 60, 120, 480] as const;
const lettersMax = 300;

interface Props {
  readonly messages: ScreenMessages;
  readonly overview: Overview;
  /** Milliseconds of the building. */
  readonly now: number;
}

/** A new message to the screens of the hall. */
export function TellScreens({ messages, overview, now }: Props): JSX.Element {
  const draft = messages.draft.value;
  const trouble = messages.trouble.value;
  const told = (event: Event) => {
    event.preventDefault();
    void messages.tell(now);
  };
  return (
    <form class="new-message" onSubmit={told}>
      {(['id', 'en'] as const).map(key => (
        <label key={key}>
          {messageText(key === 'id' ? 'words' : 'english')}
          <textarea
            rows={2}
            maxLength={lettersMax}
            data-testid={`message-${key}`}
            value={draft[key]}
            onInput={event => messages.write({ [key]: event.currentTarget.value })}
          />
        </label>
      ))}
      <Zones messages={messages} overview={overview} />
      <Foot messages={messages} />
      {trouble === null ? null : (
        <p class="fault" role="alert" data-testid="message-trouble">
          {messageText(trouble === 'too-many-messages' ? 'tooMany' : 'failed')}
        </p>
      )}
    </form>
  );
}

function Zones({ messages, overview }: Omit<Props, 'now'>): JSX.Element {
  const { zoneIds } = messages.draft.value;
  return (
    <fieldset>
      <legend>{messageText('zones')}</legend>
      <label>
        <input
          type="checkbox"
          checked={zoneIds.length === 0}
          onChange={() => messages.write({ zoneIds: [] })}
        />
        {messageText('everyZone')}
      </label>
      {overview.zones.map(zone => (
        <label key={zone.id}>
          <input
            type="checkbox"
            checked={zoneIds.includes(zone.id)}
            onChange={() => messages.toggleZone(zone.id)}
          />
          {pick(zone.word)}
        </label>
      ))}
    </fieldset>
  );
}

function Foot({ messages }: Pick<Props, 'messages'>): JSX.Element {
  const draft = messages.draft.value;
  return (
    <div class="new-message-foot">
      <label>
        {messageText('duration')}
        <select
          data-testid="message-minutes"
          value={draft.minutes}
          onChange={event => messages.write({ minutes: Number(event.currentTarget.value) })}
        >
          {durations.map(minutes => (
            <option key={minutes} value={minutes}>
              {messageText('minutes', { minutes })}
            </option>
          ))}
        </select>
      </label>
      <button
        type="submit"
        class="primary"
        data-testid="message-tell"
        disabled={draft.id.trim() === '' || messages.isBusy.value}
      >
        <Icon of={Megaphone} size={18} />
        {messageText('tell')}
      </button>
    </div>
  );
}

/** What stands on the screens now. */
export function StandingMessages({
  messages,
  overview,
  mayEnd = true,
  title = messageText('now'),
}: Omit<Props, 'now'> & { readonly mayEnd?: boolean; readonly title?: string }): JSX.Element {
  const { timeZone } = overview.building;
  const standing = messages.standing.value;
  return (
    <section class="standing-messages">
      <h3>{title}</h3>
      {standing.length === 0 ? <p>{messageText('none')}</p> : null}
      <ul>
        {standing.map(message => (
          <li key={message.id} data-testid="standing-message">
            <span>
              <bdi dir="auto">{pick(message.text)}</bdi>
              <small>
                {messageText('until', {
                  time: timeOfDay(Date.parse(message.until), timeZone, language.value),
                })}
                {message.zoneIds.length === 0 ? '' : `, ${zoneWords(overview, message.zoneIds)}`}
              </small>
            </span>
            {mayEnd && (
              <button
                type="button"
                class="quiet"
                data-testid="message-end"
                aria-label={messageText('endOf', { words: pick(message.text) })}
                onClick={() => void messages.end(message.id)}
              >
                {messageText('end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const zoneWords = (overview: Overview, zoneIds: readonly string[]): string =>
  overview.zones
    .filter(zone => zoneIds.includes(zone.id))
    .map(zone => pick(zone.word))
    .join(', ');
