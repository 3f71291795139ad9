import type { Service, Setup } from '../../contract/setup.ts';
import type { TicketContent } from '../../contract/ticket-content.ts';
import type { Language } from '../../contract/values.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { withStandIn } from './stand-in.ts';
import { ticketContent } from './ticket-content.ts';

export type SampleKind = 'usual' | 'longest';

/** As long as a real token, and nobody's. */
const sampleToken = 'CONTOH-CONTOH-CONTOH-CONTOH-CONTOH-CONTOH-C';
const sampleNumber = 12;
const sampleAhead = 8;
/** Minutes before rounding: shown as 20 to 35. */
const sampleQuote = { p50: 18, p90: 33 };

const longest = <Row>(rows: readonly Row[], lengthOf: (row: Row) => number): Row => {
  const [first] = rows;
  if (first === undefined) throw new Error('A building has services and agencies');
  return rows.reduce((one, other) => (lengthOf(other) > lengthOf(one) ? other : one), first);
};

/** A service with something to bring; or the one with the longest name. */
function serviceFor(services: readonly Service[], sample: SampleKind): Service {
  const usual = services.find(({ requirements }) => requirements.length > 0);
  return (
    (sample === 'usual' ? usual : undefined) ?? longest(services, ({ name }) => name.id.length)
  );
}

/** No ticket has all of them, but every one of them has to fit. */
function withLongest(content: TicketContent, { agencies, services }: Setup): TicketContent {
  const { language } = content;
  // By one language, so that both say the same.
  const agency = longest(agencies, ({ name }) => name.id.length);
  const { requirements } = longest(services, row =>
    row.requirements.reduce((sum, text) => sum + text.id.length, 0),
  );
  return {
    ...content,
    agency: agency.name[language],
    requirements: requirements.map(text => text[language]),
  };
}

/** A slip of one service that nobody was given. */
export function slipOfService(
  state: BuildingState,
  now: number,
  publicUrl: string,
  { language, service }: { readonly language: Language; readonly service: Service },
): TicketContent {
  const { setup, queues } = setupOf(state);
  const leg = { serviceId: service.id, queueId: service.queueId, quote: sampleQuote };
  const series = queues.get(service.queueId)!.series;
  const label = `${series}${String(sampleNumber).padStart(3, '0')}`;
  const visit = { language, label, issuedAt: now, legs: [leg] };
  const deviceName = setup.kiosks[0]?.name ?? 'Kiosk 1';
  const url = `${publicUrl}/t/${sampleToken}`;
  return ticketContent(state, visit, { url, deviceName, ahead: sampleAhead });
}

/** A slip of this building that nobody was given, to show a layout with. */
export function sampleSlip(
  asItIs: BuildingState,
  now: number,
  publicUrl: string,
  { language, sample }: { readonly language: Language; readonly sample: SampleKind },
): TicketContent {
  const state = withStandIn(asItIs);
  const { setup } = setupOf(state);
  const service = serviceFor(setup.services, sample);
  const content = slipOfService(state, now, publicUrl, { language, service });
  return sample === 'usual' ? content : withLongest(content, setup);
}
