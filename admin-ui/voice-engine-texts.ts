import { texts } from '../ui-kit/language.ts';

/** The words of the voices that render what no pack says. */
export const engineText = texts({
  id: {
    title: 'Pembaca otomatis',
    lead: 'Membaca panggilan dan nama yang tidak ada di paket suara.',
    'name:neural': 'Suara neural {language}',
    'name:espeak': 'espeak-ng',
    'language:id': 'Indonesia',
    'language:en': 'Inggris',
    'is:program': 'dari komputer ini',
    'is:wasm': 'dari pemasangan',
    'is:neural': 'model milik gedung',
    'condition:asleep': 'siap bila diperlukan',
    'condition:starting': 'sedang dimuat',
    'condition:ready': 'siap',
    'condition:resting': 'gagal, dicoba lagi nanti',
    'condition:missing': 'tidak ada',
    took: '{seconds} detik',
    memory: '{megabytes} MB',
    'fault:no-library': 'Belum dipasang di komputer ini.',
    'fault:no-model': 'Tidak ada model di foldernya.',
    'fault:many-models': 'Ada lebih dari satu model di foldernya.',
    'fault:no-tokens': 'Berkas tokens.txt tidak ada.',
    'fault:slow-start': 'Terlalu lama dimuat.',
    'fault:slow': 'Terlalu lama membaca satu kalimat.',
    'fault:no-sound': 'Hasilnya bukan suara.',
    'fault:failed': 'Programnya berhenti. Sebabnya ada di catatan server.',
  },
  en: {
    title: 'Automatic readers',
    lead: 'They say calls and names that no voice pack has.',
    'name:neural': 'Neural voice, {language}',
    'name:espeak': 'espeak-ng',
    'language:id': 'Indonesian',
    'language:en': 'English',
    'is:program': 'of this computer',
    'is:wasm': 'of the installation',
    'is:neural': 'the building’s own model',
    'condition:asleep': 'ready when needed',
    'condition:starting': 'is being loaded',
    'condition:ready': 'ready',
    'condition:resting': 'failed, tried again later',
    'condition:missing': 'not there',
    took: '{seconds} s',
    memory: '{megabytes} MB',
    'fault:no-library': 'It is not installed on this computer.',
    'fault:no-model': 'There is no model in its folder.',
    'fault:many-models': 'There is more than one model in its folder.',
    'fault:no-tokens': 'The file tokens.txt is missing.',
    'fault:slow-start': 'It takes too long to load.',
    'fault:slow': 'It takes too long for one sentence.',
    'fault:no-sound': 'What it gives is no sound.',
    'fault:failed': 'Its program ended. The server’s log says why.',
  },
});

const sourceNames: Readonly<Record<string, 'id' | 'en'>> = { 'neural-id': 'id', 'neural-en': 'en' };

/** Who says a call: a pack by its name, an engine by its own. */
export function voiceName(source: string): string {
  const language = sourceNames[source];
  if (language === undefined) return source;
  return engineText('name:neural', { language: engineText(`language:${language}`) });
}
