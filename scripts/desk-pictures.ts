import type { Page } from 'playwright-core';
import { DeskHand } from '../test/e2e/desk-hand.ts';
import { sizes, type Hall } from '../test/e2e/hall.ts';
import type { Scene } from '../test/e2e/scene.ts';
import { deskIs, gone, reads, seen, signIn } from '../test/e2e/steps.ts';

/** Keeps a picture of the page under a name. */
type Keep = (page: Page, name: string) => Promise<void>;

const minute = 60;

async function serveNext(desk: DeskHand): Promise<void> {
  await desk.act(' ');
  await deskIs(desk.page, 'called');
  await desk.act(' ');
  await deskIs(desk.page, 'serving');
}

/** A visitor was called twice in vain: the ways on. */
async function takeMissed(desk: DeskHand, hall: Hall, keep: Keep): Promise<void> {
  await desk.act(' ');
  await deskIs(desk.page, 'called');
  hall.clock.advance(12);
  await desk.may('recall');
  await desk.act('r');
  hall.clock.advance(3 * minute + 5);
  await desk.may('no-show');
  await desk.key('t');
  await seen(desk.place('question'));
  await keep(desk.page, 'desk-missed');
  await desk.act('t');
  await deskIs(desk.page, 'open');
}

async function takeTransfer(desk: DeskHand, keep: Keep): Promise<void> {
  await desk.key('a');
  await seen(desk.place('to-service-service-a01'));
  await desk.write('perekaman');
  await reads(desk.place('pane-says'), /nomor \d/);
  await desk.key('Enter');
  await desk.write('Foto dulu, lalu kembali untuk kutipan akta.');
  await desk.key('Alt+KeyK');
  await keep(desk.page, 'desk-transfer');
  await desk.key('Escape');
  await gone(desk.place('pane-transfer'));
}

/** Last of all: the server stops, and what is done meanwhile is kept. */
async function takeOffline(desk: DeskHand, hall: Hall, keep: Keep): Promise<void> {
  await hall.stop();
  await seen(desk.place('offline'));
  await desk.key('c');
  await seen(desk.place('question'));
  await desk.write('Berkas asli sudah diterima.');
  await desk.act('Control+Enter');
  await desk.act(' ');
  await seen(desk.place('outbox-kept').nth(1));
  await keep(desk.page, 'desk-offline');
}

/** Counter 5 through its day: free, set aside, not here, sent on, small, dark, and without a link. */
export async function takeDeskPictures(hall: Hall, scene: Scene, keep: Keep): Promise<void> {
  await scene.visit(['service-a05', 'service-a08'], 'pregnant');
  await scene.visits(7, 'service-a05');
  await scene.visits(3, 'service-a03');
  const { page } = await hall.screen('desk', '/counter');
  const desk = new DeskHand(page, 5);
  await signIn(page, 'petugas-5');
  await seen(page.getByTestId('desk'));
  const other = page.getByTestId('take-over');
  if (await other.isVisible()) await other.click();
  await scene.clear(5);
  await deskIs(page, 'open');
  await keep(page, 'desk-idle');
  await desk.setAside('copies', 'Fotokopi KTP dua lembar');
  await desk.setAside('payment');
  await desk.miss(hall);
  await takeMissed(desk, hall, keep);
  hall.clock.advance(6 * minute);
  await serveNext(desk);
  hall.clock.advance(3 * minute + 20);
  await reads(desk.place('card'), '03:2');
  await keep(page, 'desk-parked');
  await takeTransfer(desk, keep);
  await page.emulateMedia({ colorScheme: 'dark' });
  await keep(page, 'desk-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  await keep(page, 'desk-narrow');
  await page.setViewportSize(sizes.desk);
  await takeOffline(desk, hall, keep);
  await page.context().close();
}
