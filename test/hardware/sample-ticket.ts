import type { TicketContent } from '../../contract/ticket-content.ts';

/** The ticket of the demo building that the design shows. */
export const sampleTicket: TicketContent = {
  language: 'id',
  building: ['Mal Pelayanan Publik', 'Kabupaten Karang Asri'],
  agency: 'Dinas Kependudukan dan Pencatatan Sipil',
  services: ['Akta Kelahiran'],
  label: 'A012',
  zone: 'Zona Biru',
  floor: 'Lantai 1',
  cloth: 'kawung',
  counters: 'Anda dipanggil ke salah satu Loket 1–6',
  ahead: 8,
  estimate: { fromMinutes: 20, toMinutes: 35 },
  expectedAt: '09.35–09.50 WITA',
  url: 'https://antrean.karangasrikab.go.id/t/Zk3v9QmT2xLp',
  requirements: ['Surat keterangan lahir', 'KK', 'KTP-el orang tua', 'buku nikah/akta perkawinan'],
  issuedAt: { date: 'Senin, 23 November 2026', time: '09.15 WITA' },
  device: 'Kiosk 2',
  demo: false,
  reprint: false,
};

/** Everything at its longest, in letters that no receipt printer knows. */
export const kitchenSinkTicket: TicketContent = {
  ...sampleTicket,
  language: 'en',
  building: ['Mal Pelayanan Publik “Sasana Pelayanan Terpadu”', 'Kabupaten Karang Asri Kepulauan'],
  agency:
    'Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu, Tenaga Kerja, Transmigrasi, Koperasi, ' +
    'Usaha Kecil dan Menengah Kabupaten Karang Asri Kepulauan Bagian Timur dan Sekitarnya',
  services: [
    'Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang untuk Kegiatan Berusaha (KKPR)',
    'Surat Izin Praktik Tenaga Kesehatan: dokter, bidan, perawat, apoteker',
    'Pertanggungjawabanpenyelenggaraanketenagakerjaan',
    'Café & Réstorant – izin usaha',
    'Łódź Øst ıslık €5',
  ],
  label: 'AB1024',
  zone: 'Zona Cokelat Sayap Timur',
  floor: 'Lantai 2 Mezanin',
  cloth: 'parang',
  ahead: 128,
  estimate: { fromMinutes: 0, toMinutes: 5 },
  requirements: ['Fotokopi\u0007 KTP‑el\u001b@', 'naïve\u009b résumé', '日本語'],
  device: 'Kiosk di pintu masuk sebelah utara',
  demo: true,
  reprint: true,
};
