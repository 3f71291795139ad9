import jsQR from 'jsqr';

export interface CameraWatch {
  readonly onRead: (text: string) => void;
  /** The camera went away while it was watched. */
  readonly onEnd: () => void;
  readonly signal: AbortSignal;
}

// The package is CommonJS, whose function is the module itself; its types name a default export.
const readCode = jsQR as unknown as typeof jsQR.default;

/** A code held still is read at once, and a small computer has time for the rest of the page. */
const lookEveryMs = 150;
/** Side of the square that is looked at: a phone's QR at arm's length is still a third of it. */
const lookPx = 480;

/**
 * Shows a camera in a video and tells each code it sees, once in a row. Rejects where there is no
 * camera or it may not be used. The signal stops everything, the camera's light too.
 */
export async function watchCamera(video: HTMLVideoElement, watch: CameraWatch): Promise<void> {
  const { signal } = watch;
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) return stop();
  for (const track of stream.getTracks()) {
    track.addEventListener('ended', () => {
      if (!signal.aborted) watch.onEnd();
    });
  }
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement('canvas');
  const look = codeReader(video, canvas);
  let last = '';
  const timer = setInterval(() => {
    const text = look();
    if (text === '' || text === last) return;
    last = text;
    watch.onRead(text);
  }, lookEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Reads the code in the middle of the picture; empty where there is none. */
function codeReader(video: HTMLVideoElement, canvas: HTMLCanvasElement): () => string {
  canvas.width = lookPx;
  canvas.height = lookPx;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    const { videoWidth, videoHeight } = video;
    if (context === null || videoWidth === 0 || video.readyState < video.HAVE_CURRENT_DATA)
      return '';
    const side = Math.min(videoWidth, videoHeight);
    const [left, top] = [(videoWidth - side) / 2, (videoHeight - side) / 2];
    context.drawImage(video, left, top, side, side, 0, 0, lookPx, lookPx);
    const { data } = context.getImageData(0, 0, lookPx, lookPx);
    return readCode(data, lookPx, lookPx, { inversionAttempts: 'attemptBoth' })?.data ?? '';
  };
}
