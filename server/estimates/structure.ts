import type { LoggedDay } from '../domain/day-log.ts';

/** A service that is so small a part of what a counter calls was called there by chance. */
const shareMin = 0.02;

type Call = { readonly counterId: string | null; readonly serviceId: string };

/** Which services each counter was seen to call, without what was called by chance. */
export function servesOfCalls(calls: Iterable<Call>): Map<string, Set<string>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { counterId, serviceId } of calls) {
    if (counterId === null) continue;
    let row = counts.get(counterId);
    if (!row) counts.set(counterId, (row = new Map()));
    row.set(serviceId, (row.get(serviceId) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([counterId, row]) => {
      const all = [...row.values()].reduce((sum, count) => sum + count, 0);
      const usual = [...row].filter(([, count]) => count >= shareMin * all);
      return [counterId, new Set(usual.map(([service]) => service))];
    }),
  );
}

export const servesOfDays = (days: readonly LoggedDay[]): Map<string, Set<string>> =>
  servesOfCalls(days.flatMap(({ legs }) => legs));

/** Services that exactly the same counters call are one line; each line by the first of them. */
export function linesOf(
  services: Iterable<string>,
  serves: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, string> {
  const byCounters = new Map<string, string>();
  const lines = new Map<string, string>();
  for (const service of services) {
    const counters = [...serves].filter(([, row]) => row.has(service)).map(([id]) => id);
    const name = counters.length === 0 ? `only ${service}` : JSON.stringify(counters.sort());
    const line = byCounters.get(name) ?? service;
    byCounters.set(name, line);
    lines.set(service, line);
  }
  return lines;
}

/** Everything that shares counters with a service, and those counters' names. */
export function poolOf(
  service: string,
  counters: Iterable<{ readonly id: string; readonly serves: ReadonlySet<string> }>,
): { services: Set<string>; counterIds: Set<string> } {
  const services = new Set([service]);
  const counterIds = new Set<string>();
  const all = [...counters];
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, serves } of all) {
      if (counterIds.has(id) || ![...serves].some(name => services.has(name))) continue;
      counterIds.add(id);
      for (const name of serves) services.add(name);
      grown = true;
    }
  }
  return { services, counterIds };
}
