import { chromium, type LaunchOptions } from 'playwright-core';
import { openChromium, type ChromiumOptions } from './chromium.ts';

/**
 * Own arguments, not those of the package: these keep the browser's own protections on. Sound may
 * play without a touch, as on a lobby screen that was set up for it; colours are the same on
 * every machine; nothing is asked of the outside world.
 */
const switches: readonly string[] = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--autoplay-policy=no-user-gesture-required',
  '--force-color-profile=srgb',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

export async function launchOptions(options: ChromiumOptions = {}): Promise<LaunchOptions> {
  const { executablePath, environment } = await openChromium(options);
  return {
    executablePath,
    args: [...switches],
    env: { ...process.env, ...environment },
  };
}

export const launchBrowser = async () => chromium.launch(await launchOptions());
