import {
  logoUploadBytesMax,
  previewLogoSchema,
  previewSlipSchema,
  saveTicketSetupSchema,
  ticketSetupViewSchema,
  uploadedLogoSchema,
  type PreviewLogo,
  type PreviewSlip,
  type TicketSetupView,
} from '../../contract/ticket-setup.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { TicketContent } from '../../contract/ticket-content.ts';
import type { TicketLayout } from '../../contract/ticket-layout.ts';
import type { Building } from '../building.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import type { PictureRecord } from '../store/pictures.ts';
import { instant } from '../views/names.ts';
import { sampleSlip } from '../views/sample-slip.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { changeSetup } from './setup-change.ts';

/** Where slips and logos are drawn and kept. */
export interface Studio {
  readonly shipped: readonly TicketLayout[];
  readonly standard: TicketLayout;
  find(id: string): PictureRecord | undefined;
  drawSlip(
    order: Pick<PreviewSlip, 'layout' | 'paper'> & {
      readonly logoId: string | null;
      readonly content: TicketContent;
      readonly other: TicketContent | null;
    },
  ): Promise<Buffer | Refusal>;
  drawDots(order: PreviewLogo): Promise<Buffer | Refusal>;
  keepLogo(png: Buffer): Promise<PictureRecord | Refusal>;
}

export interface TicketLayoutRoutesOptions {
  readonly building: Building;
  readonly studio: Studio;
  /** Where a visitor's phone reaches this server, without a slash at the end. */
  readonly publicUrl: () => string;
}

const otherLanguage = { id: 'en', en: 'id' } as const;

const pictureOrRefusal = (drawn: Buffer | Refusal): Reply =>
  isRefusal(drawn) ? refusalAnswer(drawn) : { status: 200, body: '', picture: drawn };

function pictureView(building: Building, { id, width, height, createdAt }: PictureRecord) {
  return { id, width, height, createdAt: instant(building.state, createdAt) };
}

function viewOf({ building, studio }: TicketLayoutRoutesOptions): TicketSetupView {
  const { setup } = setupOf(building.state);
  const logo = setup.logoId === null ? undefined : studio.find(setup.logoId);
  return {
    setupSeq: building.state.setupSeq,
    layout: setup.ticketLayout ?? studio.standard,
    shipped: [...studio.shipped],
    logo: logo ? pictureView(building, logo) : null,
  };
}

function previewRoutes({ building, studio, publicUrl }: TicketLayoutRoutesOptions): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/ticket/preview',
      access: 'administrator',
      summary: 'A slip of this layout as it would come out of a printer, as a PNG',
      body: previewSlipSchema,
      status: 200,
      answer: null,
      refusals: ['unknown-picture', 'picture-refused', 'busy'],
      async handle({ body: { layout, logoId, paper, language, sample } }) {
        const draw = (inLanguage: typeof language): TicketContent => {
          const how = { language: inLanguage, sample };
          return sampleSlip(building.state, building.now(), publicUrl(), how);
        };
        const [content, other] = [draw(language), draw(otherLanguage[language])];
        const order = { content, other, layout, logoId: logoId ?? null, paper };
        return pictureOrRefusal(await studio.drawSlip(order));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/ticket/logo-preview',
      access: 'administrator',
      summary: 'A logo in the dots of a printer, as a PNG',
      body: previewLogoSchema,
      status: 200,
      answer: null,
      refusals: ['unknown-picture', 'picture-refused', 'busy'],
      handle: async ({ body }) => pictureOrRefusal(await studio.drawDots(body)),
    }),
  ];
}

function uploadRoute({ building, studio }: TicketLayoutRoutesOptions): Route {
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/admin/ticket/logo',
    access: 'administrator',
    summary: 'Bring a logo as a PNG, at most 1 MB and 4,000 pixels a side; saved with the layout',
    upload: { type: 'image/png', bytesMax: logoUploadBytesMax },
    status: 201,
    answer: uploadedLogoSchema,
    refusals: ['picture-refused', 'busy', 'fault'],
    handle: ({ bytes, idempotency }) =>
      requests.once(idempotency, async () => {
        const kept = await studio.keepLogo(bytes);
        if (isRefusal(kept)) return refusalAnswer(kept);
        return json({ logo: pictureView(building, kept) }, 201);
      }),
  });
}

/** What stands on the slips, for whoever decides it. */
export const ticketLayoutRoutes = (options: TicketLayoutRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/ticket',
    access: 'administrator',
    summary: 'The layout of the slips, those that are shipped, and the logo',
    status: 200,
    answer: ticketSetupViewSchema,
    refusals: [],
    handle: () => json(viewOf(options)),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/ticket',
    access: 'administrator',
    summary: 'Print slips of this layout and with this logo from now on',
    body: saveTicketSetupSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'unknown-picture'],
    handle: call =>
      changeSetup(options.building, call, setup => {
        const { layout, logoId } = call.body;
        if (logoId !== null && !options.studio.find(logoId)) return refuse('unknown-picture');
        return { setup: { ...setup, ticketLayout: layout, logoId } };
      }),
  }),
  ...previewRoutes(options),
  uploadRoute(options),
];
