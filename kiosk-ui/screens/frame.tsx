import { ALargeSmall, ArrowDownToLine, ArrowLeft, Check, Contrast, Volume2 } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Kiosk } from '../model.ts';
import { Key } from '../press.tsx';
import type { Aid } from '../screen.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { DraftMark, HomeLanguages, LanguageKey } from './language-keys.tsx';

export interface Has {
  readonly kiosk: Kiosk;
}

/** The clock's full stop is set closer than tabular figures would. */
export function ClockFigures({ kiosk }: Has): JSX.Element {
  const zone = kiosk.view.value?.building.timeZone ?? 'Asia/Jakarta';
  const time = timeOfDay(kiosk.clock.second.value, zone, language.value);
  return (
    <span class="figures clock" data-testid="clock">
      {time.slice(0, 2)}
      <i>{time.slice(2, 3)}</i>
      {time.slice(3)}
    </span>
  );
}

/**
 * Building and clock: never a control up here, out of many people's reach. In reach mode it comes
 * down to 1,120 mm over the floor and takes the screen's question with it.
 */
export function TopBar({
  kiosk,
  hasKeys = false,
}: Has & { readonly hasKeys?: boolean }): JSX.Element | null {
  const building = kiosk.view.value?.building;
  if (building === undefined) return null;
  const isLow = hasKeys && kiosk.aids.value.has('reach');
  const barPx = kiosk.lines.value.barPx;
  return (
    <header style={isLow ? { '--bar': `${barPx}px` } : {}}>
      <Cloth cloth="kawung" colour="deep" class={isLow ? 'top is-low' : 'top'} ink={0.09} scale={1}>
        <BuildingMark size={60} />
        <p class="building">
          {building.line1}
          <b>{building.line2}</b>
        </p>
        <div class="marks">
          <DemoMark demo={building.demo} />
          <DraftMark />
        </div>
        <p class="top-time">
          <ClockFigures kiosk={kiosk} />
          <small>{building.zoneName}</small>
        </p>
        {isLow ? (
          <p class="reach-line">
            <Icon of={ArrowDownToLine} size={52} stroke={2.4} />
            {t('reachText')}
          </p>
        ) : null}
      </Cloth>
    </header>
  );
}

/** Takes the focus when its screen comes, so that keyboards and readers begin at the question. */
export function Question(props: {
  readonly children: ComponentChildren;
  readonly class?: string;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 class={`question ${props.class ?? ''}`} tabIndex={-1} ref={heading}>
      {props.children}
    </h1>
  );
}

const aids: readonly (readonly [Aid, IconNode, TextKey])[] = [
  ['large', ALargeSmall, 'largeText'],
  ['contrast', Contrast, 'contrast'],
  ['reach', ArrowDownToLine, 'reach'],
];

/** Where everything is in reach, or only reach mode is, there is nothing to choose. */
function aidsOf(kiosk: Kiosk): typeof aids {
  const { isAllInReach, needsReach } = kiosk.lines.value;
  return isAllInReach || needsReach ? aids.filter(([aid]) => aid !== 'reach') : aids;
}

/** Begins to read the screens out, or asks how loud. */
function SoundKey({ kiosk }: Has): JSX.Element {
  const isOn = kiosk.guide.isOn.value;
  return (
    <Key
      class={isOn ? 'dock-key is-on' : 'dock-key'}
      testId="sound"
      pressed={isOn}
      onPress={() => kiosk.asksSound()}
    >
      <Icon of={isOn ? Check : Volume2} size={42} />
      {t('sound')}
    </Key>
  );
}

export function Dock(props: Has & { readonly leave?: 'back' | 'done' }): JSX.Element {
  const { kiosk, leave } = props;
  return (
    <nav class="dock" aria-label={t('dock')}>
      {leave === undefined ? null : (
        <Key
          class="dock-key dock-leave"
          testId={leave}
          onPress={() => (leave === 'back' ? kiosk.back() : kiosk.leave())}
        >
          <Icon of={leave === 'back' ? ArrowLeft : Check} size={40} stroke={2.4} />
          {t(leave)}
        </Key>
      )}
      {aidsOf(kiosk).map(([aid, icon, word]) => {
        const isOn = kiosk.aids.value.has(aid);
        return (
          <Key
            key={aid}
            class={isOn ? 'dock-key is-on' : 'dock-key'}
            testId={`aid-${aid}`}
            pressed={isOn}
            onPress={() => kiosk.toggleAid(aid)}
          >
            <Icon of={isOn ? Check : icon} size={42} />
            {t(word)}
          </Key>
        );
      })}
      {kiosk.view.value?.kiosk.speaks === true ? <SoundKey kiosk={kiosk} /> : null}
      {leave === undefined ? <HomeLanguages kiosk={kiosk} /> : <LanguageKey kiosk={kiosk} />}
    </nav>
  );
}
