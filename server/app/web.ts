import type { RequestListener } from 'node:http';
import type { StaffAccounts } from '../auth/staff-accounts.ts';
import type { ConnectorNow } from '../connector/connector.ts';
import { setupOf } from '../domain/state.ts';
import { mountAntrean } from '../http/antrean-door.ts';
import { paperHandler } from '../http/demo-routes.ts';
import { mediaHandler } from '../http/media-files.ts';
import { metricsHandler } from '../http/metrics-route.ts';
import { mountPages } from '../http/pages.ts';
import { mountPhoneManifest } from '../http/phone-manifest.ts';
import type { Route } from '../http/route.ts';
import { openHttp } from '../http/server.ts';
import { soundHandler } from '../http/sound-routes.ts';
import type { AlertWatch } from '../domain/alert-book.ts';
import { alertGauges } from '../views/alerts-view.ts';
import { backupGauges } from '../views/backup-gauges.ts';
import { hubGauges } from '../views/hub-gauges.ts';
import { metricsText } from '../views/metrics-text.ts';
import { version, type Paper, type Rooms } from './rooms.ts';
import { partnersOf } from './routes.ts';

interface Web {
  readonly rooms: Rooms;
  readonly sessions: StaffAccounts['sessions'];
  readonly routes: readonly Route[];
  readonly paper: Paper;
  /** Of the built pages. */
  readonly pagesFolder: string;
  readonly residentBytes: () => number;
  /** Screens that are connected now. */
  readonly displays: () => number;
  /** Null: no hub is asked for. */
  readonly hub: () => ConnectorNow | null;
  readonly alerts: Pick<AlertWatch, 'standing'>;
}

/** What a monitoring system reads. */
export function metricsNow({
  rooms,
  paper,
  residentBytes,
  displays,
  hub,
  alerts,
}: Omit<Web, 'sessions' | 'routes' | 'pagesFolder'>): string {
  const { building, engines } = rooms;
  const now = {
    uptimeSeconds: Math.floor(performance.now() / 1000),
    residentBytes: residentBytes(),
    displays: displays(),
    voices: engines.states(),
  };
  const at = building.now();
  const { last, lastGoodAt } = rooms.backups;
  return [
    metricsText(building.state, paper.spool.lines(), now, at),
    backupGauges({ isFailed: last !== null && last.fault !== null, lastGoodAt }, at),
    hubGauges(hub()),
    alertGauges(alerts.standing),
  ].join('');
}

/** Everything that is answered over HTTP: routes, adapters, files and pages. */
export function openWeb(web: Web): RequestListener {
  const { rooms, sessions, routes, paper, pagesFolder } = web;
  const { options, edges, building, partnerKeys } = rooms;
  const { demoPrinter } = paper;
  return openHttp({
    routes,
    version,
    sessions,
    devices: rooms.devices,
    partnerKeys,
    isDemo: options.mode === 'demo',
    log: edges.log,
    mountAdapters(express) {
      mountAntrean(express, { ...partnersOf(rooms), partnerKeys, log: edges.log });
    },
    mountFiles(express) {
      express.get(
        '/api/v1/sounds/:file',
        soundHandler(hash => rooms.voiceRoom.voice()?.find(hash)?.wav),
      );
      express.get('/api/v1/media/:file', mediaHandler(rooms.media));
      express.get(
        '/metrics',
        metricsHandler(options.metricsKey ?? null, () => metricsNow(web)),
      );
      if (demoPrinter) express.get('/api/v1/demo/papers/:file', paperHandler(demoPrinter.papers));
      mountPages(express, pagesFolder);
      mountPhoneManifest(express, pagesFolder, () => setupOf(building.state).setup.building.short);
    },
  });
}
