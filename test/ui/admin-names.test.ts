import { beforeEach, expect, test } from 'vitest';
import { nameGroups } from '../../admin-ui/name-groups.ts';
import { SpokenNames } from '../../admin-ui/spoken-names.ts';
import type { SpokenNamesView } from '../../contract/voice-names.ts';
import type { VoiceStudioView } from '../../contract/voice-studio.ts';
import type { send } from '../../ui-kit/api.ts';

type Row = SpokenNamesView['names'][number];

const row = (kind: Row['kind'], id: string, agencyId: string, name: string): Row => ({
  kind,
  id,
  agencyId,
  name: { id: name, en: `${name} (en)` },
  speakAs: null,
});

const names: readonly Row[] = [
  row('agency', 'dukcapil', 'dukcapil', 'Dinas Kependudukan dan Pencatatan Sipil'),
  row('service', 'ktp', 'dukcapil', 'Cetak Ulang KTP-el'),
  row('service', 'akta', 'dukcapil', 'Akta Kelahiran'),
  row('agency', 'imigrasi', 'imigrasi', 'Kantor Imigrasi'),
  row('service', 'paspor', 'imigrasi', 'Paspor Baru'),
];

const choices: VoiceStudioView['choices'] = {
  numberStyle: 'nol',
  repeat: 3,
  speedPercent: 100,
  says: 'number',
  secondLanguage: 'visitor',
  volumePercent: 80,
  quietTimes: [],
  zones: [],
};
const studio = {
  choices,
  languages: ['id', 'en'],
  counters: [{ id: 'counter-7', number: 7, agencyId: 'dukcapil' }],
  services: [
    { id: 'ktp', agencyId: 'dukcapil', name: names[1]!.name, series: 'A' },
    { id: 'paspor', agencyId: 'imigrasi', name: names[4]!.name, series: 'B' },
  ],
} as unknown as VoiceStudioView;

let view: SpokenNamesView;
let asked: { readonly path: string; readonly body: unknown }[];
let isNamed: boolean;
let page: SpokenNames;
let played: string[];

beforeEach(async () => {
  view = { setupSeq: 7, isSaid: 'agency', names: [...names] };
  asked = [];
  played = [];
  isNamed = true;
  const answer = (async (method: string, path: string, body?: unknown) => {
    if (method === 'GET') return { ok: true, body: view };
    asked.push({ path, body });
    if (path.endsWith('/sample')) return { ok: true, body: { url: '/sound.wav', isNamed } };
    const { setupSeq } = body as { setupSeq: number };
    if (setupSeq !== view.setupSeq) {
      return { ok: false, problem: { code: 'setup-changed', status: 409 } };
    }
    keep((body as { names: readonly Row[] }).names);
    return { ok: true, body: { setupSeq: view.setupSeq } };
  }) as unknown as typeof send;
  page = new SpokenNames({
    send: answer,
    playSound: async url => played.push(url) > 0,
    studio: () => studio,
  });
  page.start();
  await page.load();
});

/** As the server keeps them: each named row with what it is said like. */
function keep(changed: readonly Pick<Row, 'id' | 'speakAs'>[]): void {
  const now = view.names.map(one => ({
    ...one,
    speakAs: changed.find(({ id }) => id === one.id)?.speakAs ?? one.speakAs,
  }));
  view = { ...view, setupSeq: view.setupSeq + 1, names: now };
}

const nameOf = (id: string): Row => page.view.value!.names.find(one => one.id === id)!;
const shown = (): string[] => page.groups.value.flatMap(({ rows }) => rows.map(({ id }) => id));

test('STUDIO-18: a name is found by words of its own, of its agency, or of how it is said', () => {
  const found = (query: string): string[] => {
    page.query.value = query;
    return shown();
  };
  expect(found('')).toEqual(['dukcapil', 'ktp', 'akta', 'imigrasi', 'paspor']);
  expect(found('ktp el')).toEqual(['ktp']);
  expect(found('KTP-EL')).toEqual(['ktp']);
  expect(found('sipil akta')).toEqual(['akta']);
  expect(found('imigrasi')).toEqual(['imigrasi', 'paspor']);
  expect(found('sim keliling')).toEqual([]);
  page.say(nameOf('paspor'), 'buku perjalanan');
  expect(found('perjalanan')).toEqual(['paspor']);
  page.query.value = '';
  page.isOnlySaid.value = true;
  expect(shown()).toEqual(['paspor']);
});

test('STUDIO-18: an agency heads its services even where only these fit', () => {
  const said = { id: '', en: '' };
  const groups = nameGroups(names, { query: 'paspor', isOnlySaid: false, saidOf: () => said });
  expect(groups.map(({ agency, rows }) => [agency.id, rows.length])).toEqual([['imigrasi', 1]]);
});

test('STUDIO-16: only what was changed is sent, whole in both languages, and nothing where it is as written', async () => {
  page.say(nameOf('ktp'), ' ka te pe el ');
  page.say(nameOf('akta'), 'akta');
  page.say(nameOf('akta'), '');
  page.language.value = 'en';
  page.say(nameOf('imigrasi'), 'Immigration');
  expect(page.changed.value.map(({ id }) => id)).toEqual(['ktp', 'imigrasi']);
  await page.save();
  expect(asked).toEqual([
    {
      path: '/admin/voice/names',
      body: {
        setupSeq: 7,
        names: [
          {
            kind: 'service',
            id: 'ktp',
            speakAs: { id: 'ka te pe el', en: 'Cetak Ulang KTP-el (en)' },
          },
          {
            kind: 'agency',
            id: 'imigrasi',
            speakAs: { id: 'Kantor Imigrasi', en: 'Immigration' },
          },
        ],
      },
    },
  ]);
  expect([page.isSaved.value, page.changed.value]).toEqual([true, []]);
  expect(page.said(nameOf('imigrasi'))).toEqual({ id: '', en: 'Immigration' });
  page.say(nameOf('imigrasi'), '');
  await page.save();
  expect((asked.at(-1)!.body as { names: Row[] }).names).toEqual([
    { kind: 'agency', id: 'imigrasi', speakAs: null },
  ]);
});

test('STUDIO-18: after somebody else’s change what was typed stays, and is saved over it', async () => {
  page.say(nameOf('ktp'), 'ka te pe');
  keep([{ id: 'paspor', speakAs: { id: 'pas por', en: 'passport' } }]);
  await page.save();
  expect(page.problem.value?.code).toBe('setup-changed');
  expect(page.isSaved.value).toBe(false);
  expect(page.said(nameOf('ktp')).id).toBe('ka te pe');
  expect(page.said(nameOf('paspor')).id).toBe('pas por');
  await page.save();
  expect([page.problem.value, page.isSaved.value]).toEqual([null, true]);
  expect(nameOf('paspor').speakAs).toEqual({ id: 'pas por', en: 'passport' });
  page.say(nameOf('ktp'), 'lain');
  page.revert();
  expect(page.said(nameOf('ktp')).id).toBe('ka te pe');
});

test('STUDIO-17: a name is listened to as it stands in its field, once, and what is not heard is told', async () => {
  page.say(nameOf('ktp'), 'ka te pe');
  await page.listen(nameOf('ktp'));
  expect(asked.at(-1)).toEqual({
    path: '/admin/voice/sample',
    body: {
      choices: { ...choices, says: 'service', repeat: 1, secondLanguage: 'never' },
      label: 'A012',
      counterNumber: 7,
      serviceId: 'ktp',
      language: 'id',
      packId: null,
      names: [
        {
          kind: 'service',
          id: 'ktp',
          speakAs: { id: 'ka te pe', en: 'Cetak Ulang KTP-el (en)' },
        },
      ],
    },
  });
  expect(played).toEqual(['/sound.wav']);
  expect(page.heard.value).toEqual({ key: 'service ktp', state: 'played' });
  page.language.value = 'en';
  isNamed = false;
  await page.listen(nameOf('imigrasi'));
  expect(asked.at(-1)!.body).toMatchObject({
    choices: { says: 'agency', secondLanguage: 'always' },
    serviceId: 'paspor',
    language: 'en',
    names: [{ kind: 'agency', id: 'imigrasi', speakAs: null }],
  });
  expect(page.heard.value).toEqual({ key: 'agency imigrasi', state: 'not-named' });
});
