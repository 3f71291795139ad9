import type { Quality, SurveyProfile, TrendPeriod } from '../../../contract/survey-report.ts';
import type { SurveyElement } from '../../../contract/survey.ts';
import type { Language, Text } from '../../../contract/values.ts';

/** Words of the files of a report; those of the regulation stand as it prints them. */

export const elementWords: Readonly<Record<SurveyElement, Text>> = {
  requirements: { id: 'Persyaratan', en: 'Requirements' },
  procedure: { id: 'Sistem, Mekanisme, dan Prosedur', en: 'System, mechanism and procedure' },
  time: { id: 'Waktu Penyelesaian', en: 'Completion time' },
  cost: { id: 'Biaya/Tarif', en: 'Costs and fees' },
  product: { id: 'Produk Spesifikasi Jenis Pelayanan', en: 'Result of the service' },
  competence: { id: 'Kompetensi Pelaksana', en: 'Staff competence' },
  conduct: { id: 'Perilaku Pelaksana', en: 'Staff conduct' },
  facilities: { id: 'Sarana dan Prasarana', en: 'Facilities' },
  complaints: {
    id: 'Penanganan Pengaduan, Saran, dan Masukan',
    en: 'Handling of complaints and suggestions',
  },
};

export const performanceWords: Readonly<Record<Quality, Text>> = {
  A: { id: 'Sangat baik', en: 'Very good' },
  B: { id: 'Baik', en: 'Good' },
  C: { id: 'Kurang baik', en: 'Less good' },
  D: { id: 'Tidak baik', en: 'Not good' },
};

const words = {
  id: {
    title: 'Laporan Survei Kepuasan Masyarakat',
    unit: 'Unit pelayanan',
    of: 'Pada',
    period: 'Periode',
    until: 'sampai',
    respondents: 'Jumlah responden',
    served: 'Jumlah kunjungan dilayani',
    recommended: 'Responden yang disarankan (Krejcie dan Morgan)',
    tooFew: 'Belum cukup responden',
    tooFewLead: 'Paling sedikit {min} responden agar indeks berlaku.',
    element: 'Unsur',
    answers: 'Jawaban',
    mean: 'NRR',
    weighted: 'NRR tertimbang',
    before: 'NRR pembanding',
    quality: 'Mutu',
    performance: 'Kinerja',
    index: 'IKM',
    weightedSum: 'Jumlah NRR tertimbang',
    weight: 'Bobot setiap unsur 1/9. IKM = jumlah NRR tertimbang × 25.',
    priorities: 'Prioritas perbaikan',
    profile: 'Responden',
    gender: 'Jenis kelamin',
    education: 'Pendidikan terakhir',
    occupation: 'Pekerjaan',
    age: 'Usia',
    unsaid: 'Tidak diisi',
    count: 'Jumlah',
    share: 'Bagian',
    units: 'Instansi dan layanan',
    kind: 'Jenis',
    building: 'Gedung',
    agency: 'Instansi',
    service: 'Layanan',
    id: 'Kode',
    name: 'Nama',
    trend: 'Tren',
    comments: 'Saran',
    week: 'Pekan mulai',
    comment: 'Saran atau pesan',
    reply: 'Tindak lanjut',
    basis: 'PermenPANRB Nomor 14 Tahun 2017',
  },
  en: {
    title: 'Report of the public satisfaction survey',
    unit: 'Service unit',
    of: 'At',
    period: 'Period',
    until: 'to',
    respondents: 'Respondents',
    served: 'Visits served',
    recommended: 'Respondents recommended (Krejcie and Morgan)',
    tooFew: 'Not enough respondents yet',
    tooFewLead: 'The index stands from {min} respondents on.',
    element: 'Element',
    answers: 'Answers',
    mean: 'NRR',
    weighted: 'Weighted NRR',
    before: 'NRR compared with',
    quality: 'Quality',
    performance: 'Performance',
    index: 'IKM',
    weightedSum: 'Sum of weighted NRR',
    weight: 'Each element weighs 1/9. IKM = sum of weighted NRR × 25.',
    priorities: 'To be improved first',
    profile: 'Respondents',
    gender: 'Gender',
    education: 'Highest education',
    occupation: 'Occupation',
    age: 'Age',
    unsaid: 'Not said',
    count: 'Number',
    share: 'Share',
    units: 'Agencies and services',
    kind: 'Kind',
    building: 'Building',
    agency: 'Agency',
    service: 'Service',
    id: 'Id',
    name: 'Name',
    trend: 'Trend',
    comments: 'Comments',
    week: 'Week from',
    comment: 'Suggestion or message',
    reply: 'What was done',
    basis: 'PermenPANRB 14/2017',
  },
} as const;

export type SurveyWord = keyof (typeof words)['id'];

export const surveyWord = (language: Language, key: SurveyWord): string => words[language][key];

const profileValues: Readonly<Record<keyof SurveyProfile, Readonly<Record<string, Text>>>> = {
  gender: {
    male: { id: 'Laki-laki', en: 'Male' },
    female: { id: 'Perempuan', en: 'Female' },
  },
  education: {
    sd: { id: 'SD atau sederajat', en: 'Primary school' },
    smp: { id: 'SMP atau sederajat', en: 'Junior secondary school' },
    sma: { id: 'SMA atau sederajat', en: 'Senior secondary school' },
    s1: { id: 'Diploma atau S1', en: 'Diploma or bachelor’s degree' },
    s2: { id: 'S2', en: 'Master’s degree' },
    s3: { id: 'S3', en: 'Doctorate' },
  },
  occupation: {
    pns: { id: 'PNS', en: 'Civil servant' },
    tni: { id: 'TNI', en: 'Armed forces' },
    polri: { id: 'Polri', en: 'Police' },
    private: { id: 'Pegawai swasta', en: 'Private employee' },
    business: { id: 'Wirausaha', en: 'Self-employed' },
    other: { id: 'Lainnya', en: 'Other' },
  },
  age: {
    'under-18': { id: 'Di bawah 18 tahun', en: 'Under 18 years' },
    '18-29': { id: '18–29 tahun', en: '18–29 years' },
    '30-44': { id: '30–44 tahun', en: '30–44 years' },
    '45-59': { id: '45–59 tahun', en: '45–59 years' },
    '60-over': { id: '60 tahun ke atas', en: '60 years and over' },
  },
};

export const profileWord = (
  language: Language,
  field: keyof SurveyProfile,
  value: string | null,
): string => (value && profileValues[field][value]?.[language]) || words[language].unsaid;

export const trendWords: Readonly<Record<TrendPeriod, Text>> = {
  day: { id: 'Hari', en: 'Day' },
  week: { id: 'Pekan', en: 'Week' },
  month: { id: 'Bulan', en: 'Month' },
  quarter: { id: 'Triwulan', en: 'Quarter' },
  semester: { id: 'Semester', en: 'Half-year' },
  year: { id: 'Tahun', en: 'Year' },
};
