/**
 * What a model can do, as data. An administrator chooses a profile with a probe and a test page;
 * it is never chosen by the name that a printer gives of itself, because clones give false ones.
 */
export interface PrinterProfile {
  readonly id: string;
  readonly name: string;
  /** Dots across the printable width. */
  readonly dots: number;
  /** Characters of font A (12 dots) across the printable width. */
  readonly columns: number;
  /**
   * How it proves that paper came out. 'confirming': process ids (GS ( H). 'status-only': it
   * answers GS r 1 once everything before was processed. 'mute': nothing.
   */
  readonly proof: 'confirming' | 'status-only' | 'mute';
  /** It tells of every change by itself once asked to (GS a). */
  readonly pushesStatus: boolean;
  /** Printers without GS ( k get the QR as a picture. */
  readonly qr: 'native' | 'raster';
  readonly qrModuleDots: number;
  /** Table of ESC t. Only ASCII is sent, which all tables share: it is chosen to be sure of that. */
  readonly codePage: number;
  /** 'none': the visitor tears the paper off at the edge. */
  readonly cutter: 'partial' | 'full' | 'none';
  /** Without one "adequate" means only that the paper has not ended. */
  readonly hasNearEndSensor: boolean;
  /** Largest picture, in dot lines, that its buffer takes in one command. */
  readonly rasterBandLines: number;
  /** It rounds the steps of large characters (GS b). */
  readonly smoothing: boolean;
}
