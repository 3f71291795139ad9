import type { AgencyView, KioskView, ServiceView } from '../contract/views.ts';

/** Where a kiosk looks up what it is asked for. */

/** The agencies that this kiosk gives numbers for. */
export function shownAgencies(view: KioskView | null): readonly AgencyView[] {
  const { agencies = [], kiosk } = view ?? {};
  const ids = kiosk?.agencyIds ?? null;
  return ids === null ? agencies : agencies.filter(agency => ids.includes(agency.id));
}

export const agencyOf = (view: KioskView | null, serviceId: string): AgencyView | undefined =>
  view?.agencies.find(agency => agency.services.some(service => service.id === serviceId));

export const serviceOf = (view: KioskView | null, serviceId: string): ServiceView | undefined =>
  agencyOf(view, serviceId)?.services.find(service => service.id === serviceId);

/** Whether this kiosk is set up for the service's agency. */
export const isGivenAt = (view: KioskView | null, serviceId: string): boolean =>
  shownAgencies(view).some(agency => agency.services.some(service => service.id === serviceId));

/** Whether this kiosk gives a number for the service now. */
export const isOpenAt = (view: KioskView | null, serviceId: string): boolean =>
  isGivenAt(view, serviceId) && serviceOf(view, serviceId)?.availability.open === true;

/** A word that more services share than this names none of them. */
const sharedMax = 4;
const wordLengthMin = 3;
/** What is done, not what it is about: "pengambilan izin" is no help to who wants a passport. */
const doing = new Set(
  `ambil baru bayar buka calon cek cetak daftar ganti hilang informasi izin kartu konsultasi lapor layanan
  pembayaran pendaftaran penerbitan pengambilan penggantian pengecekan permohonan perpanjang
  perpanjangan perubahan pindah rekomendasi rusak surat tambah ubah
  and application card certificate collection for information new registration renewal service the`.split(
    /\s+/,
  ),
);

function wordsOf(service: ServiceView): ReadonlySet<string> {
  const texts = [service.name.id, service.name.en, ...service.synonyms];
  const words = texts.flatMap(text => text.toLowerCase().split(/[^\p{L}\d]+/u));
  return new Set(words.filter(word => word.length >= wordLengthMin && !doing.has(word)));
}

/**
 * Open services that may do in place of closed ones: first those that share a telling word with
 * one of them, in name or synonyms, then the others of the same agency.
 */
export function similarOpen(
  view: KioskView | null,
  closed: readonly ServiceView[],
  countMax: number,
): ServiceView[] {
  const services = shownAgencies(view).flatMap(agency => agency.services);
  const counts = new Map<string, number>();
  for (const service of services) {
    for (const word of wordsOf(service)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const telling = new Set(closed.flatMap(service => [...wordsOf(service)]));
  const weight = (service: ServiceView): number =>
    [...wordsOf(service)]
      .filter(word => telling.has(word) && (counts.get(word) ?? 0) <= sharedMax)
      .reduce((sum, word) => sum + 1 / (counts.get(word) ?? 1), 0);
  const ids = new Set(closed.map(service => service.id));
  const homes = new Set(closed.map(service => agencyOf(view, service.id)?.id));
  const isNeighbour = (service: ServiceView) => homes.has(agencyOf(view, service.id)?.id);
  return services
    .filter(service => service.availability.open && !ids.has(service.id))
    .map(service => ({ service, weight: weight(service), isNear: isNeighbour(service) }))
    .filter(row => row.weight > 0 || row.isNear)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, countMax)
    .map(row => row.service);
}

/** The service that waits longest, where that is longer than the building calls long. */
export function longWait(view: KioskView | null, serviceIds: readonly string[]): string | null {
  const waits = serviceIds.map(id => serviceOf(view, id)?.estimate?.toMinutes ?? 0);
  const longest = Math.max(0, ...waits);
  const isLong = longest > (view?.kiosk.longWaitMinutes ?? Infinity);
  return isLong ? (serviceIds[waits.indexOf(longest)] ?? null) : null;
}
