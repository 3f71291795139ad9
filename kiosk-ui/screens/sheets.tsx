import type { JSX } from 'preact';
import { Key } from '../press.tsx';
import type { Sheet } from '../screen.ts';
import { t } from '../inner-texts.ts';
import { Below } from './below.tsx';
import { CheckInRefusedSheet, ScannedSheet } from './check-in-sheets.tsx';
import { ClosedSheet } from './closed-sheet.tsx';
import type { Has } from './frame.tsx';
import { Needs } from './issue-panel.tsx';
import { LanguageSheet } from './language-sheet.tsx';
import { LongWaitSheet } from './long-wait-sheet.tsx';
import { NotedKey, secondsToClaim } from './paper-failed.tsx';
import { RefusedSheet } from './refused-sheet.tsx';
import { SoundSheet } from './sound-sheet.tsx';

export function IdleSheet({ kiosk, seconds }: Has & { readonly seconds: number }): JSX.Element {
  const isTicket = kiosk.screen.value.at === 'ticket';
  return (
    <Below testId="idle" title={t('idleTitle')}>
      <p class="figures countdown">{seconds}</p>
      <p>{t(isTicket ? 'idleTextTicket' : 'idleText', { seconds })}</p>
      <div class="sheet-keys">
        <Key class="key outlined" testId="idle-leave" onPress={() => kiosk.leave()}>
          {t('leave')}
        </Key>
        <Key class="key primary" testId="idle-stay" onPress={() => kiosk.needsTime()}>
          {t('needTime')}
        </Key>
      </div>
    </Below>
  );
}

export function SheetOf({ kiosk, sheet }: Has & { readonly sheet: Sheet }): JSX.Element | null {
  switch (sheet.about) {
    case 'need':
      return <NeedSheet kiosk={kiosk} />;
    case 'language':
      return <LanguageSheet kiosk={kiosk} />;
    case 'staff':
      return <StaffSheet kiosk={kiosk} />;
    case 'sound':
      return <SoundSheet kiosk={kiosk} />;
    case 'refused':
      return (
        <RefusedSheet kiosk={kiosk} problem={sheet.problem} again={() => void kiosk.issue()} />
      );
    case 'check-in-refused':
      return <CheckInRefusedSheet kiosk={kiosk} problem={sheet.problem} />;
    case 'scanned':
      return <ScannedSheet kiosk={kiosk} what={sheet.what} />;
    case 'long-wait':
      return <LongWaitSheet kiosk={kiosk} serviceId={sheet.serviceId} />;
    case 'agency-closed':
    case 'service-closed':
      return <ClosedSheet kiosk={kiosk} sheet={sheet} />;
  }
}

function NeedSheet({ kiosk }: Has): JSX.Element {
  return (
    <Below testId="need-sheet" title={t('priorityTitle')}>
      <Needs kiosk={kiosk} />
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t('noPriority')}
        </Key>
      </div>
    </Below>
  );
}

/** What to say at the information desk; while the number may be cancelled, how to keep it first. */
function StaffSheet({ kiosk }: Has): JSX.Element {
  const screen = kiosk.screen.value;
  const isOpen = kiosk.paper.value.is === 'failed';
  const call = kiosk.staffCall.state.value;
  const label = screen.at === 'ticket' ? screen.ticket.label : '';
  return (
    <Below testId="staff-sheet" title={t('staffTitle', { label })}>
      <p aria-live="polite" data-testid="staff-call" data-state={call}>
        {t('staffText')} {call === 'none' ? null : t(`staffCall:${call}`)}
      </p>
      {isOpen ? (
        <p>
          <b>{t('staffFirst', { seconds: secondsToClaim(kiosk) })}</b>
        </p>
      ) : null}
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t('back')}
        </Key>
        {isOpen ? <NotedKey kiosk={kiosk} /> : null}
      </div>
    </Below>
  );
}
