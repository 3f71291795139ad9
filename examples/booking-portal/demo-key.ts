import type { BuildingView } from './api-types.ts';

/**
 * A key for a demo building, made as its administrator would make it: a demo tells everybody its
 * passwords. A real building's key comes from its administrator, as MPP_KEY.
 */

const scopes = ['catalogue', 'bookings', 'queues', 'webhooks'];
const answerMsMax = 10_000;

const postTo = (url: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(answerMsMax),
  });

/** Null where the building cannot be reached, or is no demo. */
export async function demoKey(buildingUrl: string): Promise<string | null> {
  const asked = await fetch(`${buildingUrl}/api/v1/building`, {
    signal: AbortSignal.timeout(answerMsMax),
  }).catch(() => null);
  if (!asked?.ok) return null;
  const { demo } = (await asked.json()) as BuildingView;
  if (!demo) return null;
  const sign = { username: 'admin', password: 'demo-admin' };
  const session = await postTo(`${buildingUrl}/api/v1/session`, sign);
  if (!session.ok) return null;
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const wanted = { partnerName: 'Portal booking (contoh)', scopes };
  const made = await postTo(`${buildingUrl}/api/v1/admin/partner-keys`, wanted, cookie);
  await fetch(`${buildingUrl}/api/v1/session`, {
    method: 'DELETE',
    headers: { Cookie: cookie },
    signal: AbortSignal.timeout(answerMsMax),
  });
  if (!made.ok) return null;
  return ((await made.json()) as { secret: string }).secret;
}
