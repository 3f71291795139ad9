import { X } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { Steering } from '../steering.ts';
import { tellText as w } from '../tell-texts.ts';
import { TellCounters } from './tell-counters.tsx';
import { StandingMessages, TellScreens } from './tell-screens.tsx';

type Whom = 'counters' | 'screens';

/** Over the page: a message to the counters, or to the screens of the hall. */
export function TellSheet(props: {
  readonly steering: Steering;
  readonly overview: Overview;
  readonly counterIds: readonly string[] | null;
  /** Milliseconds of the building. */
  readonly now: number;
}): JSX.Element {
  const { steering, overview, counterIds, now } = props;
  const box = useRef<HTMLDialogElement>(null);
  const [whom, setWhom] = useState<Whom>('counters');
  useLayoutEffect(() => {
    steering.telling.begin(counterIds);
    void steering.screens.open();
    box.current?.showModal();
    box.current?.querySelector('textarea')?.focus();
  }, []);
  const close = () => box.current?.close();
  return (
    <dialog
      ref={box}
      class="printers-sheet messages-sheet"
      data-testid="messages-sheet"
      aria-labelledby="messages-title"
      onClose={() => steering.close()}
    >
      <header>
        <h2 id="messages-title">{w('title')}</h2>
        <button type="button" data-testid="messages-close" aria-label={w('close')} onClick={close}>
          <Icon of={X} size={20} />
        </button>
      </header>
      <div class="tell-tabs" role="group" aria-label={w('to')}>
        {(['counters', 'screens'] as const).map(choice => (
          <button
            type="button"
            key={choice}
            class="tell-tab"
            aria-pressed={whom === choice}
            data-testid={choice === 'screens' ? 'screen-messages' : 'counter-messages'}
            onClick={() => setWhom(choice)}
          >
            {w(choice === 'counters' ? 'toCounters' : 'toScreens')}
          </button>
        ))}
      </div>
      {whom === 'counters' ? (
        <TellCounters telling={steering.telling} overview={overview} onTold={close} />
      ) : (
        <>
          <TellScreens messages={steering.screens} overview={overview} now={now} />
          <StandingMessages messages={steering.screens} overview={overview} />
        </>
      )}
    </dialog>
  );
}
