import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { ActionKind, PaneOffer } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { deskState } from '../desk-state.ts';
import type { Waits } from '../desk-state.ts';
import { ask, pressPrimary } from '../key-actions.ts';
import { classWord, lowerFirst, waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { KeyButton } from './key-button.tsx';

interface Words {
  readonly words: string;
  readonly lead: string;
}

const kindWords: Readonly<Partial<Record<ActionKind, TextKey>>> = {
  open: 'open',
  'call-next': 'callNext',
  start: 'start',
  'finish-next': 'finishNext',
};

function nextWords(view: DeskView, kind: ActionKind): string {
  const next = view.next?.ticket;
  if (kind === 'call-next') {
    if (!next) return t('nobodyWaits');
    const who = { label: next.label, class: lowerFirst(classWord(next)) };
    return t('callNextLead', { ...who, wait: waitText(next.waitedSeconds) });
  }
  if (!next) return t('finishNextNobody');
  const counter = t('counter', { number: view.counter.number });
  const key = view.counter.autoCall ? 'autoCallLead' : 'finishNextLead';
  return t(key, { label: next.label, counter });
}

/** What the key will do to whom; what is missing comes first. */
function primaryWords(view: DeskView, kind: ActionKind, waits: Waits | null): Words {
  if (waits?.for === 'outcome') {
    return { words: t('chooseOutcomeFirst'), lead: t('chooseOutcomeLead') };
  }
  if (waits?.for === 'delivered') return { words: t('deliverFirst'), lead: t('deliverLead') };
  const label = view.ticket?.label ?? '';
  if (kind === 'finish') return { words: t('finishHere', { label }), lead: t('finishHereLead') };
  if (kind === 'start') return { words: t('start'), lead: t('startLead', { label }) };
  if (kind === 'open') {
    const isPaused = deskState(view) === 'paused';
    return {
      words: t(isPaused ? 'resume' : 'open'),
      lead: t(isPaused ? 'resumeLead' : 'openLead'),
    };
  }
  return { words: t(kindWords[kind] ?? 'callNext'), lead: nextWords(view, kind) };
}

/** Without the server the key stays in its place and says what it waits for. */
function HeldKey(props: { readonly words: string }): JSX.Element {
  return (
    <div class="primary held" data-testid="primary" data-action="none">
      <span class="words">
        {props.words}
        <small>{t('waitsForLink')}</small>
      </span>
    </div>
  );
}

function PrimaryKey(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const kind = desk.primary ?? 'call-next';
  const waits = desk.offers.value.get(kind)?.waits ?? null;
  if (desk.keptHere.value) return <HeldKey words={t('callNext')} />;
  const { words, lead } = primaryWords(view, kind, waits);
  if (waits?.for === 'link') return <HeldKey words={words} />;
  const look = waits ? 'primary outlined' : 'primary';
  return (
    <button
      type="button"
      class={desk.pending.value ? `${look} pending` : look}
      data-testid="primary"
      data-action={kind}
      aria-disabled={waits !== null || desk.pending.value !== null}
      onClick={() => pressPrimary(desk)}
    >
      <span class="words">
        {words}
        <small class="cut">{lead}</small>
      </span>
      <kbd>{t('keySpace')}</kbd>
    </button>
  );
}

/** While a pane is open the key is the pane's; Space writes a space there, so it is Ctrl Enter. */
function PaneKey(props: { readonly desk: Desk; readonly offer: PaneOffer | null }): JSX.Element {
  const { desk, offer } = props;
  const action = offer?.action ?? null;
  const look = action ? 'primary named' : 'primary named outlined';
  return (
    <button
      type="button"
      class={desk.pending.value ? `${look} pending` : look}
      data-testid="primary"
      data-action={action?.do ?? 'none'}
      aria-disabled={!action || desk.pending.value !== null}
      onClick={() => action && void desk.press(action)}
    >
      <span class="words">
        {offer?.words}
        <small class="cut">{offer?.lead}</small>
      </span>
      <kbd>Ctrl Enter</kbd>
    </button>
  );
}

function BesideKey(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element | null {
  const { desk, view } = props;
  const state = deskState(view);
  const kind = state === 'called' ? 'no-show' : 'finish';
  const offer = desk.offers.value.get(kind);
  if (!offer || desk.keptHere.value) return null;
  if (state === 'serving' && !desk.isLive.value) {
    return (
      <div class="beside held">
        <span class="words">
          {t('callNext')}
          <small>{t('waitsForLink')}</small>
        </span>
      </div>
    );
  }
  const isCalled = kind === 'no-show';
  return (
    <KeyButton
      testId={`action-${kind}`}
      class="beside"
      words={t(isCalled ? 'noShow' : 'finish')}
      letter={isCalled ? 'T' : 'S'}
      waits={offer.waits}
      isBusy={desk.pending.value !== null}
      onPress={() => (isCalled ? ask(desk, 'absent') : void desk.press({ do: 'finish' }))}
    />
  );
}

/** The bottom edge of the left side: it never moves, only its words change. */
export function PrimaryRow(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  if (desk.panel.value) {
    return (
      <div class="key-row">
        <PaneKey desk={desk} offer={desk.paneOffer.value} />
        <button
          type="button"
          class="beside"
          data-testid="pane-back"
          onClick={() => desk.closePanel()}
        >
          {t('paneBack')} <kbd>Esc</kbd>
        </button>
      </div>
    );
  }
  return (
    <div class="key-row">
      <PrimaryKey desk={desk} view={view} />
      <BesideKey desk={desk} view={view} />
    </div>
  );
}
