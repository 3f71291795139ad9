import type { HealthItem } from '../contract/health.ts';
import { language } from '../ui-kit/language.ts';
import { faultWords } from './backup-words.ts';
import { byteWords } from './byte-words.ts';
import { healthText as h } from './health-texts.ts';

type Item = Pick<HealthItem, 'kind' | 'name' | 'state' | 'facts'>;

const numberOf = ({ facts }: Item, name: string): number => Number(facts[name] ?? 0);
const textOf = ({ facts }: Item, name: string): string => String(facts[name] ?? '');

/** The largest whole unit is enough to know how long. */
export function timeWords(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  if (whole < 120) return h('seconds', { count: whole });
  if (whole < 2 * 3600) return h('minutes', { count: Math.floor(whole / 60) });
  if (whole < 48 * 3600) return h('hours', { count: Math.floor(whole / 3600) });
  return h('days', { count: Math.floor(whole / 86_400) });
}

/** What a row is called. */
export function nameWords(item: Item): string {
  const name = language.value === 'en' ? textOf(item, 'nameEn') || item.name : item.name;
  switch (item.kind) {
    case 'voice':
      return h('voice', { name: name ?? '' });
    case 'zone':
    case 'printer':
    case 'kiosk':
    case 'display':
    case 'agent':
      return name ?? h(item.kind);
    default:
      return h(item.kind);
  }
}

const zones = {
  well: 'zoneWell',
  quiet: 'zoneQuiet',
  mute: 'zoneMute',
  stale: 'zoneStale',
  blind: 'zoneBlind',
} as const;

function printerWords(item: Item): string {
  if (item.state === 'wrong') return h('printerWrong');
  const { ticketsLeft } = item.facts;
  if (ticketsLeft === undefined) return h('printerGood');
  return h('printerLeft', { count: Number(ticketsLeft) });
}

function backupWords(item: Item): string {
  const fault = textOf(item, 'fault');
  if (fault !== '') return faultWords(fault);
  if (item.kind === 'backup') {
    if (item.state === 'off') return h('backupNone');
    return h(item.state === 'wrong' ? 'backupOld' : 'backupGood');
  }
  if (item.state === 'off') return h('placeNone');
  return h(item.facts['isSameDisk'] === true ? 'placeSameDisk' : 'placeGood');
}

function reportsWords(item: Item): string {
  if (item.state === 'off') return h('reportsOff');
  const fault = textOf(item, 'fault');
  return fault === '' ? h('reportsGood') : faultWords(fault);
}

function webhookWords(item: Item): string {
  if (item.state === 'off') return h('webhooksNone');
  const [dead, pending] = [numberOf(item, 'dead'), numberOf(item, 'pending')];
  return dead > 0 ? h('webhooksDead', { dead, pending }) : h('webhooksGood', { pending });
}

function machineWords(item: Item): string {
  switch (item.kind) {
    case 'server':
      return h('serverFact', {
        version: textOf(item, 'version'),
        time: timeWords(numberOf(item, 'uptimeSeconds')),
      });
    case 'memory':
      return byteWords(numberOf(item, 'bytes'));
    case 'disk':
      if (item.state === 'off') return h('diskUnknown');
      return h('diskFact', { size: byteWords(numberOf(item, 'freeBytes')) });
    default: {
      if (item.state === 'wrong') return h('databaseWrong');
      const seq = numberOf(item, 'journalSeq').toLocaleString(language.value);
      return h('databaseFact', { size: byteWords(numberOf(item, 'bytes')), seq });
    }
  }
}

/** How it is, in one sentence without its end. */
export function stateWords(item: Item): string {
  const count = numberOf(item, 'faults');
  switch (item.kind) {
    case 'server':
    case 'memory':
    case 'database':
    case 'disk':
      return machineWords(item);
    case 'backup':
    case 'second-place':
      return backupWords(item);
    case 'reports':
      return reportsWords(item);
    case 'setup':
      return count === 0 ? h('setupGood') : h('setupWrong', { count });
    case 'printer':
      return printerWords(item);
    case 'kiosk':
    case 'display':
    case 'agent':
      return h(item.state === 'good' ? 'here' : 'away');
    case 'zone': {
      const screens = textOf(item, 'screens') as keyof typeof zones;
      return h(zones[screens] ?? 'zoneBlind', { count: numberOf(item, 'displays') });
    }
    case 'media':
      return count === 0 ? h('mediaGood') : h('mediaWrong', { count });
    case 'voice':
      if (item.state === 'good') return h('voiceReady');
      return h(item.state === 'off' ? 'voiceMissing' : 'voiceRests');
    case 'webhooks':
      return webhookWords(item);
    case 'hub':
      if (item.state === 'off') return h('hubNone');
      return h(item.state === 'good' ? 'hubGood' : 'hubWrong');
  }
}
