import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { activeRmsDb, targetRmsDb } from '../../server/voice/loudness.ts';
import {
  decodeWav,
  durationMsOf,
  encodeWav,
  sampleRateHz,
  samplesOf,
} from '../../server/voice/wav.ts';
import { launchOptions } from '../browser/launch.ts';
import { packZip, placeOf } from '../http/voice-bench.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { reads, seen, signIn } from './steps.ts';

/** The voice studio with a real microphone path, from the first word to a call in the hall. */

const folder = mkdtempSync(join(tmpdir(), 'mpp-spoken-'));
let hall: Hall;
let words: ForeignWords;

/**
 * What the microphone hears, over and over: quiet, half a second of a voice that rises, quiet. A
 * rising tone is like itself at one place only.
 */
function spokenWord(): Int16Array {
  const sound = new Int16Array(samplesOf(2_400));
  const length = samplesOf(500);
  const word = Int16Array.from({ length }, (_, at) => {
    const turns = (200 * at + (350 * at * at) / length) / sampleRateHz;
    return 2_500 * Math.sin(2 * Math.PI * turns);
  });
  sound.set(word, samplesOf(700));
  return sound;
}

async function browserThatHears(): Promise<Browser> {
  const file = join(folder, 'spoken.wav');
  writeFileSync(file, encodeWav(spokenWord()));
  const { args = [], ...options } = await launchOptions();
  const microphone = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ];
  return chromium.launch({ ...options, args: [...args, ...microphone] });
}

beforeAll(async () => {
  hall = new Hall(await browserThatHears(), '2026-11-24T09:12:00+08:00');
  await hall.start();
  words = await openForeignWords();
});
afterAll(async () => {
  await hall?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function isFit(page: Page, name: string, language: Language = 'id'): Promise<void> {
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    const found = await complaintsOf(page, { kind: 'desk', words, language });
    expect.soft(found, `${name} at ${size.width}`).toEqual([]);
    expect.soft(await barriersOn(page), `${name} at ${size.width}`).toEqual([]);
  }
}

const soundAt = async (path: string, page: Page): Promise<Int16Array> => {
  const answer = await page.request.get(path);
  expect(answer.status(), path).toBe(200);
  return decodeWav(await answer.body());
};

/** Presses, lets the microphone hear one word, and waits until the server has kept it. */
async function recordWord(page: Page): Promise<void> {
  await page.getByTestId('record').click();
  await seen(page.locator('[data-testid="recording-status"][data-state="recording"]'));
  await seen(page.locator('[data-testid="recording-status"][data-state="kept"]'), 15_000);
}

test('STUDIO-14: three words are recorded, trimmed and even, tried, published, and call in the hall', async () => {
  const { page, errors, foreign } = await hall.screen('desk', '/admin/voice');
  await seen(page.getByTestId('username'));
  await isFit(page, 'sign-in');
  await signIn(page, 'admin');
  await seen(page.getByTestId('pack-default-id'));
  await reads(
    page.getByTestId('consequence'),
    /Panggilan kini \d+,\d detik\. Diucapkan oleh Suara bawaan/,
  );
  await isFit(page, 'the shipped voices');

  const zip = Buffer.from(packZip({ unspoken: ['nol', 'satu', 'dua'] }));
  const file = { name: 'suara.zip', mimeType: 'application/zip', buffer: zip };
  await page.getByTestId('import-file').setInputFiles({ ...file, buffer: Buffer.from('no zip') });
  await reads(page.getByTestId('voice-status'), 'bukan paket ZIP');
  await page.getByTestId('import-file').setInputFiles(file);
  await reads(page.getByTestId('voice-status'), 'Paket sudah masuk');
  await reads(page.getByTestId('pack-words'), '3 kata masih perlu direkam');
  await page.getByTestId('publish-pack').click();
  await reads(
    page.getByTestId('voice-status'),
    'Belum dapat dipakai. Yang belum ada: nol, satu, dua',
  );
  await page.getByTestId('sample-alone').check();
  await reads(page.getByTestId('consequence'), 'Yang belum ada: nol, satu, dua');
  await isFit(page, 'a voice that is not whole');

  const packs = page.locator('.voice-packs button[aria-pressed="true"]');
  const packId = (await packs.getAttribute('data-testid'))!.replace('pack-', '');
  for (const key of ['nol', 'satu', 'dua']) {
    await seen(page.locator(`[data-testid="word"][data-key="${key}"]`));
    await recordWord(page);
    const clip = await soundAt(`/api/v1/admin/voice/packs/${packId}/clips/${key}`, page);
    expect(durationMsOf(clip.length), key).toBeGreaterThan(480);
    expect(durationMsOf(clip.length), key).toBeLessThan(700);
    expect(Math.abs(activeRmsDb(clip) - targetRmsDb), key).toBeLessThan(1);
    if (key === 'satu') {
      await reads(
        page.getByTestId('word'),
        /Sebelum \d,\d detik, −\d\d dB Sesudah 0,\d detik, −20 dB/,
      );
      await isFit(page, 'a word was recorded');
    }
    await page.getByTestId('next-word').click();
  }

  await reads(page.getByTestId('pack-words'), 'Semua kata yang diperlukan sudah ada');
  await page.getByTestId('sample-label').fill('A012');
  await reads(page.getByTestId('consequence'), 'Diucapkan oleh Suara uji');
  const url = (await page.getByTestId('play-sample').getAttribute('data-url'))!;
  const sample = await soundAt(url, page);
  let last = 0;
  for (const key of ['nol', 'satu', 'dua']) {
    const clip = await soundAt(`/api/v1/admin/voice/packs/${packId}/clips/${key}`, page);
    const place = placeOf(clip, sample.subarray(last));
    expect(place, key).toBeGreaterThan(0);
    last += place + clip.length;
  }

  await page.getByTestId('publish-pack').click();
  await reads(page.getByTestId('voice-status'), 'Dipakai mulai panggilan berikutnya');
  await isFit(page, 'published');
  const lobby = await hall.screen('lobby', '/display');
  await seen(lobby.page.getByTestId('lobby-board'));
  const scene = new Scene(hall);
  const visitId = await scene.visit(['service-a01']);
  await scene.open(1);
  const asked = lobby.page.waitForRequest(/\/sounds\/[0-9a-f]+\.wav$/);
  await scene.callTicket(1, visitId);
  const heard = await soundAt(new URL((await asked).url()).pathname, page);
  expect(scene.labelOf(visitId)).toMatch(/0\d\d$/);
  const nol = await soundAt(`/api/v1/admin/voice/packs/${packId}/clips/nol`, page);
  expect(placeOf(nol, heard)).toBeGreaterThan(0);

  await page.getByTestId('tone-zone-biru').click();
  await reads(page.locator('.voice-zone').first(), /Lonceng berbunyi|Sedang ada panggilan/);
  await page.getByTestId('withdraw-pack').click();
  await reads(page.getByTestId('voice-status'), 'Tidak dipakai lagi');
  await page.getByTestId('remove-pack').click();
  await isFit(page, 'removing');
  await page.getByTestId('remove-yes').click();
  await reads(page.getByTestId('voice-status'), 'Terhapus');
  await lobby.page.context().close();
  // Before signing in 401; what is no archive 422, what lacks words 409, as they should.
  expect(errors.filter(error => !/status of 4(01|22|09)/.test(error))).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
}, 180_000);

test('STUDIO-11, STUDIO-15: choices show what they mean for a call, in both languages; without a microphone a file is taken', async () => {
  const { page, errors } = await hall.screen('desk', '/admin/voice');
  await signIn(page, 'admin');
  await seen(page.getByTestId('new-pack'));
  await page.getByTestId('speed').fill('80');
  await reads(page.getByTestId('consequence'), /Panggilan menjadi \d+,\d detik, kini \d+,\d detik/);
  await page.getByTestId('says').selectOption('agency');
  await page.getByTestId('add-quiet').click();
  await page.getByTestId('quiet-until-0').fill('13.30');
  await page.getByTestId('quiet-from-0').fill('siang');
  await page.getByTestId('silent-zone-biru').check();
  expect(await page.getByTestId('quiet-from-0').inputValue()).toBe('12:00');
  expect(await page.getByTestId('quiet-until-0').inputValue()).toBe('13:30');
  await isFit(page, 'changed choices');
  await page.getByTestId('sample-label').fill('I01');
  await reads(page.getByTestId('consequence'), 'tanpa I dan O');
  await page.getByTestId('sample-label').fill('B015');
  await page.getByTestId('save-choices').click();
  await reads(page.getByTestId('choices-status'), 'Tersimpan');

  await page.getByTestId('new-pack').click();
  await page
    .getByTestId('pack-name')
    .fill('Suara Ni Luh Putu Ayu Sukerti dari Bagian Umum Sekretariat');
  await isFit(page, 'a new voice');
  await page.getByTestId('create-pack').click();
  await seen(page.locator('[data-testid="word"][data-key="nomor-antrean"]'));
  await page.evaluate(() => {
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      value: () => Promise.reject(new DOMException('none', 'NotFoundError')),
    });
  });
  await page.getByTestId('record').click();
  await reads(page.getByTestId('recording-status'), 'Tidak ada mikrofon di komputer ini');
  await isFit(page, 'without a microphone');
  const take = { name: 'kata.wav', mimeType: 'audio/wav' };
  await page.getByTestId('take-file').setInputFiles({ ...take, buffer: Buffer.from('GIF89a') });
  await reads(page.getByTestId('recording-status'), 'bukan rekaman');
  const buffer = encodeWav(spokenWord());
  await page.getByTestId('take-file').setInputFiles({ ...take, buffer });
  await seen(page.locator('[data-testid="recording-status"][data-state="kept"]'));
  await page.getByTestId('kind-service').click();
  await isFit(page, 'names of services');
  await page.getByTestId('language-en').click();
  await isFit(page, 'English', 'en');
  await page.getByTestId('language-id').click();
  expect(errors.filter(error => !/status of 4(01|22)/.test(error))).toEqual([]);
  await page.context().close();

  const supervisor = await hall.screen('desk', '/admin/voice');
  await signIn(supervisor.page, 'supervisor');
  await seen(supervisor.page.getByTestId('read-only'));
  expect(await supervisor.page.getByTestId('record').count()).toBe(0);
  expect(await supervisor.page.getByTestId('save-choices').count()).toBe(0);
  expect(await supervisor.page.getByTestId('speed').isDisabled()).toBe(true);
  await isFit(supervisor.page, 'a supervisor');
  await supervisor.page.context().close();
}, 180_000);

test('STUDIO-18: a name is found, written as it is said, heard and saved', async () => {
  const { page, errors } = await hall.screen('desk', '/admin/voice/names');
  await signIn(page, 'admin');
  await seen(page.getByTestId('names-list'));
  await isFit(page, 'all names');
  await page.getByTestId('name-search').fill('ktp-el');
  await reads(page.getByTestId('name-count'), /^2 dari 117 nama$/);
  const name = page.getByTestId('say-service-a01');
  await name.fill('perekaman ka te pe elektronik');
  const asked = page.waitForResponse(/\/admin\/voice\/sample$/);
  await page.getByTestId('listen-service-a01').click();
  expect((await asked).status()).toBe(200);
  await reads(page.getByTestId('names-state'), '1 nama belum disimpan');
  await isFit(page, 'a name is changed');
  await page.getByTestId('save-names').click();
  await reads(page.getByTestId('names-state'), 'Tersimpan');
  await page.getByTestId('name-search').fill('tidak ada yang begini');
  await reads(page.getByTestId('names-list'), 'Tidak ada nama yang cocok');
  await page.getByTestId('name-search').fill('');
  await page.getByTestId('only-said').check();
  await reads(page.getByTestId('name-count'), /^1 dari 117 nama$/);
  await page.reload();
  await seen(page.getByTestId('names-list'));
  expect(await name.inputValue()).toBe('perekaman ka te pe elektronik');
  await page.getByTestId('language-en').click();
  await page.getByTestId('name-search').fill('passport');
  await isFit(page, 'names in English', 'en');
  expect(errors.filter(error => !/status of 401/.test(error))).toEqual([]);
  await page.context().close();
}, 60_000);
