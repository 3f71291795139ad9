import type { Text } from '../contract/values.ts';
import type { SpokenNamesView } from '../contract/voice-names.ts';

export type NameRow = SpokenNamesView['names'][number];
/** What stands in the two fields of a name. */
export type Said = Text;

/** An agency and those of its services that are asked for. */
export interface NameGroup {
  readonly agency: NameRow;
  /** The agency itself and its services, as far as they fit. */
  readonly rows: readonly NameRow[];
}

interface Wish {
  readonly query: string;
  readonly isOnlySaid: boolean;
  readonly saidOf: (row: NameRow) => Said;
}

/** Small letters without marks; signs are gaps: "KTP-el" is found by "ktp el". */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

const textOf = ({ id, en }: Text): string => `${id} ${en}`;

/**
 * Names by agency, in the order of the building. Every word that is looked for stands in the name,
 * its agency's, or how one of them is said; an agency whose own name fits shows all its services.
 */
export function nameGroups(names: readonly NameRow[], wish: Wish): NameGroup[] {
  const words = plain(wish.query).split(' ').filter(Boolean);
  const wordsOf = (row: NameRow): string =>
    plain(`${textOf(row.name)} ${textOf(wish.saidOf(row))}`);
  const isSaid = (row: NameRow): boolean => textOf(wish.saidOf(row)).trim() !== '';
  return names.flatMap(agency => {
    if (agency.kind !== 'agency') return [];
    const ofAgency = wordsOf(agency);
    const rows = names
      .filter(({ agencyId }) => agencyId === agency.agencyId)
      .filter(row => {
        const text = row === agency ? ofAgency : `${ofAgency} ${wordsOf(row)}`;
        return words.every(word => text.includes(word)) && (!wish.isOnlySaid || isSaid(row));
      });
    return rows.length === 0 ? [] : [{ agency, rows }];
  });
}
