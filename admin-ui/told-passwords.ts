import { ToldOnce } from './told-once.ts';

/** Whose password was just made. */
export interface ToldPassword {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** Of somebody new, of somebody who forgot theirs, or of many from a table. */
export type ToldKind = 'first' | 'new' | 'table';

export interface Told {
  readonly kind: ToldKind;
  readonly people: readonly ToldPassword[];
}

const textOf = ({ people }: Told): string => {
  const [only, ...more] = people;
  if (only && more.length === 0) return only.password;
  return people.map(({ username, password }) => `${username}\t${password}`).join('\n');
};

/** Nothing is shown where nobody got one. */
export class ToldPasswords extends ToldOnce<Told> {
  constructor(copy: (text: string) => Promise<void>) {
    super(copy, textOf);
  }

  tell(kind: ToldKind, people: readonly ToldPassword[]): void {
    if (people.length === 0) this.forget();
    else this.show({ kind, people });
  }
}
