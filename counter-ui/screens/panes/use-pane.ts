import { effect } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { send } from '../../../ui-kit/api.ts';
import type { PaneOffer, DeskAction } from '../../actions.ts';
import { browserMemory } from '../../browser-memory.ts';
import type { Desk } from '../../desk.ts';
import { deskWindow } from '../../desk-window.ts';
import type { PaneEdges } from '../../panes/pane-edges.ts';
import { paneMeaning } from '../../panes/pane-keys.ts';
import type { PaneMeaning, PanePress } from '../../panes/pane-keys.ts';

interface Pane {
  readonly offer: { readonly value: PaneOffer; peek(): PaneOffer };
  done(action: DeskAction): void;
  close(): void;
}

const edgesOf = (desk: Desk): PaneEdges => ({
  view: desk.view,
  send,
  now: () => desk.clock.now(),
  memory: browserMemory,
});

/** A pane for as long as it is open: what it offers is the desk's primary key meanwhile. All of it in time for the very next key. */
export function usePane<Kind extends Pane>(desk: Desk, make: (edges: PaneEdges) => Kind): Kind {
  const pane = useMemo(() => make(edgesOf(desk)), [desk]);
  useLayoutEffect(() => {
    let asked: DeskAction | null = null;
    const offers = effect(() => {
      desk.paneOffer.value = pane.offer.value;
    });
    // The desk closes the pane once the server has done it; a refusal leaves it open.
    const asks = effect(() => {
      if (desk.pending.value) asked = pane.offer.peek().action;
      else if (desk.panel.peek()) asked = null;
    });
    return () => {
      offers();
      asks();
      if (asked) pane.done(asked);
      pane.close();
    };
  }, [desk, pane]);
  return pane;
}

/** Elements of a small window are not this window's: what they are is read off them. */
const matches = (target: EventTarget | null, what: string): boolean =>
  target !== null && 'matches' in target && (target as Element).matches(what);

function focusOf(target: EventTarget | null): PanePress['focus'] {
  if (matches(target, 'input[type="text"]')) return 'search';
  if (matches(target, 'textarea')) return 'note';
  return matches(target, 'button:focus-visible, input:focus-visible') ? 'control' : 'none';
}

/** The pane's own keys come before the desk's; `does` says whether it took the key. */
export function usePaneKeys(
  does: (meaning: PaneMeaning) => boolean,
  searchIsEmpty: () => boolean,
): void {
  const host = deskWindow.host.value;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (matches(event.target, 'dialog, dialog *')) return;
      const { key, code, repeat, ctrlKey, altKey, metaKey, target } = event;
      const focus = focusOf(target);
      const press = { key, code, repeat, ctrlKey, altKey, metaKey, focus };
      const meaning = paneMeaning({ ...press, searchIsEmpty: searchIsEmpty() });
      if (!meaning || !does(meaning)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    host.addEventListener('keydown', onKey, true);
    return () => host.removeEventListener('keydown', onKey, true);
  });
}
