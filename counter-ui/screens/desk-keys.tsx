import { Ban, CirclePause, DoorClosed, Megaphone } from 'lucide';
import type { JSX } from 'preact';
import type { Outcome } from '../../contract/values.ts';
import type { DeskView } from '../../contract/desk-views.ts';
import { stopwatch } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import type { Desk } from '../desk.ts';
import { deskState, otherOffers, primaryOffer } from '../desk-state.ts';
import type { Action, Offer, Waits } from '../desk-state.ts';
import { refusalSentence } from '../refusal-texts.ts';
import { classWord, lowerFirst, waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';

interface KeyLook {
  readonly word: TextKey;
  readonly letter: string;
  readonly icon?: IconNode;
}

const looks: Readonly<Partial<Record<Action, KeyLook>>> = {
  recall: { word: 'recall', letter: 'R', icon: Megaphone },
  'no-show': { word: 'noShow', letter: 'T' },
  finish: { word: 'finish', letter: 'S' },
  cancel: { word: 'cancel', letter: 'X', icon: Ban },
  pause: { word: 'pause', letter: 'I', icon: CirclePause },
  close: { word: 'close', letter: 'Q', icon: DoorClosed },
};

/** These stand beside the primary key; all others in the row above. */
const besidePrimary: ReadonlySet<Action> = new Set(['no-show', 'finish']);

function waitsWords(waits: Waits): string {
  if (waits.for === 'time') return t('timeLeft', { time: stopwatch(waits.seconds) });
  return waits.for === 'calls' ? t('callsMissing', { calls: waits.calls }) : '';
}

function doIt(desk: Desk, action: Action): void {
  if (action === 'pause' || action === 'close' || action === 'cancel') desk.ask(action);
  else void desk.press(action);
}

function ActionKey(props: {
  readonly desk: Desk;
  readonly offer: Offer;
  readonly class: string;
}): JSX.Element | null {
  const { desk, offer } = props;
  const look = looks[offer.action];
  if (!look) return null;
  const isOff = offer.waits !== null || desk.pending.value !== null;
  return (
    <button
      type="button"
      class={offer.waits ? `${props.class} waits` : props.class}
      data-testid={`action-${offer.action}`}
      aria-disabled={isOff}
      onClick={() => doIt(desk, offer.action)}
    >
      {look.icon && <Icon of={look.icon} size={16} />}
      <span class="words">
        {t(look.word)}
        {offer.waits && <small>{waitsWords(offer.waits)}</small>}
      </span>
      <kbd>{look.letter}</kbd>
    </button>
  );
}

const outcomes: readonly { outcome: Outcome; word: TextKey; key: string }[] = [
  { outcome: 'completed', word: 'completed', key: 'F1' },
  { outcome: 'incomplete', word: 'incomplete', key: 'F2' },
  { outcome: 'continued', word: 'continued', key: 'F3' },
];

/** While serving, cancelling is rare: it stands quietly at the end of the outcomes. */
function OutcomeRow(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  return (
    <div class="outcomes" role="group" aria-label={t('outcome')}>
      <span>{t('outcome')}</span>
      {outcomes.map(({ outcome, word, key }) => (
        <button
          type="button"
          key={outcome}
          class={desk.outcome.value === outcome ? 'outcome on' : 'outcome'}
          data-testid={`outcome-${outcome}`}
          aria-pressed={desk.outcome.value === outcome}
          onClick={() => (desk.outcome.value = outcome)}
        >
          {t(word)} <kbd>{key}</kbd>
        </button>
      ))}
      <button
        type="button"
        class="quiet cancel"
        data-testid="action-cancel"
        onClick={() => desk.ask('cancel')}
      >
        {t('cancel')} <kbd>X</kbd>
      </button>
    </div>
  );
}

const primaryWords: Readonly<Partial<Record<Action, TextKey>>> = {
  open: 'open',
  resume: 'resume',
  'call-next': 'callNext',
  start: 'start',
  'finish-next': 'finishNext',
};

/** What the primary key will do to whom; a preview where the server decides. */
function primaryLead(view: DeskView, action: Action): string {
  const next = view.next?.ticket;
  const counter = t('counter', { number: view.counter.number });
  switch (action) {
    case 'open':
      return t('openLead');
    case 'resume':
      return t('resumeLead');
    case 'start':
      return t('startLead', { label: view.ticket?.label ?? '' });
    case 'call-next':
      return next
        ? t('callNextLead', {
            label: next.label,
            class: lowerFirst(classWord(next)),
            wait: waitText(next.waitedSeconds),
          })
        : t('nobodyWaits');
    default:
      return next ? t('finishNextLead', { label: next.label, counter }) : t('finishNextNobody');
  }
}

function PrimaryKey(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const { action, waits } = primaryOffer(view);
  const look = waits ? 'primary outlined' : 'primary';
  return (
    <button
      type="button"
      class={desk.pending.value ? `${look} pending` : look}
      data-testid="primary"
      data-action={action}
      aria-disabled={waits !== null || desk.pending.value !== null}
      onClick={() => void desk.press(action)}
    >
      <span class="words">
        {t(primaryWords[action] ?? 'callNext')}
        <small>{primaryLead(view, action)}</small>
      </span>
      <kbd>{t('keySpace')}</kbd>
    </button>
  );
}

/** Without the server the key stays in its place and says what it waits for. */
function WaitingKey(): JSX.Element {
  return (
    <div class="primary held" data-testid="primary" data-action="none">
      <span class="words">
        {t('waitsForServer')}
        <small>{t('waitsLead')}</small>
      </span>
    </div>
  );
}

/** The lower left: from the bottom the primary key, the outcome, the actions, what was refused. */
export function DeskKeys(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const notice = desk.notice.value;
  if (desk.link.value === 'lost') {
    return (
      <div class="keys">
        <div class="key-row">
          <WaitingKey />
        </div>
      </div>
    );
  }
  // Read once a second, counted from the very moment: a pause of 10 s never shows 11.
  const now = Math.max(desk.clock.second.value, desk.clock.now());
  const offers = otherOffers(view, now);
  const isServing = deskState(view) === 'serving';
  const above = isServing ? [] : offers.filter(offer => !besidePrimary.has(offer.action));
  const beside = offers.filter(offer => besidePrimary.has(offer.action));
  return (
    <div class="keys">
      <p class="notice" role="alert" data-testid="notice">
        {notice && refusalSentence(notice.problem.code)}
      </p>
      {above.length > 0 && (
        <div class="actions">
          {above.map(offer => (
            <ActionKey key={offer.action} desk={desk} offer={offer} class="action" />
          ))}
        </div>
      )}
      {isServing && <OutcomeRow desk={desk} />}
      <div class="key-row">
        <PrimaryKey desk={desk} view={view} />
        {beside.map(offer => (
          <ActionKey key={offer.action} desk={desk} offer={offer} class="beside" />
        ))}
      </div>
    </div>
  );
}
