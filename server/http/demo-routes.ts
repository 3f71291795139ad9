import type { RequestHandler } from 'express';
import { demoBookingsSchema, type DemoBooking } from '../../contract/bookings.ts';
import { papersSchema } from '../../contract/http.ts';
import { sendReply } from './dispatch.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';

/** A paper that the demo building's printer of software has printed and cut. */
export interface DemoPaper {
  readonly id: number;
  readonly at: string;
  readonly label: string;
  readonly text: string;
  readonly png: Buffer;
}

/** The papers of a demo building, newest first, so that a newcomer sees the ticket come out. */
export const demoRoutes = (
  papers: () => readonly DemoPaper[],
  bookings: () => readonly DemoBooking[],
): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/demo/bookings',
    access: 'demo',
    summary: 'Bookings that a demo building made, with their codes',
    status: 200,
    answer: demoBookingsSchema,
    refusals: ['not-found'],
    handle: () => json({ bookings: bookings() }),
  }),
  route({
    method: 'get',
    path: '/api/v1/demo/papers',
    access: 'demo',
    summary: 'Papers printed by the demo building’s printer of software',
    status: 200,
    answer: papersSchema,
    refusals: ['not-found'],
    handle: () =>
      json({
        papers: papers().map(({ id, at, label, text }) => ({
          id,
          at,
          label,
          text,
          url: `/api/v1/demo/papers/${id}.png`,
        })),
      }),
  }),
];

export function paperHandler(papers: () => readonly DemoPaper[]): RequestHandler {
  return (request, response) => {
    const name = String(request.params['file'] ?? '');
    const paper = papers().find(row => `${row.id}.png` === name);
    if (!paper) {
      sendReply(response, problemAnswer('not-found'));
      return;
    }
    response.setHeader('Cache-Control', 'private, max-age=3600');
    response.type('image/png').send(paper.png);
  };
}
