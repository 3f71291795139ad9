import { Check, ChevronDown, CircleCheck, Printer } from 'lucide';
import type { JSX } from 'preact';
import type { IssuedTicket } from '../../contract/http.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import { paperWords } from '../paper-words.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import { Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { QrCode } from '../../ui-kit/qr-code.tsx';
import { aboutTicket, headOf, labelSize } from './ticket-words.ts';

type Shows = Has & { readonly ticket: IssuedTicket };

export function TicketScreen({ kiosk, ticket }: Shows): JSX.Element {
  const words = aboutTicket(kiosk, ticket);
  return (
    <>
      <TopBar kiosk={kiosk} />
      <main class="ticket">
        <Question class="ticket-head">
          <Icon of={CircleCheck} size={64} stroke={2.2} />
          {headOf(kiosk, ticket)}
        </Question>
        <p
          class="figures number"
          data-testid="number"
          style={{ fontSize: `${labelSize(ticket.label, 408)}px` }}
        >
          {ticket.label}
        </p>
        <div class="ticket-facts">
          <div class="where">
            <Cloth cloth={words.cloth} colour={words.colour} class="where-cloth" ink={0.35} />
            <p>
              <small>{t('waitAt')}</small>
              <b data-testid="where">{words.where}</b>
              <span>{words.counters}</span>
            </p>
          </div>
          <div class="how-long">
            <p>
              <small>{t('estimate')}</small>
              <b>{words.range}</b>
              <span>{words.around}</span>
            </p>
            <p>
              <small>{t('ahead')}</small>
              <b>{words.ahead}</b>
              <span>{words.errands}</span>
            </p>
          </div>
        </div>
      </main>
      <Foot kiosk={kiosk} ticket={ticket} />
    </>
  );
}

/** The paper leaves the slot here while it leaves the one below: it follows the printer's word. */
function Foot({ kiosk, ticket }: Shows): JSX.Element {
  const paper = kiosk.paper.value;
  const isPrinted = paper.is === 'printed';
  const slot = kiosk.view.value?.kiosk.slot ?? 'right';
  const sentTo = kiosk.inHand.sentTo.value;
  const isOther = sentTo !== null || ('printer' in paper && paper.printer?.isOther === true);
  const { happened, meaning } = paperWords(paper, ticket.label, sentTo);
  return (
    <footer>
      <Cloth cloth="kawung" colour="deep" class={`foot is-slot-${slot}`} ink={0.07} scale={1.5}>
        <div class={isOther ? 'take is-other' : 'take'} aria-live="polite">
          <p data-testid="paper" data-state={paper.is}>
            {happened}
          </p>
          <span data-testid="paper-text">{meaning}</span>
        </div>
        <Closing kiosk={kiosk} />
        {isOther ? (
          <div class="other-printer">
            <Icon of={Printer} size={240} stroke={1.4} />
          </div>
        ) : (
          <div class={`slot paper-${paper.is}`}>
            <div class="slot-mouth" />
            <div class="slot-window">
              <SmallPaper kiosk={kiosk} ticket={ticket} />
            </div>
          </div>
        )}
        {isPrinted && !isOther ? (
          <div class="chevrons">
            {[0, 1, 2].map(at => (
              <Icon key={at} of={ChevronDown} size={96} stroke={2.6} />
            ))}
          </div>
        ) : null}
      </Cloth>
    </footer>
  );
}

function SmallPaper({ kiosk, ticket }: Shows): JSX.Element {
  return (
    <div class="small-paper">
      <BuildingMark size={52} />
      <p class="figures" style={{ fontSize: `${labelSize(ticket.label, 112)}px` }}>
        {ticket.label}
      </p>
      <b>{aboutTicket(kiosk, ticket).where}</b>
      <QrCode of={ticket.trackUrl} size={168} label={t('qrLabel')} />
    </div>
  );
}

function Closing({ kiosk }: Has): JSX.Element | null {
  const waiting = kiosk.waiting.value;
  if (kiosk.paper.value.is !== 'printed' || waiting.phase !== 'calm') return null;
  return (
    <div class="closing">
      <i class="closing-bar">
        <i style={{ transform: `scaleX(${waiting.secondsLeft / 10})` }} />
      </i>
      <p>{t('closesIn', { seconds: waiting.secondsLeft })}</p>
      <Key class="key light" testId="done" onPress={() => kiosk.leave()}>
        <Icon of={Check} size={44} stroke={2.8} />
        {t('done')}
      </Key>
    </div>
  );
}
