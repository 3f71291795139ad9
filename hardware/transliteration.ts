/**
 * Letters of other scripts in the Latin ones that people here would write for them. Nobody reads a
 * name back from it: it keeps a slip readable where a name was typed in a script of its own.
 */

/**
 * Scripts of syllables, from their first code on. A consonant brings its own 'a'; what begins with
 * '~' takes that 'a' away first: vowel signs, consonants written below, the sign of silence.
 * Source of the order: the charts of the Unicode standard.
 */
const syllables: readonly (readonly [firstCode: number, spellings: string])[] = [
  // Javanese: final signs, independent vowels, consonants, vowel signs, medial consonants, pangkon.
  [0xa980, 'm ng r h a i i i u re le leu e ai o'],
  [0xa98f, 'ka ka ka ga ga nga ca ca ja nya ja nya tha tha dha dha na ta ta da da na pa pa ba ba'],
  [0xa9a9, 'ma ya ra ra la wa sa sa sa ha _ _ ~o ~i ~i ~u ~u ~e ~ai ~e ~re ~ya ~ra ~'],
  // Balinese.
  [0x1b00, 'm m ng r h a a i i u u re re le le e ai o o'],
  [0x1b13, 'ka ka ga ga nga ca ca ja ja nya ta ta da da na ta ta da da na pa pa ba ba ma ya ra'],
  [0x1b2e, 'la wa sa sa sa ha _ _ ~i ~i ~u ~u ~re ~re ~le ~le ~e ~ai ~o ~au ~e ~e ~'],
  [0x1b45, 'kha kha tsa fa va za sya'],
  // Sundanese.
  [
    0x1b80,
    'ng r h a i u e o e eu ka qa ga nga ca ja za nya ta da na pa fa va ba ma ya ra la wa sa',
  ],
  [0x1b9f, 'xa ha ~ya ~ra ~la ~i ~u ~e ~o ~e ~eu ~ ~ ~ma ~wa kha sya'],
  [0x1bbb, 'reu leu ba k m'],
  // Buginese (Lontara).
  [0x1a00, 'ka ga nga ngka pa ba ma mpa ta da na nra ca ja nya nyca ya ra la wa sa a ha'],
  [0x1a17, '~i ~u ~e ~o ~e'],
];

/** Vowels that are written with two signs around their consonant. */
const twoSigns: readonly (readonly [signs: string, one: string])[] = [
  ['\ua9ba\ua9b4', '\ua9b5'],
  ['\u1b3e\u1b35', '\u1b40'],
  ['\u1b3f\u1b35', '\u1b41'],
];

/** Pairs of one sign and its spelling, separated by spaces. A sign alone is left out. */
const letters = [
  // Arabic, as names are written here, and what Jawi adds.
  "اa بb تt ثts جj حh خkh دd ذdz رr زz سs شsy صsh ضdh طth ظzh ع' غgh فf قq كk لl مm نn هh وw يy",
  "ء' ةh ىa ٱa چc ڠng ڤp ݢg ڬg گg ڽny ۏv کk یy پp ھh ہh ژzh ٹt ڈd ڑr ےe ـ ،, ؛; ؟?",
  '\u064ea \u064fu \u0650i \u064ban \u064cun \u064din',
  // Greek.
  'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo',
  // Cyrillic.
  'аa бb вv гg дd еe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ',
  'ыy ь эe юyu яya іi єye ґg їyi ђd јj љlj њnj ћc џdz',
  // Punctuation of East Asia.
  '、, 。. 「" 」" 『" 』" 【[ 】]',
].join(' ');

function readTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [firstCode, spellings] of syllables) {
    spellings.split(' ').forEach((spelling, index) => {
      table.set(String.fromCodePoint(firstCode + index), spelling === '_' ? '' : spelling);
    });
  }
  for (const pair of letters.split(' ')) {
    const [sign = '', ...spelling] = pair;
    table.set(sign, spelling.join(''));
    const capital = sign.toUpperCase();
    const [first = '', ...rest] = spelling;
    if (capital !== sign) table.set(capital, first.toUpperCase() + rest.join(''));
  }
  return table;
}

const table = readTable();

/** Also of letters that wear an accent: the table knows them without. */
export function transliterate(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  let latin = '';
  for (const sign of joinSigns(text)) {
    const spelling = table.get(sign);
    if (spelling === undefined) latin += digitOf(sign) ?? sign;
    else if (spelling.startsWith('~')) latin = latin.replace(/a$/, '') + spelling.slice(1);
    else latin += spelling;
  }
  return latin;
}

function joinSigns(text: string): string {
  return twoSigns.reduce((joined, [signs, one]) => joined.replaceAll(signs, one), text);
}

const isDigit = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code));

/** Decimal digits of every script stand in rows of ten, beginning with nought. */
function digitOf(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0;
  if (!isDigit(code)) return undefined;
  let before = 0;
  while (isDigit(code - before - 1)) before += 1;
  return String(before % 10);
}
