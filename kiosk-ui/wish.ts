import type { IssuedAnswer } from '../contract/http.ts';
import type { Answer, send } from '../ui-kit/api.ts';

type Body = Readonly<Record<string, unknown>>;

/** Sent again as it was: another body under its key would be refused. */
interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: Body;
}

/** Language and order may change on the way; it stays the same wish. */
const wishOf = ({ serviceIds, ...body }: Body): string =>
  JSON.stringify({
    ...body,
    language: null,
    serviceIds: Array.isArray(serviceIds) ? serviceIds.map(String).toSorted() : null,
  });

const isSame = (sent: Sent, path: string, body: Body): boolean =>
  sent.path === path && wishOf(sent.body) === wishOf(body);

/** One wish of one visitor for a number: it happens once, however often it has to be sent. */
export class Wish {
  readonly #send: typeof send;
  readonly #newKey: () => string;
  #sent: Sent | null = null;

  constructor(edges: { readonly send: typeof send; readonly newKey: () => string }) {
    this.#send = edges.send;
    this.#newKey = edges.newKey;
  }

  /** One whose answer was lost goes out as it was, even if re-worded. */
  async ask(path: '/tickets' | '/check-ins', body: Body): Promise<Answer<IssuedAnswer>> {
    if (this.#sent === null || !isSame(this.#sent, path, body)) {
      this.#sent = { key: this.#newKey(), path, body };
    }
    const { key } = this.#sent;
    const answer = await this.#send<IssuedAnswer>('POST', path, this.#sent.body, { key });
    // A lost answer may have issued the number, so its key is kept; a refusal has issued nothing.
    const isKnown = answer.ok || answer.problem.code !== 'unreachable';
    if (isKnown && this.#sent?.key === key) this.#sent = null;
    return answer;
  }

  forget(): void {
    this.#sent = null;
  }
}
