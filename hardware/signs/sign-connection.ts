import type { SignTexts } from './sign-message.ts';

/** What a sign hangs on. Several signs may hang on one: an RS485 line, a converter to the network. */
export type SignWire =
  | { readonly kind: 'network'; readonly host: string; readonly port: number }
  /** 8 data bits, no parity, 1 stop bit. */
  | { readonly kind: 'serial'; readonly path: string; readonly baudRate: number };

export type SignProtocol =
  | {
      readonly kind: 'ascii';
      /** See ascii-frame.ts; 1 to 200 characters. */
      readonly template: string;
      /** 0 to 255, for templates that name it. */
      readonly address: number;
      readonly texts: SignTexts;
    }
  | {
      readonly kind: 'modbus';
      readonly framing: 'rtu' | 'tcp';
      /** 1 to 247. */
      readonly unit: number;
      /** Number of the first holding register, from 0. */
      readonly register: number;
      /** 1 to 32. */
      readonly registers: number;
      /**
       * 'ascii': two characters a register, the rest blank. 'number': the digits as a number, then
       * as far as there are registers: state (0 free, 1 called, 2 serving, 3 paused, 4 closed),
       * arrow (0 none, 1 left, 2 right, 3 up, 4 down), letters of the series.
       */
      readonly content: 'ascii' | 'number';
      readonly texts: SignTexts;
    };

export interface SignConnection {
  readonly wire: SignWire;
  readonly protocol: SignProtocol;
}
