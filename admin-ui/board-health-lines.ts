import type { Health, HealthItem } from '../contract/health.ts';
import type { Overview } from '../contract/overview.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language, pick, texts } from '../ui-kit/language.ts';
import { sinceWords } from '../ui-kit/paper-trouble.ts';
import type { PrinterRow } from './printer-rows.ts';
import { rowSentence } from './printer-texts.ts';
import { troubleWords, zoneTroubles } from './zone-screens.ts';

/** The strip below the board: what the building's queue runs on, two or three lines a part. */

const stripText = texts({
  id: {
    machines: 'Kiosk dan printer, {good} dari {count} baik',
    machinesNone: 'Kiosk dan printer',
    noPrinter: 'Belum ada printer.',
    kioskAway: '{name} tidak tersambung sejak {since}',
    ready: '{names} siap',
    andMore: '{names} dan {count} lagi',
    screens: 'Layar dan suara, {good} dari {count} zona baik',
    screensNone: 'Layar dan suara',
    noScreens: 'Belum ada layar yang tersambung',
    screensWell: '{count} layar tersambung: {zones}',
    voiceWell: 'Suara: {zones}',
    displayAway: 'Layar {name} tidak tersambung sejak {since}',
    signs: 'Agen cetak dan sambungan',
    agentsHere: '{count} agen cetak tersambung',
    agentAway: 'Agen {name} tidak tersambung sejak {since}',
    agentsNone: 'Tanpa agen cetak jarak jauh',
    hubHere: 'Penghubung luar tersambung',
    hubAway: 'Penghubung luar terputus sejak {since}, layanan tidak terganggu',
    hubAwayNow: 'Penghubung luar terputus, layanan tidak terganggu',
    hubNone: 'Tanpa penghubung luar',
    server: 'Server gedung',
    serverLost: 'Tidak terjangkau',
    serverLive: 'Tersambung, keadaan langsung',
    backupAt: 'Cadangan terakhir {time}',
    backupSecond: 'Cadangan terakhir {time}, juga di tempat kedua',
    backupNone: 'Belum ada cadangan data',
    backupFailed: 'Cadangan data gagal',
    diskLow: 'Ruang disk hampir habis',
  },
  en: {
    machines: 'Kiosks and printers, {good} of {count} good',
    machinesNone: 'Kiosks and printers',
    noPrinter: 'No printer yet.',
    kioskAway: '{name} is not connected since {since}',
    ready: '{names} ready',
    andMore: '{names} and {count} more',
    screens: 'Screens and voice, {good} of {count} zones good',
    screensNone: 'Screens and voice',
    noScreens: 'No screen is connected',
    screensWell: '{count} screens connected: {zones}',
    voiceWell: 'Voice: {zones}',
    displayAway: 'Screen {name} is not connected since {since}',
    signs: 'Print agents and connections',
    agentsHere: '{count} print agents connected',
    agentAway: 'Agent {name} is not connected since {since}',
    agentsNone: 'No remote print agent',
    hubHere: 'Outside hub connected',
    hubAway: 'Outside hub lost since {since}, service goes on',
    hubAwayNow: 'Outside hub lost, service goes on',
    hubNone: 'No outside hub',
    server: 'Building’s server',
    serverLost: 'Out of reach',
    serverLive: 'Connected, live',
    backupAt: 'Last backup {time}',
    backupSecond: 'Last backup {time}, also in the second place',
    backupNone: 'No backup yet',
    backupFailed: 'The backup failed',
    diskLow: 'The disk is nearly full',
  },
});

export type LineLook = 'good' | 'fault' | 'near-end' | 'plain';

export interface StripLine {
  readonly look: LineLook;
  readonly words: string;
  readonly icon:
    | 'check'
    | 'printer'
    | 'kiosk'
    | 'screen'
    | 'voice'
    | 'agent'
    | 'hub'
    | 'backup'
    | 'server'
    | 'disk';
  readonly href?: string;
}

export interface StripPart {
  readonly title: string;
  readonly lines: readonly StripLine[];
}

export interface StripSources {
  readonly overview: Overview;
  readonly health: Health | null;
  readonly printers: readonly PrinterRow[];
  readonly now: number;
  readonly isLost: boolean;
}

const linesMax = 2;
const namesMax = 3;

/** Names as far as a line holds them. */
function listed(names: readonly string[]): string {
  if (names.length <= namesMax) return names.join(', ');
  const shown = names.slice(0, namesMax).join(', ');
  return stripText('andMore', { names: shown, count: names.length - namesMax });
}

const itemsOf = (health: Health | null, kind: HealthItem['kind']): readonly HealthItem[] =>
  health?.items.filter(item => item.kind === kind) ?? [];

const awayOf = (health: Health | null, kind: HealthItem['kind']): readonly HealthItem[] =>
  itemsOf(health, kind).filter(({ state }) => state === 'wrong');

function sinceOf({ since }: HealthItem, { overview, now }: StripSources): string {
  const { timeZone } = overview.building;
  return since === null ? '' : sinceWords(Date.parse(since), now, timeZone);
}

/** Trouble first; what is well shares the last line. */
export function machinePart(sources: StripSources): StripPart {
  const { printers, health, overview, now } = sources;
  const kiosks = itemsOf(health, 'kiosk');
  const away = kiosks.filter(({ state }) => state === 'wrong');
  const troubled = printers.filter(({ look }) => look !== 'ready');
  const well = [
    ...printers.filter(({ look }) => look === 'ready').map(({ name }) => name),
    ...kiosks.filter(({ state }) => state !== 'wrong').map(({ name }) => name ?? ''),
  ];
  const count = printers.length + kiosks.length;
  const good = count - away.length - printers.filter(({ look }) => look === 'fault').length;
  const lines: StripLine[] = [
    ...troubled.map((row): StripLine => ({
      look: row.look === 'ready' ? 'good' : row.look,
      icon: 'printer',
      words: rowSentence(row, now, overview.building.timeZone),
    })),
    ...away.map((item): StripLine => ({
      look: 'fault',
      icon: 'kiosk',
      words: stripText('kioskAway', { name: item.name ?? '', since: sinceOf(item, sources) }),
    })),
  ];
  if (well.length > 0 && lines.length <= linesMax) {
    lines.push({ look: 'good', icon: 'check', words: stripText('ready', { names: listed(well) }) });
  }
  if (count === 0) lines.push({ look: 'plain', icon: 'printer', words: stripText('noPrinter') });
  return {
    title: count === 0 ? stripText('machinesNone') : stripText('machines', { good, count }),
    lines: lines.slice(0, linesMax + 1),
  };
}

export function screenPart(sources: StripSources): StripPart {
  const { overview, health, now } = sources;
  const { timeZone } = overview.building;
  const troubles = zoneTroubles(overview);
  const wrong = new Set(troubles.flatMap(({ zones }) => zones.map(({ id }) => id)));
  const well = overview.zones.filter(({ id }) => !wrong.has(id));
  const names = listed(well.map(({ word }) => pick(word)));
  const lines: StripLine[] = [
    ...troubles.map((trouble): StripLine => ({
      look: 'fault',
      icon: trouble.state === 'mute' ? 'voice' : 'screen',
      words: troubleWords(trouble, now, timeZone),
      href: '/admin/devices',
    })),
    ...awayOf(health, 'display').map((item): StripLine => ({
      look: 'fault',
      icon: 'screen',
      words: stripText('displayAway', { name: item.name ?? '', since: sinceOf(item, sources) }),
    })),
  ];
  const { displays } = overview;
  if (displays > 0 && well.length > 0) {
    lines.push({
      look: 'good',
      icon: 'check',
      words: stripText('screensWell', { count: displays, zones: names }),
    });
  }
  if (displays === 0 && lines.length === 0) {
    lines.push({ look: 'plain', icon: 'screen', words: stripText('noScreens') });
  }
  const count = overview.screens.length;
  return {
    title:
      count === 0
        ? stripText('screensNone')
        : stripText('screens', { good: count - wrong.size, count }),
    lines: lines.slice(0, linesMax),
  };
}

function hubLine(sources: StripSources): StripLine {
  const [hub] = itemsOf(sources.health, 'hub');
  if (hub?.state === 'good') {
    return { look: 'good', icon: 'check', words: stripText('hubHere') };
  }
  if (hub?.state === 'wrong') {
    const since = sinceOf(hub, sources);
    const words = since === '' ? stripText('hubAwayNow') : stripText('hubAway', { since });
    return { look: 'plain', icon: 'hub', words };
  }
  return { look: 'plain', icon: 'hub', words: stripText('hubNone') };
}

export function linkPart(sources: StripSources): StripPart {
  const agents = itemsOf(sources.health, 'agent');
  const away = awayOf(sources.health, 'agent');
  const here = agents.length - away.length;
  const lines: StripLine[] = away.map(item => ({
    look: 'fault',
    icon: 'agent',
    words: stripText('agentAway', { name: item.name ?? '', since: sinceOf(item, sources) }),
  }));
  if (here > 0) {
    lines.push({ look: 'good', icon: 'check', words: stripText('agentsHere', { count: here }) });
  }
  if (agents.length === 0) {
    lines.push({ look: 'plain', icon: 'agent', words: stripText('agentsNone') });
  }
  return { title: stripText('signs'), lines: [...lines.slice(0, 1), hubLine(sources)] };
}

function backupLine({ overview, health, now }: StripSources): StripLine {
  if (overview.backup) {
    const words = stripText('backupFailed');
    return { look: 'fault', icon: 'backup', words, href: '/admin/backups' };
  }
  const [backup] = itemsOf(health, 'backup');
  const [second] = itemsOf(health, 'second-place');
  if (backup === undefined || backup.since === null) {
    return { look: 'plain', icon: 'backup', words: stripText('backupNone') };
  }
  const { timeZone } = overview.building;
  const at = Date.parse(backup.since);
  const isToday = now - at < 12 * 3_600_000;
  const time = isToday ? timeOfDay(at, timeZone, language.value) : sinceWords(at, now, timeZone);
  const key = second?.state === 'good' ? 'backupSecond' : 'backupAt';
  return { look: 'good', icon: 'check', words: stripText(key, { time }) };
}

export function serverPart(sources: StripSources): StripPart {
  const { isLost, health } = sources;
  const first: StripLine = isLost
    ? { look: 'fault', icon: 'server', words: stripText('serverLost') }
    : { look: 'good', icon: 'check', words: stripText('serverLive') };
  const isDiskLow = awayOf(health, 'disk').length > 0;
  const disk: StripLine = { look: 'fault', icon: 'disk', words: stripText('diskLow') };
  return {
    title: stripText('server'),
    lines: [isDiskLow ? disk : first, backupLine(sources)],
  };
}
