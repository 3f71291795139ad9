import { longestWaitSeconds } from '../domain/calling.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import type { PrinterLineNow } from './printers-view.ts';

/** What a monitoring system reads, in the text format of Prometheus (exposition format 0.0.4). */

export interface ProcessNow {
  readonly uptimeSeconds: number;
  readonly residentBytes: number;
  readonly displays: number;
  readonly voices: readonly VoiceNow[];
}

/** A voice that renders, in a process of its own. */
export interface VoiceNow {
  readonly kind: string;
  readonly language: string | null;
  readonly condition: string;
  readonly residentBytes: number | null;
  readonly renderMs: number | null;
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

function line(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels ?? {}).map(([key, text]) => `${key}=${quoted(text)}`);
  return pairs.length > 0 ? `${name}{${pairs.join(',')}} ${value}` : `${name} ${value}`;
}

export const gauge = (name: string, help: string, samples: readonly Sample[]): string =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples.map(row => line(name, row))].join(
    '\n',
  );

const countBy = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const byState = (counts: ReadonlyMap<string, number>): Sample[] =>
  [...counts].map(([state, value]) => ({ labels: { state }, value }));

function printerGauges(state: BuildingState, lines: readonly PrinterLineNow[], now: number) {
  const of = (id: string) => state.paper.printers.get(id);
  const seconds = (since: number | null | undefined): number =>
    since === null || since === undefined ? 0 : Math.max(0, Math.floor((now - since) / 1000));
  const each = (value: (row: PrinterLineNow) => number): Sample[] =>
    lines.map(row => ({ labels: { printer: row.id }, value: value(row) }));
  return [
    gauge(
      'mpp_printer_ready',
      '1 where the printer prints, 0 where it has a fault.',
      each(({ id }) => (of(id)?.state === 'fault' ? 0 : 1)),
    ),
    gauge(
      'mpp_printer_state_seconds',
      'How long the printer has been in its state.',
      each(({ id }) => seconds(of(id)?.since)),
    ),
    gauge(
      'mpp_printer_paper_near_end',
      '1 where the roll is near its end.',
      each(({ id }) => (of(id)?.paper === 'near-end' ? 1 : 0)),
    ),
    gauge(
      'mpp_printer_waiting_jobs',
      'Jobs that wait for the printer or are under way.',
      each(({ waiting }) => waiting),
    ),
  ];
}

function voiceGauges(voices: readonly VoiceNow[]): string[] {
  const each = (value: (row: VoiceNow) => number | null): Sample[] =>
    voices.flatMap(row => {
      const found = value(row);
      const labels = { engine: row.kind, language: row.language ?? 'every' };
      return found === null ? [] : [{ labels, value: found }];
    });
  return [
    gauge(
      'mpp_voice_engine_usable',
      '0 where a voice is missing or rests after a failure; the next source speaks.',
      each(({ condition }) => (condition === 'missing' || condition === 'resting' ? 0 : 1)),
    ),
    gauge(
      'mpp_voice_engine_resident_bytes',
      'Memory of its process while it runs.',
      each(({ residentBytes }) => residentBytes),
    ),
    gauge(
      'mpp_voice_engine_render_seconds',
      'What its last sentence took.',
      each(({ renderMs }) => (renderMs === null ? null : renderMs / 1000)),
    ),
  ];
}

export function metricsText(
  state: BuildingState,
  lines: readonly PrinterLineNow[],
  program: ProcessNow,
  now: number,
): string {
  const { queues } = setupOf(state).setup;
  const perQueue = (value: (queueId: string) => number): Sample[] =>
    queues.map(({ id, series }) => ({ labels: { queue: id, series }, value: value(id) }));
  const counters = countBy([...state.counters.values()].map(counter => counter.state));
  const legs = countBy([...state.legs.values()].map(leg => leg.state));
  const papers = countBy([...state.paper.jobs.values()].map(job => job.state));
  const families = [
    gauge('mpp_up', 'The server answers.', [{ value: 1 }]),
    gauge('mpp_uptime_seconds', 'Since the server started.', [{ value: program.uptimeSeconds }]),
    gauge('mpp_resident_bytes', 'Memory of the server.', [{ value: program.residentBytes }]),
    gauge('mpp_journal_seq', 'The last entry of the journal.', [{ value: state.seq }]),
    gauge('mpp_visits_today', 'Numbers of the business day.', [{ value: state.visits.size }]),
    gauge('mpp_legs', 'Errands of the business day by state.', byState(legs)),
    gauge('mpp_counters', 'Counters by state.', byState(counters)),
    gauge('mpp_displays', 'Lobby screens that are connected.', [{ value: program.displays }]),
    gauge('mpp_papers', 'Papers of the business day by what is known of them.', byState(papers)),
    gauge(
      'mpp_queue_waiting',
      'Errands that wait in a queue.',
      perQueue(id => waitingCount(state.queues.get(id)!)),
    ),
    gauge(
      'mpp_queue_longest_wait_seconds',
      'The longest wait in a queue.',
      perQueue(id => longestWaitSeconds(state, state.queues.get(id)!, now)),
    ),
    ...printerGauges(state, lines, now),
    ...voiceGauges(program.voices),
  ];
  return `${families.join('\n')}\n`;
}
