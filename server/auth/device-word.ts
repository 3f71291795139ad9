/** The first that fits wins: most browsers also name those they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const first = (rows: typeof browsers, text: string): string | undefined =>
  rows.find(([pattern]) => pattern.test(text))?.[1];

/** Characters of a User-Agent that are looked at. */
const lengthMax = 512;

/** "Chrome, Windows", from a User-Agent; null where neither is known. Nothing of it is kept but this. */
export function deviceWord(userAgent: string | undefined): string | null {
  const text = (userAgent ?? '').slice(0, lengthMax);
  const words = [first(browsers, text), first(systems, text)].filter(word => word !== undefined);
  return words.length > 0 ? words.join(', ') : null;
}
