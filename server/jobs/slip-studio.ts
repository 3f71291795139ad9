import { randomBytes } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import type { TicketLayout } from '../../contract/ticket-layout.ts';
import type { TicketContent } from '../../contract/ticket-content.ts';
import type { Bitmap } from '../../hardware/bitmap.ts';
import { DrawingRoom } from '../../hardware/drawing-room.ts';
import type { Drawing } from '../../hardware/drawing-orders.ts';
import { shippedLayouts, standardLayout } from '../../hardware/layout/shipped-layouts.ts';
import { Logos } from '../../hardware/logo.ts';
import type { Building } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import type { PictureRecord, Pictures } from '../store/pictures.ts';

/** Of each width the model that the preview is drawn as. */
const profileOfPaper = {
  '80': { id: 'epson-tm-t82x', dots: 576 },
  '58': { id: 'generic-58', dots: 384 },
} as const;

/** Pictures that somebody tried and did not take are forgotten by and by. */
const picturesMax = 8;

export interface SlipOrder {
  readonly content: TicketContent;
  readonly other: TicketContent | null;
  readonly layout: TicketLayout;
  readonly logoId: string | null;
  readonly paper: '80' | '58';
}

export interface DotsOrder {
  readonly logoId: string;
  readonly paper: '80' | '58';
  readonly dots: 'dithered' | 'line-art';
  readonly heightDotsMax: number;
}

/** Where slips and logos are drawn for whoever edits them, and logos for the printers. */
export class SlipStudio {
  readonly #room = new DrawingRoom();
  readonly #logos = new Logos();
  readonly #building: Building;
  readonly #pictures: Pictures;
  readonly shipped = shippedLayouts;
  readonly standard = standardLayout;

  constructor(building: Building, pictures: Pictures) {
    this.#building = building;
    this.#pictures = pictures;
  }

  find(id: string): PictureRecord | undefined {
    return this.#pictures.find(id);
  }

  /** As it would come out of a printer: a PNG. */
  async drawSlip({ logoId, paper, ...slip }: SlipOrder): Promise<Buffer | Refusal> {
    const logo = logoId === null ? null : this.#pictures.find(logoId)?.bytes;
    if (logo === undefined) return refuse('unknown-picture');
    const profileId = profileOfPaper[paper].id;
    const drawing = await this.#room.draw({ kind: 'slip', ...slip, profileId, logo });
    return drawing === null ? refuse('busy') : pngOf(drawing);
  }

  /** A logo in the dots that a paper shows it in: a PNG. */
  async drawDots(order: DotsOrder): Promise<Buffer | Refusal> {
    const png = this.#pictures.find(order.logoId)?.bytes;
    if (png === undefined) return refuse('unknown-picture');
    const widthDots = profileOfPaper[order.paper].dots;
    const place = { widthDots, heightDots: order.heightDotsMax, dots: order.dots };
    const drawing = await this.#room.draw({ kind: 'dots', png, place });
    return drawing === null ? refuse('busy') : pngOf(drawing);
  }

  /** Keeps a logo from outside: grey, as small as paper needs it, with nothing else in the file. */
  async keepLogo(png: Buffer): Promise<PictureRecord | Refusal> {
    const drawing = await this.#room.draw({ kind: 'logo', png });
    if (drawing === null) return refuse('busy');
    if ('refused' in drawing) return refuse('picture-refused', { reason: drawing.refused });
    const picture: PictureRecord = {
      id: `logo-${randomBytes(9).toString('hex')}`,
      kind: 'logo',
      bytes: Buffer.from(drawing.png),
      width: drawing.width,
      height: drawing.height,
      createdAt: this.#building.now(),
    };
    const inUse = this.#building.state.index?.setup.logoId ?? null;
    this.#pictures.add(picture, inUse, picturesMax);
    return picture;
  }

  /** The logo of the set-up in the dots of a printer; null where the layout shows none. */
  readonly logoOf = (layout: TicketLayout | null, widthDots: number): Bitmap | null => {
    const block = layout?.blocks.find(row => row.kind === 'logo');
    const logoId = this.#building.state.index?.setup.logoId ?? null;
    if (logoId === null || block?.picture !== 'own') return null;
    const bytes = this.#pictures.find(logoId)?.bytes;
    if (!bytes) return null;
    const place = { widthDots, heightDots: block.heightDotsMax, dots: block.dots };
    const reading = this.#logos.read(bytes, place);
    return 'bitmap' in reading ? reading.bitmap : null;
  };

  close(): Promise<void> {
    return this.#room.close();
  }
}

function pngOf(drawing: Drawing): Buffer | Refusal {
  return 'refused' in drawing
    ? refuse('picture-refused', { reason: drawing.refused })
    : Buffer.from(drawing.png);
}
