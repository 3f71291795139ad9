import type { Service } from '../../contract/setup.ts';
import type { TicketContent } from '../../contract/ticket-content.ts';
import type { Language } from '../../contract/values.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { ticketContent } from './ticket-content.ts';

export type SampleKind = 'usual' | 'longest';

/** As long as a real token, and nobody's. */
const sampleToken = 'CONTOH-CONTOH-CONTOH-CONTOH-CONTOH-CONTOH-C';
const sampleNumber = 12;
const sampleAhead = 8;
/** Minutes before rounding: shown as 20 to 35. */
const sampleQuote = { p50: 18, p90: 33 };

const lengthOf = ({ name, requirements }: Service): number =>
  Math.max(name.id.length, name.en.length) +
  requirements.reduce((sum, text) => sum + text.id.length, 0);

/** A service with something to bring; or the one with the most words of all. */
function serviceFor(services: readonly Service[], sample: SampleKind): Service {
  const [first] = services;
  if (first === undefined) throw new Error('A building has at least one service');
  if (sample === 'usual') {
    return services.find(({ requirements }) => requirements.length > 0) ?? first;
  }
  return services.reduce((one, other) => (lengthOf(other) > lengthOf(one) ? other : one));
}

/** A slip of this building that nobody was given, to show a layout with. */
export function sampleSlip(
  state: BuildingState,
  now: number,
  publicUrl: string,
  { language, sample }: { readonly language: Language; readonly sample: SampleKind },
): TicketContent {
  const { setup, queues } = setupOf(state);
  const service = serviceFor(setup.services, sample);
  const leg = { serviceId: service.id, queueId: service.queueId, quote: sampleQuote };
  const series = queues.get(service.queueId)!.series;
  const label = `${series}${String(sampleNumber).padStart(3, '0')}`;
  const visit = { language, label, issuedAt: now, legs: [leg] };
  const deviceName = setup.kiosks[0]?.name ?? 'Kiosk 1';
  const url = `${publicUrl}/t/${sampleToken}`;
  return ticketContent(state, visit, { url, deviceName, ahead: sampleAhead });
}
