import type { Text } from '../../contract/values.ts';

/** One line of waiting tickets in the demo building, in the words of the catalogue. */
interface DemoQueue {
  /** The first letter is the agency's code. */
  series: string;
  name: Text;
  services: readonly string[];
  counters: readonly number[];
  quotaPerDay?: number;
}

/**
 * Quick errands (collecting, paying, asking) stand apart from long ones where an agency has the
 * counters for two lines, and one counter between the two serves both, so that neither idles
 * while the other is crowded.
 */
export const demoQueues: readonly DemoQueue[] = [
  {
    series: 'A',
    name: { id: 'KTP-el dan identitas digital', en: 'e-ID card and digital identity' },
    services: ['A01', 'A02', 'A10', 'A11', 'A12'],
    counters: [1, 2, 3],
  },
  {
    series: 'AK',
    name: { id: 'Kartu Keluarga dan pindah datang', en: 'Family card and change of residence' },
    services: ['A03', 'A04', 'A09', 'A13', 'A14'],
    counters: [3, 4, 5],
  },
  {
    series: 'AC',
    name: { id: 'Akta dan Kartu Identitas Anak', en: 'Civil certificates and child cards' },
    services: ['A05', 'A06', 'A07', 'A08'],
    counters: [5, 6],
  },
  {
    series: 'B',
    name: { id: 'Perizinan dan konsultasi', en: 'Permits and consultation' },
    services: ['B01', 'B02', 'B03', 'B04', 'B05', 'B06', 'B07'],
    counters: [7, 8, 9],
  },
  {
    series: 'BA',
    name: { id: 'Pengambilan izin dan pengaduan', en: 'Permit collection and complaints' },
    services: ['B08', 'B09'],
    counters: [9, 10],
  },
  {
    series: 'C',
    name: { id: 'Pembayaran dan cetak ulang PBB', en: 'Property tax payment and reprints' },
    services: ['C01', 'C02'],
    counters: [11, 12],
  },
  {
    series: 'CK',
    name: { id: 'Mutasi, validasi, dan konsultasi pajak', en: 'Transfers, validation and advice' },
    services: ['C03', 'C04', 'C05', 'C06'],
    counters: [12, 13],
  },
  {
    series: 'D',
    name: { id: 'Pendaftaran dan perubahan data', en: 'Registration and data changes' },
    services: ['D01', 'D02', 'D03', 'D04'],
    counters: [14, 15, 16],
  },
  {
    series: 'DP',
    name: { id: 'Informasi dan pengaduan', en: 'Information and complaints' },
    services: ['D05', 'D06'],
    counters: [16],
  },
  {
    series: 'E',
    name: { id: 'Klaim dan kepesertaan', en: 'Claims and membership' },
    services: ['E01', 'E02', 'E03', 'E04', 'E05'],
    counters: [17, 18],
  },
  {
    series: 'F',
    name: { id: 'Paspor dan keimigrasian', en: 'Passports and immigration' },
    services: ['F01', 'F02', 'F03', 'F04'],
    counters: [19, 20],
    quotaPerDay: 30,
  },
  {
    series: 'G',
    name: { id: 'SKCK, kehilangan, dan izin keramaian', en: 'Police certificates and permits' },
    services: ['G01', 'G02', 'G05', 'G06'],
    counters: [21, 22],
  },
  {
    series: 'GS',
    name: { id: 'Perpanjangan SIM', en: 'Driving licence renewal' },
    services: ['G03', 'G04'],
    counters: [22, 23],
  },
  {
    series: 'H',
    name: { id: 'Pajak kendaraan tahunan', en: 'Annual vehicle tax' },
    services: ['H01', 'H03'],
    counters: [24, 25],
  },
  {
    series: 'HK',
    name: { id: 'Blokir, duplikat STNK, dan mutasi', en: 'Blocks, duplicates and transfers' },
    services: ['H02', 'H04', 'H05'],
    counters: [25],
  },
  {
    series: 'J',
    name: { id: 'Layanan pertanahan', en: 'Land services' },
    services: ['J01', 'J02', 'J03', 'J04', 'J05'],
    counters: [26, 27],
  },
  {
    series: 'K',
    name: { id: 'Layanan perpajakan', en: 'Tax services' },
    services: ['K01', 'K02', 'K03', 'K04', 'K05'],
    counters: [28, 29],
  },
  {
    series: 'L',
    name: { id: 'Layanan ketenagakerjaan', en: 'Employment services' },
    services: ['L01', 'L02', 'L03', 'L04'],
    counters: [30, 31],
  },
  {
    series: 'M',
    name: { id: 'Layanan keagamaan', en: 'Religious affairs' },
    services: ['M01', 'M02', 'M03', 'M04'],
    counters: [32],
  },
  {
    series: 'N',
    name: { id: 'Perkara dan bantuan hukum', en: 'Court cases and legal aid' },
    services: ['N01', 'N02', 'N03'],
    counters: [33],
  },
  {
    series: 'P',
    name: { id: 'Barang bukti dan konsultasi hukum', en: 'Evidence and legal advice' },
    services: ['P01', 'P02', 'P03'],
    counters: [34],
  },
  {
    series: 'Q',
    name: { id: 'Konsultasi obat dan makanan', en: 'Food and drug consultation' },
    services: ['Q01', 'Q02', 'Q03'],
    counters: [35],
  },
  {
    series: 'R',
    name: { id: 'Layanan kelistrikan', en: 'Electricity services' },
    services: ['R01', 'R02', 'R03'],
    counters: [36],
  },
  {
    series: 'S',
    name: { id: 'Layanan air minum', en: 'Water services' },
    services: ['S01', 'S02', 'S03'],
    counters: [37],
  },
  {
    series: 'T',
    name: { id: 'Pembayaran pajak dan retribusi', en: 'Tax and levy payments' },
    services: ['T01'],
    counters: [38],
  },
  {
    series: 'TN',
    name: { id: 'Layanan nasabah', en: 'Customer service' },
    services: ['T02', 'T03'],
    counters: [39],
  },
  {
    series: 'U',
    name: { id: 'Layanan sosial', en: 'Social services' },
    services: ['U01', 'U02', 'U03'],
    counters: [40],
  },
  {
    series: 'V',
    name: { id: 'Kekayaan intelektual dan badan hukum', en: 'Intellectual property and companies' },
    services: ['V01', 'V02', 'V03'],
    counters: [41],
  },
];
