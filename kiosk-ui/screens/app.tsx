import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { spokenCode } from '../../ui-kit/language.ts';
import { inner } from '../later.ts';
import type { Kiosk } from '../model.ts';
import { shape } from '../stage.ts';
import { t } from '../texts.ts';
import type { Has } from './frame.tsx';
import { Home } from './home.tsx';
import { Connecting, Lost } from './lost.tsx';

export function App({ kiosk }: Has): JSX.Element {
  const sheet = kiosk.sheet.value;
  const waiting = kiosk.waiting.value;
  const isCovered = sheet !== null || waiting.phase === 'asking' || kiosk.isIssuing.value;
  const rest = inner.value;
  const aids = [...kiosk.aids.value].join(' ');
  useEffect(() => {
    document.documentElement.lang = spokenCode();
  }, [spokenCode()]);
  return (
    <div
      class="stage"
      data-aids={aids}
      data-screen={kiosk.screen.value.at}
      data-shape={shape.value}
      data-link={kiosk.link.value}
    >
      <div class="screen" inert={isCovered}>
        {screenOf(kiosk)}
      </div>
      {sheet === null || rest === null || isLost(kiosk) ? null : (
        <div inert={waiting.phase === 'asking'}>
          <rest.SheetOf kiosk={kiosk} sheet={sheet} />
        </div>
      )}
      {waiting.phase === 'asking' && rest !== null ? (
        <rest.IdleSheet kiosk={kiosk} seconds={waiting.secondsLeft} />
      ) : null}
      {kiosk.isIssuing.value ? (
        <div class="saving" role="status" data-testid="saving">
          <p>
            <b>{t('saving')}</b>
            {t('savingText')}
          </p>
        </div>
      ) : null}
      {rest === null ? null : <rest.Captions kiosk={kiosk} />}
    </div>
  );
}

/** An issued ticket stays true without the server; everything else may have become false. */
function isLost(kiosk: Kiosk): boolean {
  return kiosk.link.value === 'lost' && kiosk.screen.value.at !== 'ticket';
}

function screenOf(kiosk: Kiosk): JSX.Element {
  const screen = kiosk.screen.value;
  if (isLost(kiosk)) return <Lost kiosk={kiosk} />;
  if (kiosk.view.value === null) return <Connecting />;
  if (screen.at === 'home') return <Home kiosk={kiosk} />;
  const rest = inner.value;
  return rest === null ? <Connecting /> : <rest.InnerScreen kiosk={kiosk} screen={screen} />;
}
