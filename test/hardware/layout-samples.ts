import type { TicketContent } from '../../contract/ticket-content.ts';
import { type TicketLayout, readTicketLayout } from '../../contract/ticket-layout.ts';
import { shippedLayouts } from '../../hardware/layout/shipped-layouts.ts';
import { kitchenSinkTicket, sampleTicket } from './sample-ticket.ts';

export function layoutOf(blocks: readonly object[]): TicketLayout {
  const read = readTicketLayout({ id: 'own', name: { id: 'Sendiri', en: 'Own' }, blocks });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read.layout;
}

/** Every kind of block, every option that makes a slip longer. */
export const everythingLayout = layoutOf([
  { kind: 'logo', picture: 'own', heightDotsMax: 200 },
  { kind: 'text', text: { id: 'Selamat datang', en: 'Welcome' }, size: 'large', bold: true },
  { kind: 'feed', dots: 20 },
  { kind: 'building' },
  { kind: 'rule' },
  { kind: 'rule' },
  { kind: 'agency', linesMax: 4, bothLanguages: true },
  { kind: 'services', size: 'tall', linesMax: 3, bothLanguages: true },
  { kind: 'number' },
  { kind: 'cloth' },
  { kind: 'zone', bothLanguages: true },
  { kind: 'counters', bothLanguages: true },
  { kind: 'wait', bothLanguages: true },
  { kind: 'code', moduleDots: 8, bothLanguages: true },
  { kind: 'rule' },
  { kind: 'requirements', linesMax: 16, bothLanguages: true },
  {
    kind: 'text',
    text: { id: 'Gratis. Laporkan pungli ke 1708.', en: 'Free of charge. Report bribes: 1708.' },
    size: 'tall',
    align: 'left',
    bothLanguages: true,
  },
  { kind: 'date' },
  { kind: 'device' },
  { kind: 'keep', bothLanguages: true },
  { kind: 'text', text: { id: '‮😀 Terima kasih', en: 'ꦩꦠꦸꦂꦤꦸꦮꦸꦤ꧀' }, size: 'large', align: 'left' },
]);

export const allLayouts: readonly TicketLayout[] = [...shippedLayouts, everythingLayout];

export const englishTicket: TicketContent = {
  ...sampleTicket,
  language: 'en',
  agency: 'Population and Civil Registration Office',
  services: ['Birth certificate'],
  zone: 'Blue Zone',
  floor: 'Floor 1',
  counters: 'You will be called to one of counters 1-6',
  expectedAt: '09:35-09:50 WITA',
  requirements: ['Birth statement', 'Family card', 'Parents’ identity cards'],
  issuedAt: { date: 'Monday, 23 November 2026', time: '09:15 WITA' },
};

/** Names of 10,000 signs in every script, with commands, marks and directions in them. */
const monstrous = 'ﷺ 日本 \u001b@\u001dV\u0001 e\u0301\u0302 \u202eتجربة 😀 ꦱꦸꦒꦼꦁ Café ';
const monster = monstrous.repeat(Math.ceil(10_000 / monstrous.length));

export const monstrousTicket: TicketContent = {
  ...kitchenSinkTicket,
  building: [monster, monster, monster],
  agency: monster,
  services: [monster, 'A'.repeat(10_000), '😀'.repeat(5_000), '\u0301'.repeat(10_000), monster],
  label: 'AB10241',
  zone: monster,
  floor: monster,
  counters: monster,
  requirements: Array.from({ length: 8 }, () => monster),
  url: `https://antrean.example/${'t'.repeat(176)}`,
  issuedAt: { date: monster, time: monster },
  device: monster,
  expectedAt: monster,
};
