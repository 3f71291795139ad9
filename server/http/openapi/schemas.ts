import { z } from 'zod';

export type Json = Record<string, unknown>;

const prefix = '#/components/schemas/';
const reference = (id: string): string => prefix + id;

/** A schema differs between what may be sent and what is answered: defaults, and what is tidied. */
type Direction = 'input' | 'output';

/** Every named schema of the contract, with references among them. */
function named(io: Direction): Map<string, Json> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: reference,
    io,
    unrepresentable: 'any',
  });
  return new Map(
    Object.entries(schemas).map(([id, schema]) => {
      const { $id: _id, $schema: _schema, ...rest } = schema;
      return [id, rest];
    }),
  );
}

/** Names that a schema refers to. */
function* namesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') yield child.slice(child.lastIndexOf('/') + 1);
    else yield* namesIn(child);
  }
}

function renamed(value: unknown, nameOf: (name: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(child => renamed(child, nameOf));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string'
        ? reference(nameOf(child.slice(child.lastIndexOf('/') + 1)))
        : renamed(child, nameOf),
    ]),
  );
}

function reached(from: Iterable<string>, all: ReadonlyMap<string, Json>): Set<string> {
  const seen = new Set<string>();
  const left = [...from];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    left.push(...namesIn(all.get(name)));
  }
  return seen;
}

/** A schema without a name of its own is written where it stands. */
function inline(schema: z.ZodType, io: Direction): Json {
  const inner = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
  const id = z.globalRegistry.get(inner)?.id;
  if (id) return { $ref: reference(id) };
  // Named schemas within an unnamed one are found among the components.
  const {
    $schema: _schema,
    $defs: _named,
    ...rest
  } = z.toJSONSchema(inner, { io, unrepresentable: 'any' });
  return renamed(rest, name => name) as Json;
}

/**
 * The schemas of one document. What is only sent is described as it may be sent, what is answered as
 * it is answered; a name that means both, and differs, gets a second one for what is sent.
 */
export class SchemaBook {
  readonly #input = named('input');
  readonly #output = named('output');
  readonly #answered: Set<string>;
  readonly #used = new Set<string>();
  readonly #inputNames = new Map<string, string>();

  /** `answers` are all schemas that the server itself will write. */
  constructor(answers: readonly z.ZodType[]) {
    const names = answers.flatMap(schema => [...namesIn(inline(schema, 'output'))]);
    this.#answered = reached(names, this.#output);
  }

  /** A reference to it, or the schema itself where it has no name. */
  of(schema: z.ZodType, io: Direction): Json {
    const nameOf = (name: string): string => (io === 'input' ? this.#inputName(name) : name);
    const made = renamed(inline(schema, io), nameOf) as Json;
    for (const name of namesIn(made)) this.#used.add(name);
    return made;
  }

  /** Every schema that was referred to, once. */
  components(): Record<string, Json> {
    const all = new Map<string, Json>();
    for (const [name, schema] of this.#input) {
      const own = renamed(schema, other => this.#inputName(other)) as Json;
      all.set(this.#inputName(name), own);
    }
    for (const name of this.#answered) all.set(name, this.#output.get(name)!);
    const used = [...reached(this.#used, all)].sort();
    return Object.fromEntries(used.map(name => [name, all.get(name)!]));
  }

  #inputName(name: string): string {
    const known = this.#inputNames.get(name);
    if (known) return known;
    const made = this.#answered.has(name) && this.#differs(name) ? `${name}Input` : name;
    this.#inputNames.set(name, made);
    return made;
  }

  #differs(name: string): boolean {
    const both = (names: Iterable<string>, all: ReadonlyMap<string, Json>): string =>
      JSON.stringify([...names].sort().map(one => [one, all.get(one)]));
    const input = reached([name], this.#input);
    return both(input, this.#input) !== both(reached([name], this.#output), this.#output);
  }
}
