import type { JSX } from 'preact';
import type { Screen } from '../screen.ts';
import { paperWords } from '../paper-words.ts';
import { Agencies } from './agencies.tsx';
import { Bring } from './bring.tsx';
import { CheckInByCamera, CheckInByCode } from './check-in.tsx';
import type { Has } from './frame.tsx';
import { Cancelled, PaperFailed } from './paper-failed.tsx';
import { LazySearch } from './lazy-search.tsx';
import { Overview } from './overview.tsx';
import { Services } from './services.tsx';
import { TicketScreen } from './ticket.tsx';

type Inside = Exclude<Screen, { at: 'home' }>;

/** Every screen behind the home screen. */
export function InnerScreen({ kiosk, screen }: Has & { readonly screen: Inside }): JSX.Element {
  switch (screen.at) {
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
    case 'search':
      return <LazySearch kiosk={kiosk} page={screen.page} />;
    case 'bring':
      return <Bring key={screen.serviceId} kiosk={kiosk} serviceId={screen.serviceId} />;
    case 'overview':
      return <Overview kiosk={kiosk} page={screen.page} />;
    case 'check-in':
      return screen.by === 'camera' ? (
        <CheckInByCamera kiosk={kiosk} />
      ) : (
        <CheckInByCode kiosk={kiosk} />
      );
    case 'ticket': {
      const { ticket } = screen;
      const paper = paperWords(kiosk.paper.value, ticket.label, kiosk.inHand.sentTo.value);
      if (paper.screen === 'cancelled') return <Cancelled kiosk={kiosk} ticket={ticket} />;
      if (paper.screen === 'ticket') return <TicketScreen kiosk={kiosk} ticket={ticket} />;
      return <PaperFailed kiosk={kiosk} ticket={ticket} />;
    }
  }
}

export { Captions } from './captions.tsx';
export { IdleSheet, SheetOf } from './sheets.tsx';
