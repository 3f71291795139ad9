import type { CallReason, PassedOver } from '../../contract/events.ts';
import type { ChoiceReason, Need, Text, VisitClass } from '../../contract/values.ts';

/** Why this one and no other, as one sentence that can be read aloud, in both languages (CALL-17). */

const needWords: Readonly<Record<Need, Text>> = {
  elderly: { id: 'Lansia', en: 'Elderly visitor' },
  pregnant: { id: 'Ibu hamil', en: 'Pregnant visitor' },
  nursing: { id: 'Ibu menyusui', en: 'Nursing mother' },
  disability: { id: 'Penyandang disabilitas', en: 'Visitor with a disability' },
  'with-child': { id: 'Membawa balita', en: 'Visitor with a small child' },
};

const classWords: Readonly<Record<VisitClass, Text>> = {
  'walk-in': { id: 'Umum', en: 'Walk-in' },
  booked: { id: 'Booking', en: 'Booking' },
  vulnerable: { id: 'Prioritas', en: 'Priority visitor' },
};

const choices: Readonly<Record<ChoiceReason, Text>> = {
  returned: { id: 'sudah kembali', en: 'came back' },
  'special-need': { id: 'perlu bantuan khusus', en: 'needs special help' },
  'short-errand': { id: 'keperluan singkat', en: 'a short errand' },
  other: { id: 'alasan lain', en: 'another reason' },
};

type Who = Pick<PassedOver, 'class' | 'need'>;

const whoOf = ({ class: name, need }: Who): Text => (need ? needWords[need] : classWords[name]);

const lower = ({ id, en }: Text): Text => ({
  id: id.charAt(0).toLowerCase() + id.slice(1),
  en: en.charAt(0).toLowerCase() + en.slice(1),
});

const minutesOf = (seconds: number): number => Math.floor(seconds / 60);

function waitOf(seconds: number): Text {
  const minutes = minutesOf(seconds);
  if (minutes === 0) return { id: 'kurang dari 1 menit', en: 'less than a minute' };
  return { id: `${minutes} menit`, en: minutes === 1 ? '1 minute' : `${minutes} minutes` };
}

/** Both languages of one sentence, from the same parts. */
const both = (make: (language: 'id' | 'en') => string): Text => ({
  id: make('id'),
  en: make('en'),
});

/** "A013: umum, 45 menit (45)": who came earlier, and what their wait came to. */
function againstWords(against: PassedOver, isWeighed: boolean, language: 'id' | 'en'): string {
  const who = lower(whoOf(against))[language];
  const wait = waitOf(against.waitedSeconds)[language];
  const sum = isWeighed ? ` (${minutesOf(against.urgency)})` : '';
  return `${against.label}: ${who}, ${wait}${sum}`;
}

/** ", mendahului A013: umum, 45 menit (45), A014 dan A015"; empty where nobody was. */
function overWords(reason: CallReason, isWeighed: boolean, language: 'id' | 'en'): string {
  const { against, passedOver } = reason;
  if (!against) return '';
  const others = passedOver.filter(label => label !== against.label);
  const words = language === 'id' ? ', mendahului ' : ', before ';
  const first = againstWords(against, isWeighed, language);
  if (others.length === 0) return words + first;
  const and = language === 'id' ? '; juga ' : '; also ';
  return words + first + and + others.join(', ');
}

function ownSentence(reason: CallReason): Text {
  const who = whoOf(reason);
  const wait = waitOf(reason.waitedSeconds);
  const times = Math.round(reason.rate * 10) / 10;
  const isFaster = reason.policy === 'accumulating' && reason.rate !== 1 && !!reason.against;
  // Sums of less than a minute would read as nothing against nothing.
  const isWeighed = isFaster && reason.waitedSeconds >= 60;
  const sum = minutesOf(reason.rate * minutesOf(reason.waitedSeconds) * 60);
  const over = (language: 'id' | 'en'): string => overWords(reason, isWeighed, language);
  switch (reason.policy) {
    case 'first':
      return both(language =>
        language === 'id'
          ? `Didahulukan petugas: dialihkan atau kembali ke loket ini${over('id')}.`
          : `Put first by an officer: sent on or back to this counter${over('en')}.`,
      );
    case 'max-wait':
      return both(language =>
        language === 'id'
          ? `Sudah menunggu ${wait.id}, lebih dari batas tunggu, jadi didahulukan.`
          : `Has waited ${wait.en}, longer than anybody should, so goes first.`,
      );
    case 'strict':
      return both(language =>
        language === 'id'
          ? `${who.id} dilayani lebih dulu di antrean ini (${wait.id})${over('id')}.`
          : `${who.en} comes first in this queue (${wait.en})${over('en')}.`,
      );
    case 'ratio':
      return both(language =>
        language === 'id'
          ? `Giliran ${lower(who).id} menurut perbandingan antrean (${wait.id})${over('id')}.`
          : `The turn of ${lower(who).en} by the ratio of this queue (${wait.en})${over('en')}.`,
      );
    case 'chosen':
      return chosenSentence(reason, over);
    case 'direct':
      return {
        id: 'Dilayani langsung di loket, tanpa dipanggil.',
        en: 'Served at the counter at once, without a call.',
      };
    case 'fifo':
    case 'accumulating':
      return both(language => {
        if (isWeighed) {
          return language === 'id'
            ? `${who.id} menunggu ${wait.id} dan dihitung ${times} kali (${sum})${over('id')}.`
            : `${who.en} waited ${wait.en}, counted ${times} times (${sum})${over('en')}.`;
        }
        if (isFaster) {
          return language === 'id'
            ? `${who.id} menunggu ${wait.id}, naik ${times} kali lebih cepat${over('id')}.`
            : `${who.en} waited ${wait.en}, moves up ${times} times as fast${over('en')}.`;
        }
        if (reason.against) {
          return language === 'id'
            ? `${who.id} menunggu ${wait.id}${over('id')}.`
            : `${who.en} waited ${wait.en}${over('en')}.`;
        }
        return language === 'id'
          ? `${who.id}, menunggu paling lama: ${wait.id}.`
          : `${who.en}, waiting longest: ${wait.en}.`;
      });
  }
}

function chosenSentence(reason: CallReason, over: (language: 'id' | 'en') => string): Text {
  const why = reason.choice ? choices[reason.choice] : null;
  const wait = waitOf(reason.waitedSeconds);
  return both(language => {
    const reasonWords = why ? ` (${why[language]})` : '';
    return language === 'id'
      ? `Dipilih petugas${reasonWords}, menunggu ${wait.id}${over('id')}.`
      : `Chosen by the officer${reasonWords}, waited ${wait.en}${over('en')}.`;
  });
}

export function reasonSentence(reason: CallReason): Text {
  const { id, en } = ownSentence(reason);
  if (!reason.isHelp) return { id, en };
  return { id: `Membantu antrean lain. ${id}`, en: `Helping another queue. ${en}` };
}
