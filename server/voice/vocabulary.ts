import type { VoiceLanguage } from '../domain/announcement.ts';

export interface VocabularyEntry {
  /** What a person who records a pack reads out. */
  readonly text: string;
  /** eSpeak NG input where the plain text would be mispronounced; `[[…]]` holds its phonemes. */
  readonly phonemes?: string;
}

type Vocabulary = Readonly<Record<string, VocabularyEntry>>;

const plain = (names: readonly string[]): Vocabulary =>
  Object.fromEntries(names.map(name => [name, { text: name.replaceAll('-', ' ') }]));

const letters = (spelling: string): Vocabulary =>
  Object.fromEntries(
    spelling
      .split(' ')
      .map((text, index) => [`letter-${String.fromCodePoint(97 + index)}`, { text }]),
  );

/** Everything a complete pack says, by clip key; each key is also the name of the clip's file. */
export const vocabulary: Readonly<Record<VoiceLanguage, Vocabulary>> = {
  id: {
    ...plain(['nomor-antrean', 'silakan-menuju', 'nol', 'kosong', 'satu', 'dua', 'tiga']),
    loket: { text: 'loket', phonemes: "[[l'oket]]" },
    // The e of these four is a schwa, which the engine's rules miss.
    empat: { text: 'empat', phonemes: "[[@mp'at]]" },
    enam: { text: 'enam', phonemes: "[[@n'am]]" },
    sebelas: { text: 'sebelas', phonemes: "[[s@b@l'as]]" },
    belas: { text: 'belas', phonemes: "[[b@l'as]]" },
    ...plain(['lima', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'puluh']),
    ...plain(['seratus', 'ratus', 'seribu', 'ribu']),
    ...letters('a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet'),
  },
  en: {
    ...plain(['number', 'please-go-to-counter', 'oh', 'zero', 'one', 'two', 'three', 'four']),
    ...plain(['five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen']),
    ...plain(['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']),
    ...plain(['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']),
    ...plain(['hundred', 'thousand']),
    ...letters('A B C D E F G H I J K L M N O P Q R S T U V W X Y zed'),
    'letter-a': { text: 'A', phonemes: "[['eI]]" },
  },
};
