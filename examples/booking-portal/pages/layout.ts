import type { BuildingView } from '../api-types.ts';
import { html, type Content, type Html } from '../html.ts';
import type { Sentence } from '../refusal-texts.ts';

export interface Page {
  readonly title: string;
  readonly building: BuildingView | null;
  readonly body: Content;
  /** The address that tells when this page shows something else. */
  readonly live?: string;
}

const mark = html`<svg
  width="30"
  height="30"
  viewBox="0 0 48 48"
  fill="currentColor"
  aria-hidden="true"
>
  <path d="M16 8h16l4 9 9 6v3H3v-3l9-6zM8 30h7v11H8zM20 30h8v11h-8zM33 30h7v11h-7z" />
</svg>`;

/** What happened and what to do, in its colour; `fault` is read out at once. */
export const notice = (kind: 'info' | 'fault' | 'good', { title, way }: Sentence): Html =>
  html`<div class="notice ${kind}" ${kind === 'fault' && html`role="alert"`}>
    <p class="notice-title">${title}</p>
    <p>${way}</p>
  </div>`;

/** The whole document. Without scripts a page that lives is loaded anew every half minute. */
export function document({ title, building, body, live }: Page): Html {
  const name = building?.short ?? 'Mal Pelayanan Publik';
  return html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#083f54" />
        <title>${title} · ${name}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/frame.css" />
        <link rel="stylesheet" href="/cards.css" />
        <link rel="stylesheet" href="/forms.css" />
        ${
          live !== undefined &&
          html`<script src="/watch.js" defer></script>
            <noscript><meta http-equiv="refresh" content="30" /></noscript>`
        }
      </head>
      <body ${live !== undefined && html`data-live="${live}"`}>
        <header>
          <div class="width">
            <a class="home" href="/">${mark}<span>${name}</span></a>
            <nav aria-label="Utama">
              <a href="/">Booking</a>
              <a href="/antrean">Antrean kini</a>
            </nav>
          </div>
        </header>
        <main id="main" class="width">${body}</main>
        <footer>
          <p class="width">
            ${building?.demo === true && 'Gedung percobaan: booking di sini tidak sungguhan. '}Booking
            tidak dipungut biaya. Tanpa booking pun Anda tetap dilayani dengan nomor dari kiosk.
          </p>
        </footer>
      </body>
    </html>`;
}

/** A page with nothing but a sentence and a way on. */
export const sentencePage = (
  building: BuildingView | null,
  sentence: Sentence,
  way: Content = html`<a class="button" href="/">Ke halaman awal</a>`,
): Html =>
  document({
    title: sentence.title,
    building,
    body: html`<section class="card alone">
      <h1>${sentence.title}</h1>
      <p>${sentence.way}</p>
      <p>${way}</p>
    </section>`,
  });
