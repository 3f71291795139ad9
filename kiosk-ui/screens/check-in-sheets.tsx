import type { JSX } from 'preact';
import { dateLong, dayOf, timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { shownCode } from '../booking-code.ts';
import { checkInText } from '../check-in-texts.ts';
import type { CheckInKey } from '../check-in-texts.ts';
import type { Kiosk } from '../model.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import { Below } from './below.tsx';
import type { Has } from './frame.tsx';
import { RefusedSheet, WhyClosed } from './refused-sheet.tsx';

type Refused = Has & { readonly problem: Problem };
/** What can be done after it: the first is the louder key. */
type Way = 'walk-in' | 'take' | 'correct' | 'leave';

const waysOf: Readonly<Record<string, readonly [Way, Way]>> = {
  'unknown-booking': ['correct', 'take'],
  'other-building': ['take', 'leave'],
  'booking-cancelled': ['take', 'leave'],
  'booking-used': ['leave', 'take'],
  'booking-other-day': ['leave', 'take'],
  'booking-too-early': ['leave', 'take'],
  'booking-too-late': ['walk-in', 'leave'],
  'too-many-attempts': ['leave', 'take'],
};

/** Each refusal has its own sentence and its own way on (CHECKIN-2). */
export function CheckInRefusedSheet({ kiosk, problem }: Refused): JSX.Element {
  const ways = waysOf[problem.code];
  if (problem.code === 'service-closed') return <LateAndClosed kiosk={kiosk} problem={problem} />;
  if (ways === undefined) {
    return <RefusedSheet kiosk={kiosk} problem={problem} again={() => void kiosk.checkIn.ask()} />;
  }
  const [title, text] = wordsOf(kiosk, problem);
  return (
    <Below testId="check-in-sheet" title={title}>
      <p data-refused={problem.code}>{text}</p>
      <Ways kiosk={kiosk} ways={ways} serviceId={serviceIdOf(problem)} />
    </Below>
  );
}

/** Too late for the booking, and no numbers for anybody any more. */
function LateAndClosed({ kiosk, problem }: Refused): JSX.Element {
  const service = kiosk.service(serviceIdOf(problem) ?? '');
  const name = service === undefined ? t('thisService') : pick(service.name);
  return (
    <Below testId="check-in-sheet" title={t('isClosed', { name })}>
      <WhyClosed kiosk={kiosk} problem={problem} />
      <Ways kiosk={kiosk} ways={['take', 'leave']} serviceId={null} />
    </Below>
  );
}

export function ScannedSheet({
  kiosk,
  what,
}: Has & { readonly what: 'ticket' | 'other' }): JSX.Element {
  return (
    <Below testId="scanned-sheet" title={checkInText(`scanned-${what}`)}>
      <p>{checkInText(`scanned-${what}:text`)}</p>
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t('close')}
        </Key>
        {what === 'ticket' ? null : (
          <Key class="key primary" testId="sheet-type" onPress={() => kiosk.checkIn.begin()}>
            {checkInText('typeInstead')}
          </Key>
        )}
      </div>
    </Below>
  );
}

function Ways(
  props: Has & { readonly ways: readonly [Way, Way]; readonly serviceId: string | null },
): JSX.Element {
  const [first, second] = props.ways;
  return (
    <div class="sheet-keys">
      <WayKey {...props} way={second} look="key outlined" />
      <WayKey {...props} way={first} look="key primary" />
    </div>
  );
}

function WayKey(
  props: Has & {
    readonly way: Way;
    readonly look: string;
    readonly serviceId: string | null;
  },
): JSX.Element {
  const { kiosk, way, serviceId } = props;
  const go: Readonly<Record<Way, () => void>> = {
    'walk-in': () => void kiosk.checkIn.ask(true),
    take: () => kiosk.takeNumberFor(serviceId),
    correct: () => kiosk.closeSheet(),
    leave: () => kiosk.leave(),
  };
  const words = {
    'walk-in': 'takeWalkIn',
    take: 'takeNumber',
    correct: 'checkAgain',
    leave: 'leave',
  } as const satisfies Record<Way, CheckInKey>;
  return (
    <Key class={props.look} testId={`way-${way}`} onPress={go[way]}>
      {checkInText(words[way])}
    </Key>
  );
}

const serviceIdOf = ({ facts }: Problem): string | null =>
  typeof facts?.['serviceId'] === 'string' ? facts['serviceId'] : null;

/** Title and text of a refusal that the catalogue has a sentence for. */
function wordsOf(kiosk: Kiosk, { code, facts = {} }: Problem): readonly [string, string] {
  const building = kiosk.view.value?.building;
  const zone = building?.timeZone ?? 'Asia/Jakarta';
  const at = (fact: unknown): number => (typeof fact === 'string' ? Date.parse(fact) : NaN);
  const timeAt = (ms: number): string =>
    Number.isNaN(ms) ? '' : timeOfDay(ms, zone, language.value);
  const startsAt = at(facts['startsAt']);
  const service = kiosk.service(String(facts['serviceId'] ?? ''));
  const params = {
    code: shownCode(kiosk.checkIn.code.value),
    building: building?.short ?? '',
    name: service === undefined ? t('thisService') : pick(service.name),
    time: timeAt(startsAt),
    opens: timeAt(at(facts['opensAt'])),
    day: Number.isNaN(startsAt) ? '' : dateLong(startsAt, zone, language.value),
    early: kiosk.view.value?.kiosk.earlyMinutes ?? 0,
    label: String(facts['label'] ?? ''),
    seconds: Number(facts['seconds'] ?? 60),
  };
  const key = code as CheckInKey;
  const now = kiosk.clock.second.value;
  const isPast = startsAt < now && dayOf(startsAt, zone) !== dayOf(now, zone);
  const text: CheckInKey =
    code === 'booking-other-day' && isPast
      ? 'booking-other-day:past'
      : code === 'booking-used' && params.label === ''
        ? 'booking-used:unnamed'
        : (`${code}:text` as CheckInKey);
  return [checkInText(key, params), checkInText(text, params)];
}
