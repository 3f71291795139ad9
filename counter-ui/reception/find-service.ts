import type { AgencyView, Catalogue, ServiceView } from '../../contract/views.ts';
import { plain, rankOf } from '../panes/words.ts';

export interface FoundService {
  readonly agency: AgencyView;
  readonly service: ServiceView;
}

/** So many rows; more words make them fewer. */
export const foundMax = 40;

/** What a service is found by, the most telling first. */
const wordsOf = ({ agency, service }: FoundService): readonly string[] => [
  plain(`${service.name.id} ${service.name.en}`),
  plain(service.synonyms.join(' ')),
  plain(`${agency.short} ${agency.name.id} ${agency.name.en} ${service.code}`),
];

const everyService = ({ agencies }: Catalogue): FoundService[] =>
  agencies.flatMap(agency => agency.services.map(service => ({ agency, service })));

/** The best first; without words all, as they are set up. Closed ones stay, with their reason. */
export function findServices(catalogue: Catalogue, query: string): readonly FoundService[] {
  const all = everyService(catalogue);
  if (plain(query) === '') return all;
  return all
    .map(found => ({ found, rank: rankOf(query, wordsOf(found)) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .slice(0, foundMax)
    .map(({ found }) => found);
}

export const serviceOf = (catalogue: Catalogue | null, id: string): FoundService | undefined =>
  catalogue ? everyService(catalogue).find(({ service }) => service.id === id) : undefined;
