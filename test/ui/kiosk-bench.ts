import { vi } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { KioskPatch, PaperTold } from '../../contract/views.ts';
import { mergeKiosk } from '../../kiosk-ui/merge-kiosk.ts';
import { Kiosk } from '../../kiosk-ui/model.ts';
import type { Answer } from '../../ui-kit/api.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { FakeSocket } from './fake-socket.ts';
import { issuedAnswer, kioskNow, kioskView } from './fixtures/kiosk-view.ts';

export interface Sent {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string | undefined;
}

export type PrintTold = Pick<PaperTold, 'jobId' | 'state'> & Partial<PaperTold>;
export const ownPrinter = { name: 'Printer Kiosk 1', isOther: false } as const;

export type IssueAnswer = Answer<IssuedAnswer>;

export const view = kioskView();
const services = view.agencies.flatMap(agency => agency.services);
export const idOf = (code: string): string =>
  services.find(service => service.code === code)?.id ?? `no service ${code}`;
export const birth = idOf('A05');
export const dukcapil = view.agencies[0]?.id ?? '';

export const refused = (code: string): IssueAnswer => ({
  ok: false,
  problem: { code, status: code === 'unreachable' ? 0 : 409 },
});
export const issued = (print: IssuedAnswer['print']): IssueAnswer => ({
  ok: true,
  status: 201,
  body: issuedAnswer([birth], print),
});

/** A kiosk before a server whose words and answers the test gives; time is the test's too. */
export class KioskBench {
  readonly socket = new FakeSocket();
  readonly sent: Sent[] = [];
  readonly answers: (IssueAnswer | Promise<IssueAnswer>)[] = [];
  readonly kiosk: Kiosk;
  #keys = 0;
  #seq = 7;
  #now = Date.parse(kioskNow);

  constructor() {
    vi.useFakeTimers();
    this.kiosk = new Kiosk({
      stream: openStream<'kiosk'>({
        namespace: '/kiosk',
        merge: mergeKiosk,
        connect: () => this.socket,
      }),
      send: async (_method, path, body, options) => {
        this.sent.push({ path, body: body as Sent['body'], key: options?.key });
        const answer = this.answers.shift();
        if (answer === undefined) throw new Error('The test gave no answer.');
        return (await answer) as Answer<never>;
      },
      newKey: () => `key-${(this.#keys += 1)}`,
    });
    this.socket.tell('snapshot', { ...this.#head(), clockRate: 1, view });
  }

  tell(patch: KioskPatch): void {
    this.#seq += 1;
    this.socket.tell('change', { ...this.#head(), patch });
  }

  /** What is not named is as of a number that nobody has said to have, with a minute left. */
  tellPrint(print: PrintTold): void {
    const isOpen = print.state === 'not-sent' && (print.number ?? 'open') === 'open';
    const keptUntil = isOpen ? new Date(this.#now + 60_000).toISOString() : null;
    this.tell({ print: { number: 'open', keptUntil, printer: ownPrinter, ...print } });
  }

  /** A number whose paper could not be printed, with a minute to say that one has it. */
  async takeWithoutPaper(jobId: number, fault = 'paper-end'): Promise<void> {
    await this.take({ jobId, state: 'queued' });
    this.tellPrint({ jobId, state: 'not-sent', fault });
  }

  /** The server goes on talking, so that nothing but the visitor's own time passes. */
  pass(seconds: number): void {
    for (let at = 0; at < seconds; at += 1) {
      vi.advanceTimersByTime(1_000);
      this.#now += 1_000;
      this.socket.tell('tick', { ...this.#head(), clockRate: 1 });
    }
  }

  async take(print: IssuedAnswer['print']): Promise<void> {
    this.kiosk.takeNumber();
    this.kiosk.chooseAgency(dukcapil);
    this.kiosk.chooseService(birth);
    this.answers.push(issued(print));
    await this.kiosk.issue();
  }

  close(): void {
    this.kiosk.leave();
    this.kiosk.close();
    vi.useRealTimers();
  }

  #head() {
    return { epoch: 'e1', seq: this.#seq, at: new Date(this.#now).toISOString() };
  }
}
