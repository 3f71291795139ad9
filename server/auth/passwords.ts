import { hash, verify, type Options } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes, the least that OWASP's password storage guide asks for. */
const options: Options = {
  // Argon2id, the library's default: its name is a const enum, which cannot be imported here.
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** The same letters however a keyboard composes them. */
const composed = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> =>
  hash(composed(password), options);

export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, composed(password));
