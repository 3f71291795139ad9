import { expect, test } from 'vitest';
import { ticketContent } from '../../server/views/ticket-content.ts';
import { BookedRoom } from '../domain/booked-room.ts';

test('PRINT-44: the slip of a checked-in booking has its time, that of a walk-in none', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.at(50).checkIn(bookingId);
  const actor = { role: 'visitor' } as const;
  const walkIn = { visitId: 'w', serviceIds: ['a1'], class: 'walk-in', language: 'en' } as const;
  room.must({ type: 'issue-ticket', actor, ...walkIn });
  const facts = { url: 'http://antrean.example/t/x', deviceName: 'Kiosk 1', ahead: 0 };
  const contentOf = (visitId: string) =>
    ticketContent(room.state, room.state.visits.get(visitId)!, facts);
  expect(contentOf(`v-${bookingId}`).bookedFor).toBe('11.00');
  expect(contentOf('w')).not.toHaveProperty('bookedFor');
});
