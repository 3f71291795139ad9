import { ArrowLeft, ArrowRight, Camera, Delete, Keyboard, QrCode } from 'lucide';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../ui-kit/icon.tsx';
import { labelLengthMax, type Tablet } from '../model.ts';
import { t } from '../texts.ts';

interface Props {
  readonly tablet: Tablet;
}

/** Browsers let only pages over TLS, or of the same computer, see. */
const hasCamera = (): boolean => 'mediaDevices' in navigator;

export function InviteScene({ tablet }: Props): JSX.Element {
  return (
    <main class="tablet-invite">
      <h1>{t('invite')}</h1>
      <p class="lead">{t('inviteLead')}</p>
      <section class="tablet-scan">
        <Icon of={QrCode} size={120} />
        <div>
          <h2>{t('scan')}</h2>
          <p>{t('scanLead')}</p>
        </div>
      </section>
      <div class="tablet-ways">
        {hasCamera() ? (
          <button
            type="button"
            class="tablet-key quiet"
            data-testid="tablet-camera"
            onClick={() => tablet.beginCamera()}
          >
            <Icon of={Camera} size={40} />
            {t('camera')}
          </button>
        ) : null}
        <button
          type="button"
          class="tablet-key"
          data-testid="tablet-type"
          onClick={() => tablet.beginTyping()}
        >
          <Icon of={Keyboard} size={40} />
          {t('type')}
        </button>
      </div>
    </main>
  );
}

const digits = '1234567890';

export function TypingScene(props: Props & { readonly letters: string }): JSX.Element {
  const { tablet, letters } = props;
  const typed = tablet.typed.value;
  const example = `${letters[0] ?? 'A'}012`;
  const keys = (signs: string): JSX.Element[] =>
    signs.split('').map(sign => (
      <button
        key={sign}
        type="button"
        class="sign"
        disabled={typed.length >= labelLengthMax}
        data-testid={`tablet-sign-${sign}`}
        onClick={() => tablet.add(sign)}
      >
        {sign}
      </button>
    ));
  return (
    <main class="tablet-typing">
      <h1>{t('yourNumber')}</h1>
      <p class="lead" role={tablet.hasCameraFault.value ? 'alert' : undefined}>
        {tablet.hasCameraFault.value ? t('cameraFault') : t('numberLead', { example })}
      </p>
      <output class="tablet-typed" aria-live="polite" data-testid="tablet-typed">
        {typed === '' ? <span aria-hidden="true">{example}</span> : typed}
      </output>
      <div class="tablet-signs">
        <div class="letters">{keys(letters)}</div>
        <div class="digits">
          {keys(digits)}
          <button
            type="button"
            class="sign erase"
            disabled={typed === ''}
            data-testid="tablet-erase"
            onClick={() => tablet.erase()}
          >
            <Icon of={Delete} size={36} />
            {t('erase')}
          </button>
        </div>
      </div>
      <div class="tablet-keys">
        <BackKey tablet={tablet} />
        <button
          type="button"
          class="tablet-key"
          disabled={typed === ''}
          data-testid="tablet-find"
          onClick={() => tablet.submit()}
        >
          {t('find')}
          <Icon of={ArrowRight} size={36} />
        </button>
      </div>
    </main>
  );
}

export function BackKey({ tablet }: Props): JSX.Element {
  return (
    <button
      type="button"
      class="tablet-key quiet"
      data-testid="tablet-back"
      onClick={() => tablet.back()}
    >
      <Icon of={ArrowLeft} size={36} />
      {t('back')}
    </button>
  );
}

export function CameraScene({ tablet }: Props): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const begin = async (): Promise<void> => {
      const { watchCamera } = await import('../../../ui-kit/camera.ts');
      const picture = video.current;
      if (picture === null || end.signal.aborted) return;
      await watchCamera(picture, {
        onRead: text => tablet.scanned(text),
        signal: end.signal,
        onEnd: () => tablet.cameraFailed(),
      });
      setOn(true);
    };
    begin().catch(() => {
      if (!end.signal.aborted) tablet.cameraFailed();
    });
    return () => end.abort();
  }, []);
  return (
    <main class="tablet-camera">
      <h1>{isOn ? t('cameraLead') : t('cameraStarts')}</h1>
      <video ref={video} muted playsInline aria-label={t('cameraPicture')} />
      <div class="tablet-keys">
        <BackKey tablet={tablet} />
        <button type="button" class="tablet-key" onClick={() => tablet.beginTyping()}>
          {t('type')}
        </button>
      </div>
    </main>
  );
}
