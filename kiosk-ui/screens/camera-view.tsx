import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { checkInText } from '../check-in-texts.ts';

export interface CameraViewProps {
  readonly onRead: (text: string) => void;
  /** No camera, not allowed, or taken away. */
  readonly onFault: () => void;
}

/** The camera's picture, and whatever code it sees. It is switched off when this goes. */
export function CameraView({ onRead, onFault }: CameraViewProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const begin = async (): Promise<void> => {
      const { watchCamera } = await import('../../ui-kit/camera.ts');
      const picture = video.current;
      if (picture === null || end.signal.aborted) return;
      await watchCamera(picture, { onRead, signal: end.signal, onEnd: onFault });
      setOn(true);
    };
    begin().catch(() => {
      if (!end.signal.aborted) onFault();
    });
    return () => end.abort();
  }, []);
  return (
    <div class="camera">
      <video ref={video} muted playsInline aria-label={checkInText('cameraPicture')} />
      {isOn ? <i class="camera-frame" /> : <p role="status">{checkInText('cameraStarts')}</p>}
    </div>
  );
}
