/** A browser without scripts at the booking portal: follows links, fills in forms, keeps its cookie. */

export interface PortalPage {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
  /** What a person reads: no tags, entities as the signs they stand for. */
  readonly words: string;
}

const signs: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const read = (text: string): string => text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, s => signs[s]!);

const wordsOf = (text: string): string =>
  read(text.replace(/<head>[\s\S]*<\/head>/, '').replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The value of a field that nobody sees. */
export const hiddenOf = ({ text }: PortalPage, name: string): string =>
  read(new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text)?.[1] ?? '');

/** Slots that can be chosen on a page, in order. */
export const slotsOn = ({ text }: PortalPage): string[] =>
  [...text.matchAll(/name="startsAt"\s+value="([^"]+)"\s+required\s+(disabled)?/g)]
    .filter(([, , disabled]) => disabled === undefined)
    .map(([, startsAt]) => startsAt!);

export class PortalCitizen {
  readonly #portalUrl: () => string;
  cookie = '';

  constructor(portalUrl: () => string) {
    this.#portalUrl = portalUrl;
  }

  get(path: string): Promise<PortalPage> {
    return this.#follow(path, {});
  }

  send(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { Origin: this.#portalUrl() },
  ): Promise<PortalPage> {
    return this.#follow(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Books a slot as the page offers it; ends at what the portal shows then. */
  async book(
    serviceId: string,
    day: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<PortalPage> {
    const path = `/layanan/${serviceId}?tanggal=${day}`;
    const page = await this.get(path);
    const [startsAt = ''] = slotsOn(page);
    return this.send(path, { key: hiddenOf(page, 'key'), startsAt, ...more });
  }

  async #follow(path: string, init: RequestInit): Promise<PortalPage> {
    const url = new URL(path, this.#portalUrl());
    const headers = { ...(init.headers as Record<string, string>), Cookie: this.cookie };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0]!;
    const to = answer.headers.get('location');
    if (to !== null) return this.#follow(to, {});
    const text = await answer.text();
    const { status } = answer;
    return { status, url: url.pathname, text, headers: answer.headers, words: wordsOf(text) };
  }
}
