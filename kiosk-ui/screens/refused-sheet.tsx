import type { JSX } from 'preact';
import type { Availability, ClosedReason } from '../../contract/values.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { flowText } from '../flow-texts.ts';
import { closedReason, opensLong } from '../opening.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import type { TextKey } from '../inner-texts.ts';
import { Below } from './below.tsx';
import { Similar } from './closed-sheet.tsx';
import type { Has } from './frame.tsx';

type Advice =
  'advice:choose' | 'advice:again' | 'advice:unsure' | 'advice:desk' | 'advice:other-kiosk';

/** What happened and what to do now; codes a kiosk never sees share the last sentence. */
const refusals: Readonly<Record<string, readonly [TextKey, Advice]>> = {
  'service-closed': ['refused:service-closed', 'advice:choose'],
  'not-at-this-kiosk': ['refused:not-at-this-kiosk', 'advice:other-kiosk'],
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

/** `again` is the same wish once more. */
export function RefusedSheet({
  kiosk,
  problem,
  again,
}: Has & { readonly problem: Problem; readonly again: () => void }): JSX.Element {
  const [title, advice] = refusals[problem.code] ?? ['refused:other', 'advice:desk'];
  const mayRepeat = advice === 'advice:again' || advice === 'advice:unsure';
  const { serviceId } = problem.facts ?? {};
  const service = typeof serviceId === 'string' ? kiosk.service(serviceId) : undefined;
  const name = service === undefined ? t('thisService') : pick(service.name);
  const isOfService = advice === 'advice:choose' || advice === 'advice:other-kiosk';
  const isOneOfMany = kiosk.screen.value.at === 'overview' && isOfService;
  return (
    <Below testId="refused-sheet" title={t(title, { name })}>
      <WhyClosed kiosk={kiosk} problem={problem} />
      <p>
        {adviceOf(advice, problem)} {isOneOfMany ? flowText('othersKept') : null}
      </p>
      {service === undefined || isOneOfMany || problem.code !== 'service-closed' ? null : (
        <Similar kiosk={kiosk} closed={[service]} />
      )}
      <div class="sheet-keys">
        <Key
          class={mayRepeat ? 'key outlined' : 'key primary'}
          testId="sheet-close"
          onPress={() => kiosk.closeSheet()}
        >
          {t(isOfService && !isOneOfMany ? 'otherService' : 'close')}
        </Key>
        {mayRepeat ? (
          <Key class="key primary" testId="try-again" onPress={again}>
            {t('tryAgain')}
          </Key>
        ) : null}
      </div>
    </Below>
  );
}

/** Where the server names a kiosk that gives such numbers, the visitor is sent there. */
function adviceOf(advice: Advice, { facts }: Problem): string {
  const kiosk = facts?.['kiosk'];
  if (advice !== 'advice:other-kiosk' || typeof kiosk === 'string') {
    return t(advice, { kiosk: String(kiosk) });
  }
  return t('advice:desk');
}

/** Of a service that closed while it was chosen: why, and when it opens again. */
export function WhyClosed({ kiosk, problem }: Has & { readonly problem: Problem }) {
  const building = kiosk.view.value?.building;
  if (problem.code !== 'service-closed' || building === undefined) return null;
  const { reason, opensAt } = problem.facts ?? {};
  const closing: Availability = {
    open: false,
    ...(isReason(reason) ? { reason } : {}),
    ...(typeof opensAt === 'string' ? { opensAt } : {}),
  };
  const now = kiosk.clock.second.value;
  return (
    <p>
      <b>{closedReason(closing)}</b>{' '}
      {opensLong(closing, { building, now, language: language.value })}
    </p>
  );
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
