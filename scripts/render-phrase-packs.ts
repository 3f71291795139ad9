/**
 * Renders the sentences that kiosks say by themselves, from their catalogues, with eSpeak NG, run as
 * a separate program and never linked. The result is committed, so that a machine without the
 * engine speaks as well. Usage: `node scripts/render-phrase-packs.ts`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { VoiceLanguage } from '../server/domain/announcement.ts';
import { packSound } from '../server/voice/adpcm.ts';
import { espeakRequest } from '../server/voice/espeak-words.ts';
import { evenLoudness, trimSilence } from '../server/voice/loudness.ts';
import { phrasePackVersion, type PhraseManifest } from '../server/voice/phrase-pack.ts';
import { resample } from '../server/voice/resample.ts';
import { speakable } from '../server/voice/speakable.ts';
import { decodeWav, sampleRateHz } from '../server/voice/wav.ts';

/** Formants of the engine end below 6 kHz: more would be paid for and not heard. */
const rateHz = 12_000;
/** Of both packs together, with some room below 8 MB. */
const bytesMax = 4_600_000;
const engine = 'espeak-ng';
const root = join(import.meta.dirname, '..');

type Catalogue = Readonly<Record<VoiceLanguage, Readonly<Record<string, string>>>>;

/** Words of a sentence between its places; the places are said from numbers and names. */
const partsOf = (sentence: string): string[] =>
  sentence
    .split(/\{\w+\}/)
    .map(part => part.trim().replaceAll(/^[\s.,:·]+|[\s,:·]+$/g, ''))
    .filter(part => /\p{L}{2}/u.test(part));

/** Words around numbers that no sentence of a catalogue has alone. */
const around: Readonly<Record<VoiceLanguage, readonly string[]>> = {
  id: (
    'pukul|lewat|sampai|menit|detik|dan|dari|loket|zona|lantai|Zona Biru|Zona Cokelat|' +
    'Zona Hijau|Zona Merah|Langsung dilayani|Indonesia|English|Senin|Selasa|Rabu|Kamis|Jumat|' +
    'Sabtu|Minggu|WIB|WITA|WIT|orang|keperluan|instansi|layanan|besok|sekitar'
  ).split('|'),
  en: (
    "o'clock|oh|to|minutes|seconds|and|of|counter|counters|zone|up to|Served right away|floor|" +
    'Blue zone|Brown zone|Green zone|Red zone|English|Indonesia|Monday|Tuesday|Wednesday|' +
    'Thursday|Friday|Saturday|Sunday|waiting|agencies|services|tomorrow|about'
  ).split('|'),
};

/** Catalogues hand themselves to `texts`: here it only collects them. */
async function catalogues(): Promise<readonly Catalogue[]> {
  const found: Catalogue[] = [];
  (globalThis as unknown as { collect: (one: Catalogue) => void }).collect = one => found.push(one);
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/ui-kit/language.ts')
        ? {
            format: 'module',
            shortCircuit: true,
            source: 'export const texts = one => { collect(one); return () => ""; };',
          }
        : next(url, context),
  });
  const folder = join(root, 'kiosk-ui');
  // What is said of every key comes first, then the main way, then what lies beside it.
  const files = [
    'guide-texts.ts',
    'inner-texts.ts',
    'flow-texts.ts',
    'appliance-texts.ts',
    'check-in-texts.ts',
    'language-texts.ts',
    'texts.ts',
  ];
  for (const file of files) await import(pathToFileURL(join(folder, file)).href);
  return found;
}

const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);

/** As it comes from the engine, so that the same catalogue gives the same bytes again. */
function sayNow(text: string, language: VoiceLanguage): Int16Array {
  const said = { text: speakable(text, language).sentence, language, pace: 'guide' } as const;
  const { text: input, voice, wordsPerMinute } = espeakRequest(said);
  const options = ['-v', voice, '-s', String(wordsPerMinute), '-b', '1', '-z'];
  const wav = execFileSync(engine, [...options, '--stdin', '--stdout'], {
    input,
    maxBuffer: 10_000_000,
  });
  return decodeWav(wav);
}

function render(language: VoiceLanguage, texts: readonly string[], version: string) {
  const folder = join(root, 'server', 'voice', 'packs', `phrases-${language}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const phrases: Record<string, string> = {};
  const names = new Set<string>();
  let bytes = 0;
  let left = 0;
  for (const text of texts) {
    const samples = resample(trimSilence(sayNow(text, language)), sampleRateHz, rateHz);
    const packed = packSound({ samples: evenLoudness(samples), rateHz });
    if (bytes + packed.length > bytesMax) {
      left += 1;
      continue;
    }
    let name = nameOf(text);
    while (names.has(name)) name += '-2';
    names.add(name);
    writeFileSync(join(folder, `${name}.wav`), packed);
    phrases[text] = `${name}.wav`;
    bytes += packed.length;
  }
  const manifest: PhraseManifest = {
    formatVersion: phrasePackVersion,
    language,
    name: language === 'id' ? 'Kalimat bawaan' : 'Default sentences',
    source: `Rendered by eSpeak NG ${version} from the kiosk’s catalogues`,
    licence: 'MIT, as the project; made with a GPL-3.0 program, of which nothing is included here',
    phrases,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const kept = Object.keys(phrases).length;
  process.stdout.write(`phrases-${language}: ${kept}, ${Math.round(bytes / 1000)} kB`);
  process.stdout.write(left === 0 ? '\n' : `; ${left} had no room\n`);
}

const all = await catalogues();
const version = execFileSync(engine, ['--version'], { encoding: 'utf8' });
const engineVersion = /[0-9]+\.[0-9.]*[0-9]/.exec(version)?.[0] ?? 'of unknown version';
for (const language of ['id', 'en'] as const) {
  const sentences = all.flatMap(one => Object.values(one[language]).flatMap(partsOf));
  const texts = [...new Set([...around[language], ...sentences])];
  render(language, texts, engineVersion);
}
