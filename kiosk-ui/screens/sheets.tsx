import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Availability, ClosedReason } from '../../contract/values.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { closedReason, opensLong } from '../opening.ts';
import type { Sheet } from '../model.ts';
import { Key } from '../press.tsx';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import type { Has } from './frame.tsx';
import { Needs } from './issue-panel.tsx';
import { NotedKey, secondsToClaim } from './paper-failed.tsx';

/** Comes from below, where hands are; what is behind it cannot be touched. */
function Below(props: {
  readonly testId: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.focus(), []);
  return (
    <div class="veil">
      <div
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={props.title}
        tabIndex={-1}
        ref={sheet}
        data-testid={props.testId}
      >
        <h2>{props.title}</h2>
        {props.children}
      </div>
    </div>
  );
}

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
  if (sheet.about === 'booking') return <BookingSheet kiosk={kiosk} />;
  if (sheet.about === 'need') return <NeedSheet kiosk={kiosk} />;
  if (sheet.about === 'staff') return <StaffSheet kiosk={kiosk} />;
  if (sheet.about === 'refused') return <RefusedSheet kiosk={kiosk} problem={sheet.problem} />;
  return <ClosedSheet kiosk={kiosk} sheet={sheet} />;
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

function BookingSheet({ kiosk }: Has): JSX.Element {
  return (
    <Below testId="booking-sheet" title={t('bookingTitle')}>
      <p>{t('bookingText')}</p>
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t('back')}
        </Key>
        <Key class="key primary" testId="sheet-take" onPress={() => kiosk.takeNumber()}>
          {t('takeTitle')}
        </Key>
      </div>
    </Below>
  );
}

function ClosedSheet({
  kiosk,
  sheet,
}: Has & {
  readonly sheet: Extract<Sheet, { about: 'agency-closed' | 'service-closed' }>;
}): JSX.Element | null {
  const building = kiosk.view.value?.building;
  const isAgency = sheet.about === 'agency-closed';
  const closed = isAgency ? kiosk.agency(sheet.agencyId) : kiosk.service(sheet.serviceId);
  if (closed === undefined || building === undefined) return null;
  const place = { building, now: kiosk.clock.second.value, language: language.value };
  return (
    <Below testId="closed-sheet" title={t('isClosed', { name: pick(closed.name) })}>
      <p>
        <b>{closedReason(closed.availability)}</b> {opensLong(closed.availability, place)}
      </p>
      <div class="sheet-keys">
        <Key class="key primary" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t(isAgency ? 'otherAgency' : 'otherService')}
        </Key>
      </div>
    </Below>
  );
}

type Advice = 'advice:choose' | 'advice:again' | 'advice:unsure' | 'advice:desk';

/** What happened and what to do now; codes a kiosk never sees share the last sentence. */
const refusals: Readonly<Record<string, readonly [TextKey, Advice]>> = {
  'service-closed': ['refused:service-closed', 'advice:choose'],
  'unknown-service': ['refused:unknown-service', 'advice:choose'],
  'duplicate-service': ['refused:duplicate-service', 'advice:choose'],
  'need-without-class': ['refused:need-without-class', 'advice:again'],
  'class-needs-booking': ['refused:class-needs-booking', 'advice:desk'],
  'too-many-requests': ['refused:too-many-requests', 'advice:again'],
  busy: ['refused:busy', 'advice:again'],
  fault: ['refused:fault', 'advice:again'],
  unreachable: ['refused:unreachable', 'advice:unsure'],
  'not-signed-in': ['refused:not-allowed', 'advice:desk'],
  'not-allowed': ['refused:not-allowed', 'advice:desk'],
};

function RefusedSheet({ kiosk, problem }: Has & { readonly problem: Problem }): JSX.Element {
  const [title, advice] = refusals[problem.code] ?? ['refused:other', 'advice:desk'];
  const mayRepeat = advice === 'advice:again' || advice === 'advice:unsure';
  const building = kiosk.view.value?.building;
  const closing = closingOf(problem);
  const { serviceId } = problem.facts ?? {};
  const service = typeof serviceId === 'string' ? kiosk.service(serviceId) : undefined;
  const name = service === undefined ? t('thisService') : pick(service.name);
  const now = kiosk.clock.second.value;
  return (
    <Below testId="refused-sheet" title={t(title, { name })}>
      {closing === null || building === undefined ? null : (
        <p>
          <b>{closedReason(closing)}</b>{' '}
          {opensLong(closing, { building, now, language: language.value })}
        </p>
      )}
      <p>{t(advice)}</p>
      <div class="sheet-keys">
        <Key
          class={mayRepeat ? 'key outlined' : 'key primary'}
          testId="sheet-close"
          onPress={() => kiosk.closeSheet()}
        >
          {t(advice === 'advice:choose' ? 'otherService' : 'close')}
        </Key>
        {mayRepeat ? (
          <Key class="key primary" testId="try-again" onPress={() => void kiosk.issue()}>
            {t('tryAgain')}
          </Key>
        ) : null}
      </div>
    </Below>
  );
}

/** Of a service that closed while it was chosen: why, and when it opens again. */
function closingOf(problem: Problem): Availability | null {
  if (problem.code !== 'service-closed') return null;
  const { reason, opensAt } = problem.facts ?? {};
  return {
    open: false,
    ...(isReason(reason) ? { reason } : {}),
    ...(typeof opensAt === 'string' ? { opensAt } : {}),
  };
}

const reasons: ReadonlySet<unknown> = new Set<ClosedReason>([
  'not-open-yet',
  'closed-today',
  'holiday',
  'outside-hours',
  'break',
  'last-ticket-passed',
  'quota-reached',
  'paused',
  'no-counter',
  'capacity-reached',
]);

function isReason(value: unknown): value is ClosedReason {
  return reasons.has(value);
}
