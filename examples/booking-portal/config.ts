/** How this portal is started; everything comes from the environment and may be left out. */
export interface PortalConfig {
  /** Of the building, without a slash at its end. */
  readonly buildingUrl: string;
  /** Null: a demo building is asked for one. */
  readonly key: string | null;
  readonly host: string;
  readonly port: number;
  /** Where citizens, and the building's webhooks, find this portal; null: the host and port. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
}

/** Something in the environment is wrong: told in one line to whoever starts the portal. */
export class ConfigFault extends Error {}

function urlOf(name: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigFault(`${name} is "${text}", but must be an address with http or https.`);
  }
  return text.replace(/\/+$/, '');
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new ConfigFault(`PORTAL_PORT is "${text}", but must be a whole number from 0 to 65535.`);
  }
  return port;
}

export function readPortalConfig(
  environment: Readonly<Record<string, string | undefined>>,
): PortalConfig {
  const given = (name: string): string | null => environment[name] || null;
  const publicUrl = given('PORTAL_URL');
  return {
    buildingUrl: urlOf('MPP_URL', given('MPP_URL') ?? 'http://127.0.0.1:8080'),
    key: given('MPP_KEY'),
    host: given('PORTAL_HOST') ?? '127.0.0.1',
    port: portOf(given('PORTAL_PORT') ?? '8090'),
    publicUrl: publicUrl === null ? null : urlOf('PORTAL_URL', publicUrl),
    dataDir: given('PORTAL_DATA') ?? 'data-portal',
  };
}
