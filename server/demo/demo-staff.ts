import type { Role } from '../../contract/values.ts';
import { demoSetup } from './demo-setup.ts';

/** Somebody who can sign in to the demo building. */
export interface DemoStaff {
  id: string;
  username: string;
  name: string;
  role: Role;
  counterIds: string[];
  /** Null: trained for all. */
  serviceIds: string[] | null;
  /** Of an agency's administrator. */
  agencyIds: string[];
  mustChange: boolean;
  /** In the clear: printed at the start, and good in a demo building only. */
  password: string;
}

/** One name per counter, from all over the archipelago; none is meant to be a known person. */
const officerNames: readonly string[] = [
  'Ni Wayan Sulastri',
  'Andi Rahmat Pawelloi',
  'Siti Hasnah Daeng Baji',
  'Yohanes Leba Tukan',
  'Dewi Kartikasari',
  'Muhammad Ridwan Lubis',
  'Maria Goreti Nahak',
  'I Gede Arya Sudarma',
  'Asep Kurniawan',
  'Rosdiana Simbolon',
  'Fransiska Wenda',
  'Baiq Nurul Hidayah',
  'Hendra Tanoto',
  'La Ode Syahrul',
  'Cut Meurah Fitriani',
  'Bambang Prasetyo',
  'Greis Tumbelaka',
  'Zulkifli Nasution',
  'Desak Putu Ariani',
  'Markus Rumbiak',
  'Nur Aisyah Mappanyukki',
  'Dadang Suhendar',
  'Yuliana Bria',
  'Rizal Datau',
  'Sri Wahyuningsih',
  'Lalu Ahmad Zaini',
  'Novita Sinaga',
  'Petrus Kanisius Bere',
  'Halimah Pontoh',
  'Eko Setiawan',
  'Anak Agung Ratih',
  'Syamsul Bahri Koto',
  'Theresia Kambu',
  'Agus Salim Harahap',
  'Rina Marlina',
  'Domingus Latupeirissa',
  'Ida Ayu Pramesti',
  'Taufik Banjari',
  'Magdalena Dayu',
  'Iwan Mokoginta',
  'Kartini Hutabarat',
];

/** The agency that the demo building's agency administrator sets up. */
const ownAgencyCode = 'A';

/** The sign-ins of the demo building: one for each role, an officer for each counter. */
export function demoStaff(): DemoStaff[] {
  const { counters, agencies } = demoSetup();
  const ownAgencyIds = agencies.filter(row => row.code === ownAgencyCode).map(({ id }) => id);
  const officers = counters.map(({ id, number }) => {
    const name = officerNames[number - 1];
    if (name === undefined) throw new Error(`No officer for counter ${number}.`);
    return account(`petugas-${number}`, name, 'officer', [id]);
  });
  return [
    account('admin', 'Ratna Puspita Manoppo', 'administrator', []),
    account('supervisor', 'Hasanuddin Tahir', 'supervisor', []),
    account('auditor', 'Lestari Wulandari', 'auditor', []),
    {
      ...account('admin-dukcapil', 'Ketut Mahendra', 'agency-administrator', []),
      agencyIds: ownAgencyIds,
    },
    ...officers,
  ];
}

function account(username: string, name: string, role: Role, counterIds: string[]): DemoStaff {
  return {
    id: `staff-${username}`,
    username,
    name,
    role,
    counterIds,
    serviceIds: null,
    agencyIds: [],
    mustChange: false,
    password: `demo-${username}`,
  };
}
