import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen } from './steps.ts';

/** One line and one number in a real browser: why the order is so, and what a supervisor does. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-23T08:00:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/');
  page = screen.page;
});
afterAll(() => hall.close());

/** At both sizes of an office, in one language. */
async function isFit(name: string, spoken: Language): Promise<void> {
  for (const size of [sizes.tower, sizes.desk]) {
    await page.setViewportSize(size);
    const found = await complaintsOf(page, { kind: 'desk', words, language: spoken });
    expect.soft(found, `${name} ${size.width}`).toEqual([]);
  }
  expect.soft(await barriersOn(page), name).toEqual([]);
}

async function post(path: string, data: unknown = {}): Promise<{ ticket: { label: string } }> {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as { ticket: { label: string } };
}

const issue = async (serviceId: string, need?: string): Promise<string> => {
  const more = need === undefined ? {} : { class: 'vulnerable', need };
  return (await post('tickets', { serviceIds: [serviceId], ...more })).ticket.label;
};
const at = (time: string): void => hall.clock.advanceTo(`2026-11-23T${time}:00+08:00`);

test('STORY-8, STORY-9, WHY-9: the line, why its order is so, a class that is put right, and the story', async () => {
  await post('session', { username: 'supervisor', password: 'demo-supervisor' });
  await post('counters/counter-1/open');
  at('08:06');
  const walkIn = await issue('service-a01');
  at('08:10');
  const second = await issue('service-a02');
  at('08:27');
  const elderly = await issue('service-a01', 'elderly');
  await issue('service-a01', 'disability');
  at('08:41');
  await post('counters/counter-1/call-next');
  await page.goto('/supervisor/queues/queue-a');
  await seen(page.getByTestId('why-lead'));
  await page.keyboard.press('ArrowDown');
  await reads(page.getByTestId('why-title'), `Mengapa ${elderly} sebelum ${walkIn}?`);
  await reads(page.getByTestId('why-lead'), /Saat Loket 1 memanggil pukul 08\.41, urgensi/);
  await reads(page.getByTestId('why-outcome'), /Paling lambat pukul 09\.06/);
  await reads(page.getByTestId('why-aloud'), /pengunjung prioritas/);
  await seen(page.getByTestId('forecast-compare'), 20_000);
  await isFit('a line', 'id');
  await page.getByTestId('other-language').click();
  await reads(page.getByTestId('why-title'), `Why ${elderly} before ${walkIn}?`);
  await isFit('a line', 'en');
  await page.getByTestId('other-language').click();

  await page.getByTestId('why-other').click();
  await page.getByTestId('compare-label').fill(second);
  await page.getByTestId('compare-find').click();
  await reads(page.getByTestId('why-title'), `Mengapa ${walkIn} akan dipanggil sebelum ${second}?`);

  await page.getByTestId(`ticket-${second}`).click();
  await page.getByTestId('ticket-class').click();
  await page.getByTestId('class-choice').selectOption('pregnant');
  await page.getByTestId('reason-mistake').check();
  await page.getByTestId('reason-yes').click();
  await reads(page.getByTestId(`ticket-${second}`), 'Ibu hamil');

  await page.goto(`/supervisor/tickets?label=${second}`);
  await reads(page.getByTestId('story-label'), second);
  await reads(page.getByTestId('step-class-changed'), /Kategori diubah menjadi ibu hamil/);
  await reads(page.getByTestId('story-next'), /Menunggu/);
  await isFit('a story', 'id');
  await page.getByTestId('story-compare').click();
  await page.getByTestId(`compare-${walkIn}`).click();
  await seen(page.getByTestId('why-chart'));
  await page.getByTestId('other-language').click();
  await isFit('a story compared', 'en');
  await page.getByTestId('find-label').fill('Z999');
  await page.getByTestId('find').click();
  await reads(page.getByTestId('find-trouble'), /There is no number Z999/);
  // Who is not signed in yet is told so.
  expect(screen.errors.filter(error => !error.includes('401'))).toEqual([]);
  expect(screen.foreign).toEqual([]);
}, 60_000);
