import { demoSetup } from '../server/demo/demo-setup.ts';
import type { HttpConnection } from './http-connection.ts';
import { nowMs } from './figures.ts';
import { load } from './load.ts';
import { ticketsPath, type Side } from './sides.ts';
import { postOnce, takingTickets } from './visitors.ts';

/** Somebody who calls, starts and finishes; gives the milliseconds that the call took. */
export interface Officer {
  call(connection: HttpConnection): Promise<number>;
  finish(connection: HttpConnection): Promise<void>;
  /** The visitor is back in the line, as if nobody had called. */
  takeBack(connection: HttpConnection): Promise<void>;
}

async function ourOfficer(connection: HttpConnection, counterNumber: number): Promise<Officer> {
  const username = `petugas-${counterNumber}`;
  const answer = await connection.post(
    '/api/v1/session',
    JSON.stringify({ username, password: `demo-${username}` }),
  );
  const cookie = /^set-cookie: ([^;]+)/im.exec(answer.head)?.[1];
  if (!cookie) throw new Error(`${username} could not sign in: ${answer.status}`);
  const headers = `Cookie: ${cookie}\r\n`;
  const counter = `/api/v1/counters/counter-${counterNumber}`;
  await postOnce(connection, `${counter}/open`, '{}', headers);
  let ticketId = '';
  return {
    async call(desk) {
      const begunMs = nowMs();
      const body = await postOnce(desk, `${counter}/call-next`, '{}', headers);
      const took = nowMs() - begunMs;
      const { ticket } = JSON.parse(body) as { ticket: { id: string } | null };
      if (!ticket) throw new Error(`Nobody waits for counter ${counterNumber}`);
      ticketId = ticket.id;
      return took;
    },
    async takeBack(desk) {
      await postOnce(desk, `${counter}/undo`, '{}', headers);
    },
    async finish(desk) {
      await postOnce(desk, `/api/v1/tickets/${ticketId}/start`, '{}', headers);
      await postOnce(desk, `/api/v1/tickets/${ticketId}/finish`, '{}', headers);
    },
  };
}

/** One UPDATE of one row for each of the three steps. */
function bareOfficer(next: () => number): Officer {
  let id = 0;
  return {
    async call(desk) {
      id = next();
      const begunMs = nowMs();
      await postOnce(desk, `/tickets/${id}/called`);
      return nowMs() - begunMs;
    },
    async takeBack(desk) {
      await postOnce(desk, `/tickets/${id}/waiting`);
    },
    async finish(desk) {
      await postOnce(desk, `/tickets/${id}/serving`);
      await postOnce(desk, `/tickets/${id}/done`);
    },
  };
}

/** `tickets` waiting, and `count` officers at open counters of agencies that are open now. */
export async function waitingHall(
  side: Side,
  port: number,
  tickets: number,
  count: number,
): Promise<Officer[]> {
  await load(port, 16, tickets, takingTickets(ticketsPath[side]));
  if (side === 'floor') {
    let id = 0;
    return Array.from({ length: count }, () => bareOfficer(() => (id += 1)));
  }
  const { agencies, counters } = demoSetup();
  const open = counters.filter(
    counter => agencies.find(agency => agency.id === counter.agencyId)?.hours === null,
  );
  const officers: Officer[] = [];
  await load(port, 1, 1, async connection => {
    for (const { number } of open.slice(0, count)) {
      officers.push(await ourOfficer(connection, number));
    }
    return 0;
  });
  return officers;
}
