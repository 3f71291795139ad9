import {
  Ban,
  CirclePause,
  DoorClosed,
  Ellipsis,
  ArrowRightLeft,
  Megaphone,
  Search,
  StickyNote,
  Undo,
  Undo2,
  UserPlus,
} from 'lucide';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Outcome } from '../../contract/values.ts';
import type { IconNode } from '../../ui-kit/icon.tsx';
import type { ActionKind } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { deskState } from '../desk-state.ts';
import { deskWindow } from '../desk-window.ts';
import type { DeskState } from '../desk-state.ts';
import { ask } from '../key-actions.ts';
import { refusalSentence } from '../refusal-texts.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { undoWords } from '../undo-words.ts';
import { visitText } from '../visit-texts.ts';
import { KeyButton } from './key-button.tsx';
import { LeftLine } from './left-line.tsx';
import { PrimaryRow } from './primary-key.tsx';

interface KeyLook {
  readonly kind: ActionKind | 'search' | 'more';
  readonly word: TextKey;
  readonly letter?: string;
  readonly icon: IconNode;
  readonly press: (desk: Desk) => void;
}

function putBack(desk: Desk): void {
  const ticketId = desk.view.value?.ticket?.ticketId;
  if (ticketId) void desk.press({ do: 'requeue', ticketId });
}

const recall: KeyLook = {
  kind: 'recall',
  word: 'recall',
  letter: 'R',
  icon: Megaphone,
  press: desk => void desk.press({ do: 'recall' }),
};
const park: KeyLook = {
  kind: 'park',
  word: 'park',
  letter: 'D',
  icon: CirclePause,
  press: desk => ask(desk, 'park'),
};
const transfer: KeyLook = {
  kind: 'transfer',
  word: 'transfer',
  letter: 'A',
  icon: ArrowRightLeft,
  press: desk => desk.openPanel('transfer'),
};
const note: KeyLook = {
  kind: 'note',
  word: 'note',
  letter: 'C',
  icon: StickyNote,
  press: desk => ask(desk, 'note'),
};
const requeue: KeyLook = { kind: 'requeue', word: 'requeue', icon: Undo, press: putBack };
const more: KeyLook = {
  kind: 'more',
  word: 'moreActions',
  letter: '.',
  icon: Ellipsis,
  press: desk => (desk.more.value = !desk.more.value),
};
const cancel: KeyLook = {
  kind: 'cancel',
  word: 'cancel',
  letter: 'X',
  icon: Ban,
  press: desk => ask(desk, 'cancel'),
};
const close: KeyLook = {
  kind: 'close',
  word: 'close',
  letter: 'Q',
  icon: DoorClosed,
  press: desk => ask(desk, 'close'),
};
const walkIn: KeyLook = {
  kind: 'walk-in',
  word: 'walkInAtCounter',
  letter: 'W',
  icon: UserPlus,
  press: desk => desk.openPanel('walk-in'),
};
const search: KeyLook = {
  kind: 'search',
  word: 'search',
  letter: '/',
  icon: Search,
  press: desk => (desk.searchAsked.value += 1),
};

const rowByState: Readonly<Record<DeskState, readonly KeyLook[]>> = {
  closed: [],
  paused: [close],
  idle: [walkIn, search, close],
  called: [recall, park, transfer, more],
  serving: [park, transfer, requeue, note],
};

/** Rare steps: unfolded above the others by their key. */
const moreLooks: readonly KeyLook[] = [{ ...requeue, word: 'requeueLong' }, note, cancel];

/** The usual keys and the rare ones of a state, each once. */
const foldedLooks = (usual: readonly KeyLook[]): readonly KeyLook[] => {
  const kinds = new Set(usual.map(look => look.kind));
  const rare = moreLooks.filter(look => !kinds.has(look.kind));
  return [...usual.filter(look => look !== more), ...rare, more];
};

function ActionKey(props: { readonly desk: Desk; readonly look: KeyLook }): JSX.Element | null {
  const { desk, look } = props;
  const { kind } = look;
  const isOwn = kind === 'search' || kind === 'more';
  const offer = isOwn ? { waits: null } : desk.offers.value.get(kind);
  if (!offer) return null;
  return (
    <KeyButton
      testId={`action-${kind}`}
      class="action"
      words={t(look.word)}
      {...(look.letter ? { letter: look.letter } : {})}
      icon={look.icon}
      waits={offer.waits}
      isBusy={desk.pending.value !== null}
      onPress={() => look.press(desk)}
    />
  );
}

const outcomes: readonly { outcome: Outcome; word: TextKey; key: string }[] = [
  { outcome: 'completed', word: 'completed', key: 'F1' },
  { outcome: 'incomplete', word: 'incomplete', key: 'F2' },
  { outcome: 'continued', word: 'continued', key: 'F3' },
];

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
          onClick={() => desk.chooseOutcome(outcome)}
        >
          {t(word)} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}

/** What the last press can still be taken back from; without a link only what never left. */
function UndoKey(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element | null {
  const { desk, view } = props;
  const what = undoWords(desk, view);
  if (!desk.offers.value.has('undo') || what === null) return null;
  return (
    <KeyButton
      testId="action-undo"
      class="quiet undo"
      words={visitText('undo', { what })}
      letter="Z"
      icon={Undo2}
      waits={null}
      isBusy={desk.pending.value !== null}
      onPress={() => void desk.press({ do: 'undo' })}
    />
  );
}

function Actions(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element | null {
  const { desk, view } = props;
  const usual = rowByState[deskState(view)];
  if (usual.length === 0) return null;
  // Where the window is too low for them all stand behind one key.
  const isFolded = deskWindow.isFolded.value;
  const row = isFolded ? [more] : usual;
  const rare = isFolded ? foldedLooks(usual) : moreLooks;
  const isMore = desk.more.value && row.includes(more);
  return (
    <>
      {isMore && (
        <div class="actions more" data-testid="more">
          {rare.map(look => (
            <ActionKey key={look.kind} desk={desk} look={look} />
          ))}
        </div>
      )}
      <div class="actions">
        {row.map(look => (
          <ActionKey key={look.kind} desk={desk} look={look} />
        ))}
      </div>
    </>
  );
}

/** The lower left: from the bottom the primary key, the outcome, the actions, what was refused. */
export function DeskKeys(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const notice = desk.notice.value;
  const isPane = desk.panel.value !== null;
  const says = desk.paneOffer.value?.says;
  const isFolded = deskWindow.isFolded.value && !desk.more.value;
  return (
    <div class="keys" key="keys">
      {isPane && says && (
        <p class="pane-says" data-testid="pane-says">
          {says}
        </p>
      )}
      {!isPane && <LeftLine desk={desk} />}
      <div class="told-row">
        <p class="notice" role="alert" data-testid="notice">
          {notice && refusalSentence(notice.problem)}
        </p>
        {!isPane && <UndoKey desk={desk} view={view} />}
      </div>
      {!isPane && <Actions desk={desk} view={view} />}
      {!isPane && !isFolded && deskState(view) === 'serving' && !desk.keptHere.value && (
        <OutcomeRow desk={desk} />
      )}
      <PrimaryRow desk={desk} view={view} />
    </div>
  );
}
