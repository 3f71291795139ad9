/** A word joiner after a hyphen inside a word keeps "KTP-el" on one line; it has no width. */
export function unbroken(text: string): string {
  return text.replaceAll(/-(?=\S)/g, '-\u2060');
}
