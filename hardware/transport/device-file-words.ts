/** What the process of a device file is told. Bytes survive because the channel clones values. */
export interface DeviceFileOrder {
  readonly write: Uint8Array;
}

/** What it tells: first 'opened' or 'failed', then bytes and how much was written. */
export type DeviceFileNews =
  | { readonly news: 'opened' }
  /** By the system's name for the error, such as EBUSY; the process ends after it. */
  | { readonly news: 'failed'; readonly code: string }
  | { readonly news: 'heard'; readonly bytes: Uint8Array }
  | { readonly news: 'written'; readonly count: number };
