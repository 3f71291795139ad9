import type { Json } from './schemas.ts';

/**
 * An example of a schema that nobody wrote one for: every field that must be there, with the first
 * value that its rules allow. Deterministic, so that the document is the same every time.
 */

/** By the name of a schema. */
const byName: Readonly<Record<string, unknown>> = {
  Id: 'a01',
  Text: { id: 'Kartu Keluarga', en: 'Family card' },
  Instant: '2026-11-24T10:00:00.000+08:00',
  BusinessDate: '2026-11-24',
  Estimate: { fromMinutes: 10, toMinutes: 25 },
};

/** By the name of a field, where its rules allow it. */
const byField: Readonly<Record<string, string>> = {
  label: 'A012',
  code: 'B01',
  closes: '15:00',
  series: 'A',
  name: 'Kiosk pintu utara',
  url: 'https://portal.example/hooks/mpp',
  username: 'petugas-1',
  timeZone: 'Asia/Makassar',
  short: 'Dukcapil',
  preview: '9f86d081884c7d659a2feaa0c55ad015',
  token: 'dGhpcy1pcy1vbmx5LWFuLWV4YW1wbGU',
  trackUrl: 'https://antrean.example/t/dGhpcy1pcy1vbmx5LWFuLWV4YW1wbGU',
};

/** Texts of all the shapes that the contract knows; the first that fits is taken. */
const shapes: readonly string[] = [
  'laporan-2026-11-23.xlsx',
  '08:00',
  'A',
  'A012',
  'BCDF',
  'a-01',
  'kasur.png',
  '/dev/usb/lp0',
  '12',
  '+628123456789',
  '5103014509880001',
  '192.0.2.10',
];

const formats: Readonly<Record<string, string>> = {
  date: '2026-11-24',
  'date-time': '2026-11-24T10:00:00.000+08:00',
  uri: 'https://portal.example/hooks/mpp',
};

interface TextRules {
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

function textOf(rules: TextRules, field: string): string {
  const format = rules.format && formats[rules.format];
  if (format) return format;
  const { minLength = 0, maxLength = Infinity } = rules;
  const pattern = rules.pattern === undefined ? null : new RegExp(rules.pattern, 'u');
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (pattern?.test(text) ?? true);
  const own = byField[field];
  const found = [...(own === undefined ? [] : [own]), 'contoh', ...shapes].find(fits);
  return found ?? 'x'.repeat(minLength);
}

type Schemas = Readonly<Record<string, Json>>;

function objectOf(schema: Json, schemas: Schemas): Json {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.fromEntries(
    required.map(name => [name, sampleOf(properties[name] ?? {}, schemas, name)]),
  );
}

function arrayOf(schema: Json, schemas: Schemas, field: string): unknown[] {
  const rows = schema['prefixItems'] as readonly Json[] | undefined;
  if (rows) return rows.map(row => sampleOf(row, schemas, field));
  const count = Math.max(1, Number(schema['minItems'] ?? 0));
  const item = (schema['items'] ?? {}) as Json;
  // One of each kind, so that all are seen.
  if (item['oneOf']) return (item['oneOf'] as Json[]).map(row => sampleOf(row, schemas, field));
  return Array.from({ length: count }, () => sampleOf(item, schemas, field));
}

function numberOf(schema: Json): number {
  const { minimum, exclusiveMinimum } = schema as Record<string, number | undefined>;
  if (exclusiveMinimum !== undefined) return exclusiveMinimum + 1;
  // Whole numbers carry the smallest that a computer keeps exactly.
  return minimum === undefined || minimum < -1_000_000 ? 1 : minimum;
}

/** `field` is the name it stands under. */
export function sampleOf(schema: Json, schemas: Schemas, field = ''): unknown {
  const { $ref: target } = schema;
  if (typeof target === 'string') {
    const name = target.slice(target.lastIndexOf('/') + 1);
    return byName[name] ?? sampleOf(schemas[name] ?? {}, schemas, field);
  }
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as Json[] | undefined;
  if (choices) return sampleOf(choices[0]!, schemas, field);
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type) {
    case 'object':
      return objectOf(schema, schemas);
    case 'array':
      return arrayOf(schema, schemas, field);
    case 'string':
      return textOf(schema, field);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return true;
    default:
      return null;
  }
}
