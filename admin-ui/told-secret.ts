import { ToldOnce } from './told-once.ts';

/** A secret that the server tells once. */
export interface Secret {
  readonly kind: 'key' | 'webhook';
  readonly secret: string;
  /** The partner’s name, or the address that is told. */
  readonly of: string;
}

export class ToldSecret extends ToldOnce<Secret> {
  constructor(copy: (text: string) => Promise<void>) {
    super(copy, ({ secret }) => secret);
  }
}
