import { texts } from '../ui-kit/language.ts';

const id = {
  captions: 'Teks suara',
  soundTitle: 'Layar ini dibacakan',
  soundText: 'Semua layar sekarang dibacakan. Colokkan penyuara telinga bila ada.',
  soundUnavailable: 'Suara belum tersedia di kiosk ini. Kalimatnya tampil di bagian atas layar.',
  soundMuted: 'Suara kiosk ini sedang tertutup. Kalimatnya tampil di bagian atas layar.',
  soundUnreachable: 'Suara sedang terputus. Kalimatnya tampil di bagian atas layar.',
  volume: 'Keras suara {percent} persen',
  louder: 'Lebih keras',
  quieter: 'Lebih pelan',
  repeat: 'Ulangi',
  soundOff: 'Matikan suara',
  goOn: 'Lanjut',
  keypadHelp:
    'Panah bawah untuk pilihan berikutnya. Lima untuk memilih. Nol untuk mengulang. Tambah dan kurang untuk keras suara.',
  choices: '{count} pilihan.',
  chosen: 'dipilih',
  isOn: 'aktif',
  isOff: 'tidak aktif',
  notNow: 'belum dapat dipilih',
};

const en: Readonly<Record<keyof typeof id, string>> = {
  captions: 'Spoken text',
  soundTitle: 'This screen is read out',
  soundText: 'Every screen is read out now. Plug in your headphones if you have them.',
  soundUnavailable:
    'This kiosk has no voice yet. Its sentences are shown at the top of the screen.',
  soundMuted: 'The sound of this kiosk is off. Its sentences are shown at the top of the screen.',
  soundUnreachable: 'The voice is out of reach. Its sentences are shown at the top of the screen.',
  volume: 'Volume {percent} percent',
  louder: 'Louder',
  quieter: 'Softer',
  repeat: 'Repeat',
  soundOff: 'Stop reading',
  goOn: 'Continue',
  keypadHelp:
    'Arrow down for the next choice. Five to choose. Zero to repeat. Plus and minus for the volume.',
  choices: '{count} choices.',
  chosen: 'chosen',
  isOn: 'on',
  isOff: 'off',
  notNow: 'not available yet',
};

/** Sentences about reading the screens out. */
export const g = texts({ id, en });
