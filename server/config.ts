import { logLevels, type LogLevel } from './log.ts';
import { StartFault } from './store/start-fault.ts';

/** A portal's own address for this building, and what the building proves itself by there. */
export interface HubPlace {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly demoPublic: boolean;
  /** Opens /metrics from other computers; null: only from this one. */
  readonly metricsKey: string | null;
  /** Where a building behind NAT brings its API; null: nowhere. */
  readonly hub: HubPlace | null;
  /** Another folder for the reports of days that are over; null: below the data folder. */
  readonly reportsDir: string | null;
  readonly hasReportExports: boolean;
  /** Webhooks may lead into the building's own network, where its portal is. */
  readonly webhooksInside: boolean;
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

export const isLoopbackHost = (host: string): boolean =>
  loopbackHosts.has(host) || /^127(\.\d{1,3}){3}$/.test(host);

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return 8080;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new StartFault(`PORT is "${text}", but must be a whole number from 0 to 65535.`);
  }
  return port;
}

function logLevelOf(text: string | undefined): LogLevel {
  if (text === undefined || text === '') return 'info';
  const level = logLevels.find(name => name === text);
  if (!level)
    throw new StartFault(`LOG_LEVEL is "${text}", but must be one of ${logLevels.join(', ')}.`);
  return level;
}

function hostOf(text: string | undefined): string {
  const host = text === undefined || text === '' ? '127.0.0.1' : text;
  if (!/^[A-Za-z0-9.:-]{1,253}$/.test(host)) {
    throw new StartFault(`HOST is "${host}", but must be an address or a host name.`);
  }
  return host;
}

function metricsKeyOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (!/^[\x21-\x7e]{16,200}$/.test(text)) {
    throw new StartFault('METRICS_KEY must be 16 to 200 printable characters without spaces.');
  }
  return text;
}

function hubUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && !url.username && !url.password && !url.search && !url.hash;
  const isSafe = url?.protocol === 'https:';
  // What goes to this computer itself crosses no network.
  const isNear = url?.protocol === 'http:' && isLoopbackHost(url.hostname);
  if (!isPlain || !(isSafe || isNear)) {
    throw new StartFault(
      'HUB_URL must be an https address without name, password, query or fragment.',
    );
  }
  return text.replace(/\/+$/, '');
}

function hubOf(url = '', token = ''): HubPlace | null {
  if (url === '' && token === '') return null;
  if (url === '' || token === '') {
    throw new StartFault('HUB_URL and HUB_TOKEN are set together or not at all.');
  }
  if (!/^[\x21-\x7e]{16,500}$/.test(token)) {
    throw new StartFault('HUB_TOKEN must be 16 to 500 printable characters without spaces.');
  }
  return { url: hubUrlOf(url), token };
}

function switchOf(name: string, text = ''): boolean {
  if (!['', '0', '1'].includes(text)) {
    throw new StartFault(`${name} is "${text}", but must be 0 or 1.`);
  }
  return text === '1';
}

function reportsDirOf(text = ''): string | null {
  if (text === '') return null;
  if (!/^(\/|[A-Za-z]:[\\/])/.test(text) || text.includes('\0')) {
    throw new StartFault(`REPORTS_DIR is "${text}", but must be the whole path of a folder.`);
  }
  return text;
}

function reportsExportOf(text = ''): boolean {
  if (!['', 'on', 'off'].includes(text)) {
    throw new StartFault(`REPORTS_EXPORT is "${text}", but must be on or off.`);
  }
  return text !== 'off';
}

/** The environment, checked: a wrong value is one clear line and not a guess. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const dataDir = environment['DATA_DIR'];
  return {
    port: portOf(environment['PORT']),
    host: hostOf(environment['HOST']),
    dataDir: dataDir === undefined || dataDir === '' ? 'data' : dataDir,
    logLevel: logLevelOf(environment['LOG_LEVEL']),
    demoPublic: switchOf('DEMO_PUBLIC', environment['DEMO_PUBLIC']),
    webhooksInside: switchOf('WEBHOOKS_INSIDE', environment['WEBHOOKS_INSIDE']),
    reportsDir: reportsDirOf(environment['REPORTS_DIR']),
    hasReportExports: reportsExportOf(environment['REPORTS_EXPORT']),
    hub: hubOf(environment['HUB_URL'], environment['HUB_TOKEN']),
    metricsKey: metricsKeyOf(environment['METRICS_KEY']),
  };
}
