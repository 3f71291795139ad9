import { CircleCheck, Clock, PencilLine, Printer, User } from 'lucide';
import type { JSX } from 'preact';
import type { IssuedTicket } from '../../contract/http.ts';
import type { OtherKiosk } from '../../contract/views.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import type { Kiosk } from '../model.ts';
import { paperWords } from '../paper-words.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { QrCode } from '../../ui-kit/qr-code.tsx';
import { aboutTicket, labelSize } from './ticket-words.ts';

type Shows = Has & { readonly ticket: IssuedTicket };

/** No paper, or none that could be promised: the number goes along by phone or by heart. */
export function PaperFailed({ kiosk, ticket }: Shows): JSX.Element {
  const words = aboutTicket(kiosk, ticket);
  const paper = kiosk.paper.value;
  const isHeld = paper.is === 'held';
  // Nothing is wrong where a printer never says what it printed, or where there is none.
  const isQuiet = paper.is === 'none' || (paper.is === 'unknown' && paper.fault === 'mute');
  const isOpen = paper.is === 'failed';
  const { happened, meaning } = paperWords(paper, ticket.label);
  return (
    <>
      <TopBar kiosk={kiosk} />
      <main class="failed">
        <div
          class={isHeld ? 'notice is-held' : isQuiet ? 'notice is-quiet' : 'notice'}
          role="alert"
          data-testid="paper"
          data-state={paper.is}
        >
          <Icon of={isHeld ? CircleCheck : Printer} size={60} />
          <p>
            <b>{happened}</b> {meaning}
          </p>
        </div>
        <Question class="failed-head">{t('yourNumber')}</Question>
        <p
          class="figures number"
          data-testid="number"
          style={{
            fontSize: `${labelSize(ticket.label, kiosk.aids.value.has('large') ? 256 : 384)}px`,
          }}
        >
          {ticket.label}
        </p>
        <p class="failed-where">
          <b>
            <Cloth cloth={words.cloth} colour={words.colour} class="failed-cloth" ink={0.35} />
            {words.where}
          </b>
          {words.inShort}
        </p>
        <Carry ticket={ticket} />
        <div class="failed-foot">
          {isOpen ? <CountDown kiosk={kiosk} /> : <Stays kiosk={kiosk} isHeld={isHeld} />}
          <div class="failed-keys failed-first">
            <PrintAtKey kiosk={kiosk} />
            {isOpen ? <NotedKey kiosk={kiosk} /> : null}
          </div>
          <div class="failed-keys">
            <Key class="key outlined" testId="call-staff" onPress={() => kiosk.callsStaff()}>
              <Icon of={User} size={46} stroke={2.4} />
              {t('callStaff')}
            </Key>
            <Key class="key outlined" testId="need-time" onPress={() => kiosk.needsTime()}>
              <Icon of={Clock} size={46} stroke={2.4} />
              {t('needTime')}
            </Key>
          </div>
        </div>
      </main>
      {isOpen ? <Dock kiosk={kiosk} /> : <Dock kiosk={kiosk} leave="done" />}
    </>
  );
}

/** Seconds of the building's clock that are left for saying that somebody has the number. */
export function secondsToClaim({ paper, clock }: Kiosk): number {
  const state = paper.value;
  if (state.is !== 'failed') return 0;
  // Counted to the end and not from now on; drawn anew with every second.
  const now = Math.max(clock.second.value, clock.now());
  return Math.max(0, Math.ceil((state.keptUntil - now) / 1000));
}

function CountDown({ kiosk }: Has): JSX.Element {
  return (
    <p class="count-down">
      <b class="figures" data-testid="count-down">
        {secondsToClaim(kiosk)}
      </b>
      <span>{t(kiosk.claim.value === 'lost' ? 'claimLost' : 'claimText')}</span>
    </p>
  );
}

/** Signs that its key has room for; a longer name or place is said once it is printed there. */
const namedMax = 18;
const brieflyMax = 26;

function briefly({ name, place }: OtherKiosk): string {
  const words = name.length > namedMax ? name : place;
  return words.length > brieflyMax ? '' : words;
}

/** Surely no paper came out here, and another kiosk has some. */
function PrintAtKey({ kiosk }: Has): JSX.Element | null {
  const { inHand } = kiosk;
  const other = inHand.otherKiosk;
  if (other === null) return null;
  const state = inHand.printingElsewhere.value;
  return (
    <Key
      class="key primary print-at"
      testId="print-at"
      isDisabled={state === 'sending'}
      onPress={() => void inHand.printAt(other)}
    >
      <Icon of={Printer} size={46} stroke={2.4} />
      <span>
        {other.name.length > namedMax
          ? t('printAtOther')
          : t('printAt', { kiosk: other.name.replaceAll(' ', '\u00a0') })}
        <small>{state === 'lost' ? t('printAtLost') : briefly(other)}</small>
      </span>
    </Key>
  );
}

/** The louder key, but beside the one that brings a paper. */
export function NotedKey({ kiosk }: Has): JSX.Element {
  return (
    <Key
      class={kiosk.inHand.otherKiosk === null ? 'key primary' : 'key outlined'}
      testId="noted"
      isDisabled={kiosk.claim.value === 'sending'}
      onPress={() => void kiosk.hasNumber()}
    >
      <Icon of={PencilLine} size={46} stroke={2.4} />
      {t('noted')}
    </Key>
  );
}

function Stays({ kiosk, isHeld }: Has & { readonly isHeld: boolean }): JSX.Element {
  const waiting = kiosk.waiting.value;
  const seconds = waiting.phase === 'calm' ? waiting.secondsLeft : 0;
  return (
    <p class="no-phone">
      {isHeld ? null : (
        <>
          <b>{t('noPhone')}</b> {t('noPhoneText')}{' '}
        </>
      )}
      {t('closesIn', { seconds })}
    </p>
  );
}

function Carry({ ticket }: { readonly ticket: IssuedTicket }): JSX.Element {
  return (
    <section class="carry">
      <QrCode of={ticket.trackUrl} size={424} label={t('qrLabel')} />
      <div>
        <h2>{t('carryTitle')}</h2>
        <ol>
          {(['carryOne', 'carryTwo', 'carryThree'] as const).map((word, at) => (
            <li key={word}>
              <i>{at + 1}</i>
              <span>{t(word)}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Nobody took the number in time, so nobody is called by it. */
export function Cancelled({ kiosk, ticket }: Shows): JSX.Element {
  const { happened, meaning } = paperWords(
    kiosk.paper.value,
    ticket.label,
    kiosk.inHand.sentTo.value,
  );
  return (
    <>
      <TopBar kiosk={kiosk} />
      <main class="lost" data-testid="cancelled">
        <Icon of={Printer} size={140} stroke={1.6} />
        <Question>{happened}</Question>
        <p>{meaning}</p>
        <Key class="key primary" testId="take-another" onPress={() => kiosk.takeAnother()}>
          {t('takeTitle')}
        </Key>
      </main>
      <Dock kiosk={kiosk} leave="done" />
    </>
  );
}
