import { Clock, Printer } from 'lucide';
import type { JSX } from 'preact';
import type { IssuedTicket } from '../../contract/http.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import type { PaperState } from '../paper.ts';
import { Key } from '../press.tsx';
import { t } from '../texts.ts';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { QrCode } from './qr-code.tsx';
import { aboutTicket, labelSize } from './ticket-words.ts';

type Shows = Has & { readonly ticket: IssuedTicket };

/** No paper, or none that could be promised: the number goes along by phone or by heart. */
export function PaperFailed({ kiosk, ticket }: Shows): JSX.Element {
  const words = aboutTicket(kiosk, ticket);
  const [happened, meaning] = noticeOf(kiosk.paper.value);
  const waiting = kiosk.waiting.value;
  const seconds = waiting.phase === 'calm' ? waiting.secondsLeft : 0;
  return (
    <>
      <TopBar kiosk={kiosk} />
      <main class="failed">
        <div class="notice" role="alert" data-testid="paper" data-state={kiosk.paper.value.is}>
          <Icon of={Printer} size={60} />
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
        <p class="no-phone">
          <b>{t('noPhone')}</b> {t('noPhoneText')}
        </p>
        <Key class="key outlined more-time" testId="need-time" onPress={() => kiosk.needsTime()}>
          <Icon of={Clock} size={46} stroke={2.4} />
          {t('needTime')}
        </Key>
        <p class="failed-closes">{t('closesIn', { seconds })}</p>
      </main>
      <Dock kiosk={kiosk} leave="done" />
    </>
  );
}

function noticeOf(paper: PaperState): readonly [string, string] {
  if (paper.is === 'unknown') return [t('unknownPaper'), t('noPaperText')];
  if (paper.is === 'none') return [t('noPrinter'), t('noPaperText')];
  const fault = paper.is === 'failed' ? paper.fault : '';
  const isNamed = fault === 'paper-end' || fault === 'cover-open';
  return [t(isNamed ? fault : 'noPaper'), t('noPaperText')];
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
