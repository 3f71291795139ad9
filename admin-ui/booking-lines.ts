import type { BookedQueue } from '../contract/booking-setup.ts';

export interface FoundLine {
  readonly queue: BookedQueue;
  /** The first of its agency in the list. */
  readonly isFirst: boolean;
}

const plain = (text: string): string => text.toLowerCase().normalize('NFKD');

/** Lines whose agency, name or one of whose services has every word that was typed. */
export function linesFound(queues: readonly BookedQueue[], query: string): readonly FoundLine[] {
  const words = plain(query)
    .split(/\s+/)
    .filter(word => word !== '');
  const found = queues.filter(({ agency, name, series, services }) => {
    const names = [agency.name, name, ...services.map(service => service.name)];
    const said = names.map(text => `${text.id} ${text.en}`).join(' ');
    const all = plain(`${agency.short} ${series} ${said}`);
    return words.every(word => all.includes(word));
  });
  return found.map((queue, at) => ({
    queue,
    isFirst: found[at - 1]?.agency.id !== queue.agency.id,
  }));
}
