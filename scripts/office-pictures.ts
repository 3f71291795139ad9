import type { Page } from 'playwright-core';
import { makeDemoBookings } from '../server/demo/demo-bookings.ts';
import type { Hall } from '../test/e2e/hall.ts';
import { seen, signIn } from '../test/e2e/steps.ts';

type Keep = (page: Page, name: string) => Promise<void>;

/** Pages of the office and of the front desk, as an administrator finds them. */
const pages = [
  {
    name: 'office-agencies',
    path: '/admin/setup/agencies',
    first: '[data-testid^="service-"]',
    opens: true,
  },
  { name: 'office-counters', path: '/admin/setup/counters', first: 'h1' },
  { name: 'office-booking', path: '/admin/booking', first: '[data-testid^="line-"]', opens: true },
  { name: 'office-ticket', path: '/admin/ticket', first: 'img' },
  { name: 'office-voice', path: '/admin/voice', first: 'h2' },
  { name: 'reception', path: '/reception', first: '[data-testid="reception"], main' },
] as const;

/** Answers of the server are drawn: nothing is under way and fonts are there. */
export const drawn = (page: Page): Promise<void> => page.waitForLoadState('networkidle');

export async function takeOfficePictures(hall: Hall, keep: Keep): Promise<void> {
  await makeDemoBookings(hall.app.building);
  const { page } = await hall.screen('desk', '/admin');
  await signIn(page, 'admin');
  await drawn(page);
  for (const { name, path, first, ...more } of pages) {
    await page.goto(path);
    await seen(page.locator(first).first());
    if ('opens' in more) await page.locator(first).first().click();
    await drawn(page);
    await keep(page, name);
  }
  await page.context().close();
}

/** The small screen above a counter. */
export async function takeSign(hall: Hall, keep: Keep): Promise<void> {
  const { page } = await hall.screen('lobby', '/sign/3?arrow=down');
  await page.setViewportSize({ width: 800, height: 480 });
  await seen(page.getByTestId('sign'));
  await keep(page, 'sign');
  await page.context().close();
}

/** Searching at the kiosk, and typing the code of a booking. */
export async function takeKioskMore(hall: Hall, keep: Keep): Promise<void> {
  const { page } = await hall.screen('kiosk', '/kiosk');
  await page.getByTestId('take').tap();
  await page.getByTestId('search').tap();
  for (const key of 'akta') await page.getByTestId(`sign-${key.toUpperCase()}`).tap();
  await drawn(page);
  await keep(page, 'kiosk-search');
  await page.context().close();
  const other = (await hall.screen('kiosk', '/kiosk')).page;
  await other.getByTestId('booked').tap();
  await drawn(other);
  await keep(other, 'kiosk-check-in');
  await other.context().close();
}
