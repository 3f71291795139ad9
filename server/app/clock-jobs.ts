import { openDayClose } from '../jobs/day-close.ts';
import { openLearning } from '../jobs/learning.ts';
import { openUnclaimedTickets } from '../jobs/unclaimed-tickets.ts';
import type { Rooms } from './rooms.ts';

/** What the calendar alone asks for: the day's end, numbers nobody took, learning from past days. */
export const openClockJobs = ({
  building,
  store,
  options: { dataDir: folder },
  edges: { log },
}: Rooms): readonly { close(): void }[] => [
  openDayClose(building, log),
  openUnclaimedTickets(building, log),
  openLearning({ building, store, folder, log }),
];
