import type { BrowserContext, Page } from 'playwright-core';

/**
 * Records what a page really plays: everything that it connects to the speakers goes to a recorder
 * on the sound thread as well, sample for sample. The page knows nothing of it.
 */

const recorder = `
registerProcessor('sound-tap', class extends AudioWorkletProcessor {
  constructor() { super(); this.block = new Int16Array(2048); this.at = 0; }
  process([input]) {
    const samples = input[0];
    for (let at = 0; at < 128; at += 1) {
      const value = samples ? samples[at] : 0;
      this.block[this.at++] = Math.round(Math.max(-1, Math.min(1, value)) * 32767);
    }
    if (this.at === this.block.length) { this.port.postMessage(this.block.slice()); this.at = 0; }
    return true;
  }
});`;

interface Tap {
  blocks: Int16Array[];
  rateHz: number;
  /** Sounds that were played to their end. */
  ended: number;
  /** When sound followed on half a second of silence, milliseconds since the epoch. */
  heardAt: number[];
  isReady: boolean;
}

function installTap(recorderUrl: string): void {
  const tap: Tap = { blocks: [], rateHz: 0, ended: 0, heardAt: [], isReady: false };
  Object.assign(globalThis, { soundTap: tap });
  const buses = new WeakMap<BaseAudioContext, GainNode>();
  type Does = (...given: unknown[]) => unknown;
  const connect = Reflect.get(AudioNode.prototype, 'connect') as Does;
  let silentSamples = Infinity;
  const take = (block: Int16Array): void => {
    const first = block.findIndex(value => value !== 0);
    const isSilent = first === -1;
    const sinceMs = ((block.length - first) * 1000) / tap.rateHz;
    if (!isSilent && silentSamples > tap.rateHz / 2) tap.heardAt.push(Date.now() - sinceMs);
    silentSamples = isSilent ? silentSamples + block.length : 0;
    tap.blocks.push(block);
  };
  const open = async (context: AudioContext): Promise<void> => {
    const bus = context.createGain();
    buses.set(context, bus);
    tap.rateHz = context.sampleRate;
    await context.audioWorklet.addModule(recorderUrl);
    const node = new AudioWorkletNode(context, 'sound-tap', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    node.port.addEventListener('message', event => take(event.data as Int16Array));
    node.port.start();
    connect.call(bus, node);
    connect.call(node, context.destination);
    tap.isReady = true;
  };
  const Real = globalThis.AudioContext;
  globalThis.AudioContext = class extends Real {
    constructor(options?: AudioContextOptions) {
      super(options);
      void open(this);
    }
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...given: unknown[]) {
    const [target] = given;
    const bus = target instanceof AudioDestinationNode ? buses.get(target.context) : undefined;
    if (bus) connect.call(this, bus);
    return connect.apply(this, given);
  } as typeof AudioNode.prototype.connect;
  const start = Reflect.get(AudioBufferSourceNode.prototype, 'start') as Does;
  AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...given) {
    this.addEventListener('ended', () => (tap.ended += 1));
    start.apply(this, given);
  };
}

/** Before any page of the context is opened, which must not hold it to the building's CSP. */
export const tapSound = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(installTap, `data:text/javascript,${encodeURIComponent(recorder)}`);

declare const soundTap: Tap;

export const tapIsReady = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => soundTap.isReady && soundTap.blocks.length > 0);
};

export const endedSounds = (page: Page): Promise<number> => page.evaluate(() => soundTap.ended);

export const heardTimes = (page: Page): Promise<number[]> => page.evaluate(() => soundTap.heardAt);

export interface Recording {
  readonly samples: Int16Array;
  readonly rateHz: number;
}

/** Everything since the page was opened. */
export async function recordingOf(page: Page): Promise<Recording> {
  const { text, rateHz } = await page.evaluate(async () => {
    const bytes = new Blob(soundTap.blocks as unknown as BlobPart[]);
    const url = await new Promise<string>(resolve => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.readAsDataURL(bytes);
    });
    return { text: url.slice(url.indexOf(',') + 1), rateHz: soundTap.rateHz };
  });
  const bytes = Buffer.from(text, 'base64');
  return { samples: new Int16Array(new Uint8Array(bytes).buffer), rateHz };
}
