import { Camera, ScanLine } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { codeLength, codeSigns } from '../booking-code.ts';
import { checkInText } from '../check-in-texts.ts';
import { t } from '../inner-texts.ts';
import { Key } from '../press.tsx';
import { shape } from '../stage.ts';
import { CameraView } from './camera-view.tsx';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { NeedKey, NeedPanel } from './issue-panel.tsx';
import { EraseKey, Keyboard } from './keyboard.tsx';

const perRow = 8;
const rows = Array.from({ length: codeSigns.length / perRow }, (_, at) =>
  codeSigns.slice(at * perRow, (at + 1) * perRow),
);

/** A booking's code, typed on the screen; a scanner works here and at home without a touch. */
export function CheckInByCode({ kiosk }: Has): JSX.Element {
  const { checkIn } = kiosk;
  const hasCamera = kiosk.view.value?.kiosk.hasCamera === true;
  const isBroken = checkIn.isCameraBroken.value;
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="check-in">
        <Question>{checkInText('title')}</Question>
        <p class="check-in-hint" data-testid="check-in-hint" role={isBroken ? 'alert' : undefined}>
          <Icon of={isBroken ? Camera : ScanLine} size={48} />
          {checkInText(isBroken ? 'cameraBroken' : 'scanHint')}
        </p>
        <CodePlaces kiosk={kiosk} />
        {hasCamera && !isBroken ? (
          <Key
            class="key outlined camera-key"
            testId="use-camera"
            onPress={() => checkIn.usesCamera(true)}
          >
            <Icon of={Camera} size={46} />
            {checkInText('camera')}
          </Key>
        ) : null}
        <CheckInNeeds kiosk={kiosk} hasCamera={hasCamera} />
        <Keyboard class="keyboard-code" rows={rows} onSign={sign => checkIn.type(sign)} />
        <div class="panel-keys check-in-keys">
          <EraseKey class="key outlined" onErase={() => checkIn.erase()} />
          <Key
            class="key primary"
            testId="check-in"
            isDisabled={!checkIn.isWhole}
            onPress={() => void checkIn.ask()}
          >
            {checkInText('go')}
          </Key>
        </div>
      </main>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}

/** A need is said before the code is whole: with it the number is a vulnerable visitor's. */
function CheckInNeeds({ kiosk, hasCamera }: Has & { readonly hasCamera: boolean }): JSX.Element {
  const aids = kiosk.aids.value;
  const isNarrow = hasCamera && (shape.value === 'wide' || aids.has('reach'));
  if (isNarrow || aids.has('large')) return <NeedKey kiosk={kiosk} />;
  return (
    <section class="check-in-needs" aria-label={t('priorityTitle')}>
      <NeedPanel kiosk={kiosk} />
    </section>
  );
}

/** Eight places in two groups, as the code is printed. */
function CodePlaces({ kiosk }: Has): JSX.Element {
  const code = kiosk.checkIn.code.value;
  return (
    <div
      class="code-places"
      role="img"
      aria-label={`${checkInText('codeLabel')}: ${code.split('').join(' ')}`}
      data-testid="code"
      data-code={code}
    >
      {Array.from({ length: codeLength }, (_, at) => (
        <span
          key={at}
          class={at === code.length ? 'code-place is-next' : 'code-place'}
          aria-hidden="true"
        >
          {code[at] ?? ''}
        </span>
      ))}
      <p class="spoken-only" role="status">
        {checkInText('codeTyped', { count: code.length })}
      </p>
    </div>
  );
}

export function CheckInByCamera({ kiosk }: Has): JSX.Element {
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="check-in">
        <Question>{checkInText('cameraTitle')}</Question>
        <CameraView
          onRead={text => kiosk.scanned(text)}
          onFault={() => kiosk.checkIn.cameraFailed()}
        />
        <p class="check-in-hint">{checkInText('cameraText')}</p>
        <div class="panel-keys check-in-keys">
          <Key
            class="key primary"
            testId="type-instead"
            onPress={() => kiosk.checkIn.usesCamera(false)}
          >
            {checkInText('typeInstead')}
          </Key>
        </div>
      </main>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}
