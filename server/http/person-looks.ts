import type { Actor } from '../../contract/commands.ts';
import type { PersonLook } from '../../contract/people.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Building } from '../building.ts';

/** Looks of one member of one kind belong to one entry for so long. */
export const looksTogetherMs = 5 * 60_000;
/** Subjects that are told apart while they are gathered; beyond that each counts. */
const subjectsMax = 20_000;

interface Looking {
  readonly actor: Actor;
  readonly what: PersonLook;
  readonly since: number;
  /** Whose data were told already, and whose are to be told with the next entry. */
  readonly told: Set<string>;
  readonly gathered: Set<string>;
}

/**
 * Who saw what is kept of visitors beyond the one before them (PRIVACY-1). The first look is in the
 * journal before its answer is sent. What somebody sees beside it within five minutes is gathered into
 * one entry more, told with the next commit after them: a page that asks again and again does not
 * flood the journal. A crash in between loses the count and never the fact.
 */
export class PersonLooks {
  readonly #building: Building;
  readonly #looking = new Map<string, Looking>();

  constructor(building: Building) {
    this.#building = building;
    building.onCommit(() => this.#tellGathered());
  }

  /** Null once it is noted; else why it cannot be, and then nothing may be shown. */
  async note(
    actor: Actor,
    what: PersonLook,
    subjectIds: readonly string[],
  ): Promise<Refusal | null> {
    if (subjectIds.length === 0) return null;
    const name = `${what} ${actor.staffId ?? ''}`;
    const now = this.#building.now();
    const known = this.#looking.get(name);
    if (known && now - known.since < looksTogetherMs && what !== 'exported') {
      for (const id of subjectIds) {
        if (!known.told.has(id) && known.gathered.size < subjectsMax) known.gathered.add(id);
      }
      return null;
    }
    const both = new Set([...(known?.gathered ?? []), ...subjectIds]);
    this.#looking.set(name, { actor, what, since: now, told: both, gathered: new Set() });
    const refusal = await this.#tell(actor, what, both.size);
    if (refusal) this.#looking.delete(name);
    return refusal;
  }

  #tellGathered(): void {
    const now = this.#building.now();
    for (const [name, { actor, what, since, gathered }] of this.#looking) {
      if (now - since < looksTogetherMs) continue;
      this.#looking.delete(name);
      if (gathered.size > 0) void this.#tell(actor, what, gathered.size).catch(() => undefined);
    }
  }

  async #tell(actor: Actor, what: PersonLook, subjects: number): Promise<Refusal | null> {
    let refusal: Refusal | null = null;
    await this.#building.execute({
      command: { type: 'note-person-seen', actor, what, subjects },
      answer: outcome => {
        ({ refusal } = outcome);
        return { status: 200, body: '' };
      },
    });
    return refusal;
  }
}
