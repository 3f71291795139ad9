import captureAddress from './capture-worklet.js?url';
import { toServerRate } from './pcm.ts';

/** Why there is no microphone: a page without TLS may not ask, none is there, or nobody allowed it. */
export type MicrophoneFault = 'insecure' | 'absent' | 'denied';

export interface Microphone {
  /** Listens until `stop`; `level` is told the loudest sample of each moment, 0 to 1. */
  record(level: (loudest: number) => void): Recording;
  close(): void;
}

export interface Recording {
  stop(): Promise<Int16Array>;
}

const secondsMax = 10;

/** As it is heard: the server makes words equally loud, and what a browser filters is lost. */
const asHeard = {
  audio: {
    channelCount: 1,
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  },
};

class OpenMicrophone implements Microphone {
  readonly #context: AudioContext;
  readonly #stream: MediaStream;
  readonly #capture: AudioWorkletNode;

  constructor(context: AudioContext, stream: MediaStream) {
    this.#context = context;
    this.#stream = stream;
    this.#capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
    context.createMediaStreamSource(stream).connect(this.#capture);
  }

  record(level: (loudest: number) => void): Recording {
    const pieces: Float32Array[] = [];
    const piecesMax = (secondsMax * this.#context.sampleRate) / 1_024;
    this.#capture.port.addEventListener('message', take);
    this.#capture.port.start();
    function take({ data }: MessageEvent<Float32Array>): void {
      if (pieces.length < piecesMax) pieces.push(data);
      let loudest = 0;
      for (const sample of data) loudest = Math.max(loudest, Math.abs(sample));
      level(loudest);
    }
    return {
      stop: async () => {
        this.#capture.port.removeEventListener('message', take);
        const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
        const sound = this.#context.createBuffer(1, Math.max(1, length), this.#context.sampleRate);
        let at = 0;
        for (const piece of pieces) {
          sound.getChannelData(0).set(piece, at);
          at += piece.length;
        }
        return toServerRate(sound);
      },
    };
  }

  close(): void {
    for (const track of this.#stream.getTracks()) track.stop();
    void this.#context.close();
  }
}

/** Asks for the microphone; the browser may ask whoever sits there. */
export async function openMicrophone(): Promise<Microphone | MicrophoneFault> {
  if (!window.isSecureContext || navigator.mediaDevices === undefined) return 'insecure';
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(asHeard);
  } catch (error) {
    const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
    return isDenied ? 'denied' : 'absent';
  }
  const context = new AudioContext();
  await context.audioWorklet.addModule(captureAddress);
  await context.resume();
  return new OpenMicrophone(context, stream);
}
