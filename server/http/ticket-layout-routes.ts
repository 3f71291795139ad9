import {
  logoUploadBytesMax,
  previewLogoSchema,
  previewServiceSlipSchema,
  previewSlipSchema,
  saveTicketSetupSchema,
  ticketSetupViewSchema,
  uploadedLogoSchema,
  type PreviewLogo,
  type PreviewSlip,
  type TicketSetupView,
} from '../../contract/ticket-setup.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { TicketContent } from '../../contract/ticket-content.ts';
import type { TicketLayout } from '../../contract/ticket-layout.ts';
import type { Building } from '../building.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { indexSetup } from '../domain/setup-index.ts';
import { withEdits } from '../domain/setup-parts.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { PictureRecord } from '../store/pictures.ts';
import { instant } from '../views/names.ts';
import { sampleSlip, slipOfService } from '../views/sample-slip.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { changeSetup } from './setup-change.ts';
import { inputErrors, readEdits } from './setup-wish.ts';

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

/** The day as it would be with these edits; null where this service cannot be printed with them. */
function withService(state: BuildingState, edits: readonly SetupEdit[], serviceId: string) {
  const index = indexSetup(withEdits(setupOf(state).setup, edits));
  const service = index.services.get(serviceId);
  if (!service || !index.queues.has(service.queueId)) return null;
  const agency = index.agencies.get(service.agencyId);
  const counters = index.countersOfQueue.get(service.queueId) ?? [];
  const zoneId = counters[0]?.zoneId ?? agency?.zoneId ?? '';
  return agency && index.zones.has(zoneId) ? { state: { ...state, index }, service } : null;
}

function serviceSlipRoute({ building, studio, publicUrl }: TicketLayoutRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/setup/slip',
    access: 'agency-administrator',
    summary: 'The slip of a service as it would be printed after edits of the set-up, as a PNG',
    body: previewServiceSlipSchema,
    status: 200,
    answer: null,
    refusals: ['setup-refused', 'unknown-service', 'picture-refused', 'busy'],
    async handle({ body: { edits: asked, serviceId, paper, language } }) {
      const { edits, faults } = readEdits(asked);
      if (faults.length > 0) return problemAnswer('setup-refused', undefined, inputErrors(faults));
      const wished = withService(building.state, edits, serviceId);
      if (wished === null) return problemAnswer('unknown-service');
      const draw = (inLanguage: typeof language): TicketContent =>
        slipOfService(wished.state, building.now(), publicUrl(), {
          language: inLanguage,
          service: wished.service,
        });
      const { ticketLayout, logoId } = wished.state.index.setup;
      const layout = ticketLayout ?? studio.standard;
      const [content, other] = [draw(language), draw(otherLanguage[language])];
      return pictureOrRefusal(await studio.drawSlip({ content, other, layout, logoId, paper }));
    },
  });
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
  serviceSlipRoute(options),
  uploadRoute(options),
];
