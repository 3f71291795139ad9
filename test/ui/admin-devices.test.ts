import { afterEach, expect, test, vi } from 'vitest';
import type { DisplayChoices, DisplaySetupView } from '../../contract/display-setup.ts';
import type { MediaFault, MediaItem } from '../../contract/displays.ts';
import { DisplayForm } from '../../admin-ui/display-form.ts';
import { MediaShelf } from '../../admin-ui/media-shelf.ts';
import {
  playlistFilesMax,
  playlistRows,
  withFile,
  withFileMoved,
  withoutFile,
} from '../../admin-ui/playlist.ts';
import type { send } from '../../ui-kit/api.ts';

afterEach(() => vi.useRealTimers());

const picture = (name: string): MediaItem => ({
  name,
  kind: 'picture',
  url: `/api/v1/media/${name}?v=1`,
});
const items = ['a.png', 'b.png', 'c.png'].map(picture);
const faults: MediaFault[] = [
  { name: 'page.webp', fault: 'wrong-type' },
  { name: 'rusak.webm', fault: 'not-playable' },
];

test('MEDIA-8: chosen files stand first in their order, then the others, then what nothing shows', () => {
  const rows = playlistRows(['c.png', 'pergi.png', 'rusak.webm'], { items, faults });
  expect(rows.map(({ name, at, fault }) => [name, at, fault])).toEqual([
    ['c.png', 0, null],
    ['pergi.png', 1, 'missing'],
    ['rusak.webm', 2, 'not-playable'],
    ['a.png', null, null],
    ['b.png', null, null],
    ['page.webp', null, 'wrong-type'],
  ]);
  expect(rows.map(row => row.item?.name ?? null)).toEqual([
    'c.png',
    null,
    null,
    'a.png',
    'b.png',
    null,
  ]);
});

test('MEDIA-8: files are chosen, moved and left out one by one, 100 at most', () => {
  const names = ['a.png', 'b.png', 'c.png'];
  expect(withFile(['b.png'], 'a.png')).toEqual(['b.png', 'a.png']);
  expect(withoutFile(names, 1)).toEqual(['a.png', 'c.png']);
  expect(withFileMoved(names, 2, -1)).toEqual(['a.png', 'c.png', 'b.png']);
  expect(withFileMoved(names, 0, 1)).toEqual(['b.png', 'a.png', 'c.png']);
  expect(withFileMoved(names, 0, -1)).toEqual(names);
  expect(withFileMoved(names, 2, 1)).toEqual(names);
  const full = Array.from({ length: playlistFilesMax }, (_, at) => `${at}.png`);
  expect(withFile(full, 'more.png')).toEqual(full);
});

const usual: DisplayChoices = {
  name: 'Layar',
  deviceId: null,
  layout: 'call-list',
  zoneId: null,
  counterId: null,
  arrow: 'down',
  isSpeaker: true,
  viewingDistanceM: 10,
  sizeInches: 55,
  language: 'id',
  playlist: [],
  pictureSeconds: 12,
  mediaVolumePercent: 0,
};

/** A server that holds one set-up and can be changed by somebody else. */
class FakeOffice {
  view: DisplaySetupView = {
    setupSeq: 7,
    displays: [{ ...usual, id: 'display-1', name: 'TV satu', deviceId: 'computer-1' }],
    computers: [
      { id: 'computer-1', name: 'Komputer satu', isHere: true },
      { id: 'computer-2', name: 'Komputer dua', isHere: true },
    ],
    zones: [],
    counters: [],
    usual,
  };
  media = { items: items.slice(0, 1), faults: [] as MediaFault[] };
  readonly bodies: unknown[] = [];

  readonly send = (async (method: string, path: string, body?: unknown) => {
    if (path === '/media') return { ok: true, body: this.media };
    if (method === 'GET') return { ok: true, body: this.view };
    this.bodies.push(body);
    const { setupSeq, id, choices } = body as {
      setupSeq: number;
      id: string | null;
      choices: DisplayChoices;
    };
    if (setupSeq !== this.view.setupSeq) {
      return { ok: false, problem: { code: 'setup-changed', status: 409 } };
    }
    const display = { ...choices, id: id ?? 'display-new' };
    const others = this.view.displays.filter(row => row.id !== display.id);
    this.view = { ...this.view, setupSeq: setupSeq + 1, displays: [...others, display] };
    return { ok: true, body: { display, setupSeq: setupSeq + 1 } };
  }) as unknown as typeof send;
}

async function openForm(): Promise<{ office: FakeOffice; form: DisplayForm }> {
  vi.useFakeTimers();
  const office = new FakeOffice();
  const form = new DisplayForm(office.send);
  form.start();
  await vi.waitFor(() => expect(form.view.value).not.toBeNull());
  return { office, form };
}

test('DSET-4: a new screen is the computer that is none yet; what is saved is the whole choice', async () => {
  const { office, form } = await openForm();
  await form.add();
  expect(form.draft.value).toMatchObject({ id: null, deviceId: 'computer-2' });
  expect(form.draft.value?.choices.name).toBe('Komputer dua');
  form.change({ layout: 'split', playlist: ['b.png', 'a.png'] });
  await form.save();
  expect(office.bodies).toEqual([
    {
      setupSeq: 7,
      id: null,
      choices: {
        ...usual,
        name: 'Komputer dua',
        deviceId: 'computer-2',
        layout: 'split',
        playlist: ['b.png', 'a.png'],
      },
    },
  ]);
  expect([form.isSaved.value, form.isChanged.value]).toEqual([true, false]);
  form.close();
});

test('DSET-4: a form that nobody touched follows what others save; a touched one is never overwritten', async () => {
  const { office, form } = await openForm();
  form.edit('display-1');
  const renamed = (name: string): void => {
    const displays = office.view.displays.map(row => ({ ...row, name }));
    office.view = { ...office.view, setupSeq: office.view.setupSeq + 1, displays };
  };
  renamed('TV orang lain');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(form.draft.value?.choices.name).toBe('TV orang lain');
  form.change({ name: 'TV saya' });
  renamed('TV orang ketiga');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(form.draft.value?.choices.name).toBe('TV saya');
  await form.save();
  expect(form.problem.value?.code).toBe('setup-changed');
  await form.beginAnew();
  expect(form.draft.value?.choices.name).toBe('TV orang ketiga');
  expect(form.problem.value).toBeNull();
  form.close();
});

test('MEDIA-9: what comes into the folder is seen within 10 s, and what shows nothing here is known', async () => {
  vi.useFakeTimers();
  const office = new FakeOffice();
  const shelf = new MediaShelf(office.send);
  shelf.start();
  await vi.waitFor(() => expect(shelf.list.value?.items).toHaveLength(1));
  office.media = { items, faults };
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shelf.list.value).toEqual({ items, faults });
  shelf.reportDark(items[0]!.url);
  expect(shelf.dark.value.has(items[0]!.url)).toBe(true);
  shelf.close();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(shelf.list.value).toBeNull();
});
