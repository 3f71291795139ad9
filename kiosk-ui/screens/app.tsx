import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { language } from '../../ui-kit/language.ts';
import type { Kiosk, Screen } from '../model.ts';
import { paperWords } from '../paper-words.ts';
import { t } from '../texts.ts';
import { Agencies } from './agencies.tsx';
import type { Has } from './frame.tsx';
import { Home } from './home.tsx';
import { Connecting, Lost } from './lost.tsx';
import { Cancelled, PaperFailed } from './paper-failed.tsx';
import { Services } from './services.tsx';
import { IdleSheet, SheetOf } from './sheets.tsx';
import { TicketScreen } from './ticket.tsx';

export function App({ kiosk }: Has): JSX.Element {
  const sheet = kiosk.sheet.value;
  const waiting = kiosk.waiting.value;
  const isCovered = sheet !== null || waiting.phase === 'asking' || kiosk.isIssuing.value;
  const aids = [...kiosk.aids.value].join(' ');
  useEffect(() => {
    document.documentElement.lang = language.value;
  }, [language.value]);
  return (
    <div
      class="stage"
      data-aids={aids}
      data-screen={kiosk.screen.value.at}
      data-link={kiosk.link.value}
    >
      <div class="screen" inert={isCovered}>
        {screenOf(kiosk)}
      </div>
      {sheet === null || isLost(kiosk) ? null : <SheetOf kiosk={kiosk} sheet={sheet} />}
      {waiting.phase === 'asking' ? (
        <IdleSheet kiosk={kiosk} seconds={waiting.secondsLeft} />
      ) : null}
      {kiosk.isIssuing.value ? (
        <div class="saving" role="status" data-testid="saving">
          <p>
            <b>{t('saving')}</b>
            {t('savingText')}
          </p>
        </div>
      ) : null}
    </div>
  );
}

/** An issued ticket stays true without the server; everything else may have become false. */
function isLost(kiosk: Kiosk): boolean {
  return kiosk.link.value === 'lost' && kiosk.screen.value.at !== 'ticket';
}

function screenOf(kiosk: Kiosk): JSX.Element {
  const screen: Screen = kiosk.screen.value;
  if (isLost(kiosk)) return <Lost kiosk={kiosk} />;
  if (kiosk.view.value === null) return <Connecting />;
  switch (screen.at) {
    case 'home':
      return <Home kiosk={kiosk} />;
    case 'agencies':
      return <Agencies kiosk={kiosk} page={screen.page} />;
    case 'services':
      return (
        <Services
          key={screen.agencyId}
          kiosk={kiosk}
          agencyId={screen.agencyId}
          page={screen.page}
        />
      );
    case 'ticket': {
      const { ticket } = screen;
      const paper = paperWords(kiosk.paper.value, ticket.label);
      if (paper.screen === 'cancelled') return <Cancelled kiosk={kiosk} ticket={ticket} />;
      if (paper.screen === 'ticket') return <TicketScreen kiosk={kiosk} ticket={ticket} />;
      return <PaperFailed kiosk={kiosk} ticket={ticket} />;
    }
  }
}
