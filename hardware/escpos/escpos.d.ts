/** The parts of escpos 3.0.0-alpha.6 that are used; the package ships no types. */
declare module 'escpos' {
  interface QrImageOptions {
    type: 'png';
    mode: 'normal';
    /** Dots a module. */
    size: number;
    /** Modules of white around the code. */
    margin: number;
    ec_level: 'L' | 'M' | 'Q' | 'H';
  }
  class Printer {
    constructor(adapter: object, options: object);
    readonly buffer: { flush(): Buffer };
    qrimage(
      content: string,
      options: QrImageOptions,
      callback: (error: Error | null) => void,
    ): Printer;
  }
  const escpos: { readonly Printer: typeof Printer };
  export default escpos;
}

declare module 'escpos/statuses.js' {
  interface DecodedBit {
    readonly bit: number | string;
    readonly status: 'ok' | 'warning' | 'error';
  }
  class DeviceStatus {
    constructor(byte: number);
    toJSON(): { readonly statuses: readonly DecodedBit[] };
  }
  const statuses: {
    readonly PrinterStatus: typeof DeviceStatus;
    readonly OfflineCauseStatus: typeof DeviceStatus;
    readonly ErrorCauseStatus: typeof DeviceStatus;
    readonly RollPaperSensorStatus: typeof DeviceStatus;
  };
  export default statuses;
}
