import { healthSchema, type Health } from '../../contract/health.ts';
import { json, route, type Route } from './route.ts';

interface HealthRoutesOptions {
  readonly health: () => Health;
  /** A ZIP for whoever mends the building from afar. */
  readonly diagnosis: () => { readonly name: string; readonly bytes: Buffer };
}

/** What a technician asks. */
export function healthRoutes({ health, diagnosis }: HealthRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/health',
      access: 'agency-administrator',
      summary: 'What works in the building, what does not, and since when',
      status: 200,
      answer: healthSchema,
      refusals: [],
      handle: () => json(health()),
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/diagnosis',
      access: 'administrator',
      summary: 'Everything that helps to find a fault, in one ZIP, and nothing about people',
      status: 200,
      answer: null,
      isArchive: true,
      refusals: [],
      handle() {
        const { name, bytes } = diagnosis();
        const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
        return { status: 200, body: '', archive: bytes, headers };
      },
    }),
  ];
}
