/**
 * A neural voice in a process of its own: sherpa-onnx, which a building installs beside its model,
 * loads hundreds of megabytes and may end the process that it runs in.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serveVoice, VoiceFault, type Say } from './engine-child.ts';
import { neuralModelIn } from './neural-model.ts';
import { resample } from './resample.ts';
import { sampleRateHz } from './wav.ts';

/** What is used of sherpa-onnx-node. */
interface OfflineTts {
  generate(request: {
    readonly text: string;
    readonly sid: number;
    readonly speed: number;
    readonly enableExternalBuffer: boolean;
  }): { readonly samples: Float32Array; readonly sampleRate: number };
}
interface Library {
  readonly OfflineTts: new (config: unknown) => OfflineTts;
}

/** More would take the server's second core. */
const threads = 1;
/** The variation that makers of Piper recommend; none at all sounds dull. */
const noise = { noiseScale: 0.667, noiseScaleW: 0.8 };
const packageName = 'sherpa-onnx-node';

/** From the building's folder, else from where the server lies. */
function libraryFor(folder: string): Library {
  for (const from of [join(folder, 'voice.js'), import.meta.url]) {
    const require = createRequire(from);
    try {
      require.resolve(packageName);
    } catch {
      continue;
    }
    return require(packageName) as Library;
  }
  throw new VoiceFault('no-library', `${packageName} is not installed`);
}

function load(folder: string): Say {
  const found = neuralModelIn(folder);
  if ('fault' in found) throw new VoiceFault(found.fault, found.why);
  const { OfflineTts } = libraryFor(folder);
  const voice = new OfflineTts({
    model: {
      vits: { ...found, ...noise, lengthScale: 1 },
      numThreads: threads,
      debug: 0,
      provider: 'cpu',
    },
    maxNumSentences: 1,
  });
  return request => {
    const { text, speed } = request as { readonly text: string; readonly speed: number };
    const { samples, sampleRate } = voice.generate({
      text,
      sid: 0,
      speed,
      enableExternalBuffer: false,
    });
    const whole = Int16Array.from(samples, value =>
      Math.round(Math.min(1, Math.max(-1, value)) * 32_767),
    );
    return resample(whole, sampleRate, sampleRateHz);
  };
}

await serveVoice(() => Promise.resolve().then(() => load(process.argv[2] ?? '')), {
  input: process.stdin,
  residentBytes: () => process.memoryUsage.rss(),
  exit: code => process.exit(code),
  // What is rendered ahead keeps neither the server nor a screen on the same computer waiting.
  niceness: 5,
});
