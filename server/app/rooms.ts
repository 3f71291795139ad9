import type { RequestListener, Server } from 'node:http';
import type { Devices } from '../auth/devices.ts';
import type { PartnerKeys } from '../auth/partner-keys.ts';
import type { Backups } from '../jobs/backups.ts';
import type { Sandboxes } from '../jobs/sandbox.ts';
import type { WebhookJob } from '../jobs/webhooks.ts';
import type { Building } from '../building.ts';
import type { Clock } from '../clock.ts';
import type { Config, HubPlace } from '../config.ts';
import type { DemoPrinter } from '../demo/demo-printer.ts';
import type { MediaFolder } from '../http/media-folder.ts';
import type { DeskHolds } from '../realtime/desk-holds.ts';
import type { HelpCalls } from '../realtime/help-calls.ts';
import type { KioskPrinters } from '../jobs/kiosk-printers.ts';
import type { PrinterBench } from '../jobs/printer-bench.ts';
import type { ReportExports } from '../jobs/reports/report-exports.ts';
import type { Reports } from '../jobs/reports/open-reports.ts';
import type { SlipStudio } from '../jobs/slip-studio.ts';
import type { PrintSpool } from '../jobs/print-spool.ts';
import type { Log } from '../log.ts';
import type { AgentPrinters } from '../realtime/agent-printers.ts';
import type { Store } from '../store/store.ts';
import type { Speech } from '../voice/speech.ts';
import type { VoiceEngines } from '../voice/voice-engines.ts';
import type { Restart } from './restarting.ts';
import type { Threads } from './threads.ts';
import type { VoiceRoom } from './voice-room.ts';

export const version = '0.1.0';
/** The demo building's own, which is in no set-up. */
export const kioskName = 'Kiosk 1';

/** What the app takes from the outside world, and a test replaces. */
export interface Edges {
  readonly clock: Clock;
  readonly log: Log;
  /** Begins again on another database; absent where the server cannot. */
  readonly restart?: Restart;
  /** The last lines of the log, for whoever looks for a fault. */
  readonly recentLog?: () => readonly string[];
}

export interface AppOptions extends Omit<
  Config,
  'metricsKey' | 'webhooksInside' | 'hub' | 'reportsDir' | 'hasReportExports'
> {
  readonly metricsKey?: string | null;
  readonly mode: 'demo' | 'production';
  /** Where a building that cannot be reached from outside brings its API. */
  readonly hub?: HubPlace | null;
  /** Partners may be told at addresses of the building's own network. */
  readonly webhooksInside?: boolean;
  /** Off where nothing shall be printed or spoken (measurements). */
  readonly hasPrinter?: boolean;
  readonly hasVoice?: boolean;
  /** Makes backups by itself. */
  readonly hasBackups?: boolean;
  /** Writes the report of each day that is over into a folder. */
  readonly hasReportExports?: boolean;
  /** In place of the folder below the data folder. */
  readonly reportsDir?: string | null;
  /** Makes bookings around now, so that a check-in can be tried. */
  readonly hasDemoBookings?: boolean;
  /** espeak-ng's program, which speaks where a clip is missing; null: it is not asked for. */
  readonly speechEngine?: string | null;
  /** The package that stands in where the machine has no such program; null: none does. */
  readonly espeakPackage?: string | null;
}

/** What was opened first, for whatever is opened on it. */
export interface Rooms extends Threads {
  readonly options: AppOptions;
  readonly edges: Edges;
  readonly server: Server;
  readonly store: Store;
  readonly building: Building;
  readonly url: string;
  readonly answerWith: (listener: RequestListener) => void;
  readonly holds: DeskHolds;
  readonly help: HelpCalls;
  readonly devices: Devices;
  readonly partnerKeys: PartnerKeys;
  readonly sandboxes: Sandboxes;
  readonly webhooks: WebhookJob;
  readonly agents: AgentPrinters;
  readonly media: MediaFolder;
  /** Voices that render what no pack says. */
  readonly engines: VoiceEngines;
  readonly backups: Backups;
  /** Counts what was. */
  readonly reports: Reports;
  /** Writes what was into a folder, day by day. */
  readonly exports: ReportExports;
  /** Reads screens out to visitors. */
  readonly speech: Speech;
  /** Says calls, with whichever packs the set-up names. */
  readonly voiceRoom: VoiceRoom;
  /** A visitor opened the page of their number. */
  readonly opened: (visitId: string) => void;
}

export interface Paper extends KioskPrinters {
  readonly demoPrinter: DemoPrinter | null;
  readonly spool: PrintSpool;
  readonly printersOf: (deviceId: string | null) => readonly string[];
  readonly bench: PrinterBench;
  readonly studio: SlipStudio;
}
