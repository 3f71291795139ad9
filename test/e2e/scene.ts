import type { Command } from '../../contract/commands.ts';
import type { IssuedAnswer, IssuedTicket } from '../../contract/http.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Need } from '../../contract/values.ts';
import { newVisitId } from '../../server/auth/ticket-tokens.ts';
import { setupOf } from '../../server/domain/state.ts';
import type { Hall } from './hall.ts';

const actor = { role: 'system' } as const;

/** Makes a hall look as a test needs it, through the same commands as everybody's. */
export class Scene {
  readonly #hall: Hall;

  constructor(hall: Hall) {
    this.#hall = hall;
  }

  /** The building with another set-up, as its administrator would change it. */
  configure(change: (setup: Setup) => void): Promise<void> {
    const setup = structuredClone(setupOf(this.#hall.app.building.state).setup);
    change(setup);
    return this.#run({ type: 'configure', actor, setup });
  }

  labelOf(visitId: string): string {
    return this.#hall.app.building.state.visits.get(visitId)!.label;
  }

  async visit(serviceIds: readonly string[], need?: Need): Promise<string> {
    const { building } = this.#hall.app;
    const visitId = newVisitId(building.now());
    await this.#run({
      type: 'issue-ticket',
      actor,
      visitId,
      serviceIds,
      class: need === undefined ? 'walk-in' : 'vulnerable',
      ...(need === undefined ? {} : { need }),
      language: 'id',
    });
    return visitId;
  }

  /** A visit from the kiosk, with its paper, and the page that its visitor opens. */
  async ticket(...serviceIds: readonly string[]): Promise<IssuedTicket> {
    const answer = await fetch(`${this.#hall.app.url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serviceIds }),
    });
    if (answer.status !== 201) throw new Error(`No ticket: ${await answer.text()}`);
    return ((await answer.json()) as IssuedAnswer).ticket;
  }

  async visits(count: number, serviceId: string): Promise<string[]> {
    const visitIds: string[] = [];
    for (let made = 0; made < count; made += 1) visitIds.push(await this.visit([serviceId]));
    return visitIds;
  }

  open(counter: number): Promise<void> {
    return this.#run({ type: 'open-counter', actor, counterId: `counter-${counter}` });
  }

  pause(counter: number): Promise<void> {
    const counterId = `counter-${counter}`;
    return this.#run({ type: 'pause-counter', actor, counterId, reason: 'prayer' });
  }

  call(counter: number): Promise<void> {
    return this.#run({ type: 'call-next', actor, counterId: `counter-${counter}` });
  }

  callTicket(counter: number, visitId: string): Promise<void> {
    return this.#run({ type: 'call-ticket', actor, counterId: `counter-${counter}`, visitId });
  }

  /** Who is at the counter moves on. */
  async at(counter: number, type: 'start' | 'recall' | 'no-show' | 'cancel'): Promise<void> {
    return this.#run({ type, actor, visitId: this.#visitAt(counter) });
  }

  async finish(counter: number): Promise<void> {
    const visitId = this.#visitAt(counter);
    return this.#run({ type: 'finish', actor, visitId, outcome: 'completed' });
  }

  /** The counter becomes free, whatever its visitor was doing there. */
  async clear(counter: number): Promise<void> {
    const now = this.#hall.app.building.state.counters.get(`counter-${counter}`);
    if (now?.state !== 'open') await this.open(counter);
    if (now?.leg?.state === 'called') await this.at(counter, 'start');
    if (now?.leg) await this.finish(counter);
  }

  async cancel(visitId: string): Promise<void> {
    return this.#run({ type: 'cancel', actor, visitId });
  }

  #visitAt(counter: number): string {
    const leg = this.#hall.app.building.state.counters.get(`counter-${counter}`)?.leg;
    if (!leg) throw new Error(`Nobody is at counter ${counter}.`);
    return leg.visitId;
  }

  async #run(command: Command): Promise<void> {
    const { body } = await this.#hall.app.building.execute({
      command,
      answer: ({ refusal }) => ({ status: 200, body: refusal?.refused ?? '' }),
    });
    if (body !== '') throw new Error(`${command.type} was refused: ${body}`);
  }
}
