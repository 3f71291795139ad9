import { X } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { Desk } from '../../desk.ts';
import { deskWindow } from '../../desk-window.ts';
import { paneText } from '../../pane-texts.ts';

/** The head of a pane, and its way back. In the narrow window it also says what will happen. */
export function PaneFrame(props: {
  readonly desk: Desk;
  readonly name: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { desk, name, title } = props;
  const says = deskWindow.isNarrow.value ? desk.paneOffer.value?.says : null;
  return (
    <section class="pane" aria-label={title} data-testid={`pane-${name}`}>
      <header class="pane-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="quiet"
          data-testid="pane-close"
          onClick={() => desk.closePanel()}
        >
          <Icon of={X} size={16} />
          {paneText('close')} <kbd>Esc</kbd>
        </button>
      </header>
      {props.children}
      {says && (
        <p class="pane-says" role="status">
          {says}
        </p>
      )}
    </section>
  );
}
