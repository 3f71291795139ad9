import { crc32, deflateSync } from 'node:zlib';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketSetupView } from '../../contract/ticket-setup.ts';
import type { TicketBlock, TicketLayout } from '../../contract/ticket-layout.ts';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** What stands on the slips, as an administrator edits it. */

const ticket = '/api/v1/admin/ticket';
let server: TestApp;
let admin: TestClient;
const dataDir = newDataDir();

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true, dataDir });
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const view = async (): Promise<TicketSetupView> => (await admin.get(ticket)).json;
const shipped = async (id: string): Promise<TicketLayout> =>
  (await view()).shipped.find(layout => layout.id === id)!;

async function preview(layout: TicketLayout, more: Record<string, unknown> = {}): Promise<PNG> {
  const body = { layout, paper: '80', language: 'id', sample: 'usual', ...more };
  const { status, headers, bytes, text } = await admin.post(`${ticket}/preview`, body);
  expect(status, text.slice(0, 300)).toBe(200);
  expect(headers['content-type']).toBe('image/png');
  return PNG.sync.read(bytes);
}

const upload = (raw: Buffer | string, headers: Record<string, string> = {}): Promise<Answer> =>
  admin.call('POST', `${ticket}/logo`, {
    raw,
    headers: { 'Content-Type': 'image/png', ...headers },
  });

function drawPng(width: number, height: number, isBlack: (x: number, y: number) => boolean) {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) {
    const shade = isBlack(at % width, Math.floor(at / width)) ? 0 : 255;
    png.data.set([shade, shade, shade, 255], at * 4);
  }
  return PNG.sync.write(png);
}

/** A black frame: nothing else on a slip has its shape. */
const frame = drawPng(120, 60, (x, y) => x < 6 || x >= 114 || y < 6 || y >= 54);

/** Rows of the picture that begin with a black bar as wide as the frame's upper edge. */
function hasFrame({ width, height, data }: PNG): boolean {
  const isBlack = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 128;
  for (let y = 0; y < height; y += 1) {
    let run = 0;
    for (let x = 0; x < width; x += 1) {
      run = isBlack(x, y) ? run + 1 : 0;
      if (run === 120 && (x + 1 >= width || !isBlack(x + 1, y))) return true;
    }
  }
  return false;
}

// The module is its own default export, which its types do not say.
const decode = jsQR as unknown as typeof jsQR.default;
const codeOn = ({ width, height, data }: PNG): string | undefined =>
  decode(new Uint8ClampedArray(data), width, height)?.data;

const withLogo = (layout: TicketLayout): TicketLayout => ({
  ...layout,
  id: 'own',
  blocks: [
    { kind: 'logo', picture: 'own', dots: 'line-art', heightDotsMax: 66 } satisfies TicketBlock,
    ...layout.blocks.filter(block => block.kind !== 'logo'),
  ],
});

describe('preview', () => {
  test('SLIP-1: every shipped layout on both papers in both languages, its code readable', async () => {
    for (const layout of (await view()).shipped) {
      for (const [paper, dots] of [
        ['80', 576],
        ['58', 384],
      ] as const) {
        for (const language of ['id', 'en']) {
          for (const sample of ['usual', 'longest']) {
            const png = await preview(layout, { paper, language, sample });
            expect(png.width).toBe(dots);
            expect(codeOn(png), `${layout.id} ${paper} ${language} ${sample}`).toMatch(
              /^http:\/\/.*\/t\/CONTOH-/,
            );
          }
        }
      }
    }
  }, 120_000);

  test('SLIP-1: it follows the order, size and texts of the layout, and shows no ticket of anybody', async () => {
    const compact = await shipped('compact');
    const text: TicketBlock = {
      kind: 'text',
      text: { id: 'Selamat datang', en: 'Welcome' },
      size: 'large',
      align: 'centre',
      bold: true,
      linesMax: 2,
      bothLanguages: true,
    };
    const plain = await preview(compact);
    const more = await preview({ ...compact, blocks: [...compact.blocks, text] });
    expect(more.height).toBeGreaterThan(plain.height + 48);
    const before = server.seq();
    await preview(compact);
    expect(server.seq()).toBe(before);
  });

  test('SLIP-1: a layout beyond its limits is refused with the path', async () => {
    const compact = await shipped('compact');
    const cases: [string, unknown[]][] = [
      ['layout.blocks', compact.blocks.filter(block => block.kind !== 'code')],
      ['layout.blocks.1', [compact.blocks[0], compact.blocks[0], ...compact.blocks.slice(1)]],
      ['layout.blocks.0.kind', [{ kind: 'script' }, ...compact.blocks]],
      ['layout.blocks.0.linesMax', [{ kind: 'building', linesMax: 900 }]],
    ];
    for (const [path, blocks] of cases) {
      const layout = { ...compact, blocks };
      const body = { layout, paper: '80', language: 'id', sample: 'usual' };
      const { status, json } = await admin.post(`${ticket}/preview`, body);
      expect([status, json.errors[0].path]).toEqual([422, path]);
    }
  });
});

/** A PNG by hand, whose header may say something else than its pixels. */
function forgePng(width: number, height: number, pixels: Buffer, depth = 8, colours = 6): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colours, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const chunk = (type: string, content: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const packed = deflateSync(pixels, { level: 9 });
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', packed), end]);
}

describe('logo', () => {
  test('SLIP-2: what is no logo is refused with its reason, and the building goes on meanwhile', async () => {
    const cases: [number, string, string | null, Buffer, Record<string, string>?][] = [
      [422, 'picture-refused', 'not-a-png', Buffer.from('GIF89a and more than that')],
      [422, 'picture-refused', 'not-a-png', Buffer.alloc(0)],
      [422, 'picture-refused', 'not-a-png', Buffer.from('<svg onload="alert(1)"/>')],
      [413, 'body-too-large', null, Buffer.alloc(1024 * 1024 + 1)],
      [422, 'picture-refused', 'too-large', forgePng(4_001, 10, Buffer.alloc(10))],
      [422, 'picture-refused', 'too-large', forgePng(0xffffffff, 0xffffffff, Buffer.alloc(10))],
      [422, 'picture-refused', 'too-large', forgePng(4_000, 4_000, Buffer.alloc(10), 16)],
      [422, 'picture-refused', 'damaged', forgePng(16, 16, Buffer.alloc(200_000_000))],
      [422, 'picture-refused', 'damaged', forgePng(4_000, 4_000, Buffer.alloc(10))],
      [422, 'picture-refused', 'nothing-to-see', drawPng(40, 40, () => false)],
      [415, 'unsupported-media-type', null, frame, { 'Content-Type': 'image/jpeg' }],
      [415, 'unsupported-media-type', null, frame, { 'Content-Type': 'application/json' }],
      [415, 'unsupported-media-type', null, frame, { 'Content-Encoding': 'gzip' }],
    ];
    for (const [status, code, reason, bytes, headers] of cases) {
      const answers = Promise.all([upload(bytes, headers), admin.get('/healthz')]);
      const [answer, health] = await answers;
      const what = `${code} ${reason ?? ''}`;
      expect([answer.status, answer.json.code], what).toEqual([status, code]);
      if (reason !== null) expect(answer.json.facts, what).toEqual({ reason });
      expect(health.status).toBe(200);
    }
    expect((await view()).logo).toBeNull();
  });

  test('SLIP-2: the largest picture is taken while everybody else is answered', async () => {
    // Bands of grey, quickly made: the server runs in this same thread.
    const rows = Buffer.alloc(4_000 * 4_001);
    for (let row = 0; row < 4_000; row += 100) rows.fill(200, row * 4_001, (row + 50) * 4_001);
    for (let row = 0; row < 4_000; row += 1) rows[row * 4_001] = 0;
    const large = forgePng(4_000, 4_000, rows, 8, 0);
    expect(large.length).toBeLessThan(1024 * 1024);
    const taken = { done: false };
    const uploading = upload(large).finally(() => (taken.done = true));
    const begunAt = performance.now();
    let slowestMs = 0;
    let answers = 0;
    while (!taken.done) {
      const began = performance.now();
      expect((await admin.get('/api/v1/building')).status).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      answers += 1;
    }
    expect((await uploading).json.logo).toMatchObject({ width: 400, height: 400 });
    expect(answers).toBeGreaterThan(5);
    expect(slowestMs).toBeLessThan((performance.now() - begunAt) / 2);
  });

  test('SLIP-3: a logo is kept as grey dots of paper and nothing else of the file', async () => {
    const wide = drawPng(2_304, 400, (x, y) => (x + y) % 3 === 0);
    const text = Buffer.from('tEXtGPS-67', 'latin1');
    const length = Buffer.from([0, 0, 0, 6]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(text));
    const marked = Buffer.concat([wide.subarray(0, 33), length, text, sum, wide.subarray(33)]);
    const answer = await upload(marked);
    expect(answer.json.logo).toMatchObject({ width: 1_152, height: 200 });
    const body = { logoId: answer.json.logo.id, paper: '58', dots: 'dithered', heightDotsMax: 100 };
    const dots = await admin.post(`${ticket}/logo-preview`, body);
    const png = PNG.sync.read(dots.bytes);
    expect([png.width, png.height]).toEqual([384, 66]);
    expect(dots.bytes.includes('GPS-67')).toBe(false);
  });

  test('SLIP-3, SLIP-4: once saved it is printed, also after a restart, until it is taken away', async () => {
    const { logo } = (await upload(frame)).json;
    const layout = withLogo(await shipped('compact'));
    expect(hasFrame(await preview(layout))).toBe(false);
    expect(hasFrame(await preview(layout, { logoId: logo.id }))).toBe(true);
    const save = async (logoId: string | null) => {
      const { setupSeq } = await view();
      return admin.post(ticket, { setupSeq, layout, logoId });
    };
    expect((await save(logo.id)).status).toBe(200);
    expect((await view()).logo).toEqual(logo);
    expect((await view()).layout).toEqual(layout);
    expect(hasFrame(await printed())).toBe(true);

    await server.close();
    server = await openTestApp({ hasPrinter: true, dataDir, clock: server.clock });
    admin = await server.signedIn('admin');
    expect((await view()).logo).toEqual(logo);
    expect(hasFrame(await printed())).toBe(true);

    expect((await save(null)).status).toBe(200);
    expect(hasFrame(await printed())).toBe(false);
    expect((await view()).logo).toBeNull();
  });

  test('SLIP-3: tried pictures are forgotten by and by, the one in use never', async () => {
    const { logo } = (await upload(frame)).json;
    const layout = withLogo(await shipped('compact'));
    await admin.post(ticket, { setupSeq: (await view()).setupSeq, layout, logoId: logo.id });
    const others: string[] = [];
    for (let nth = 0; nth < 10; nth += 1) {
      server.clock.advance(1);
      others.push((await upload(drawPng(20 + nth, 20, () => true))).json.logo.id);
    }
    const drawn = async (logoId: string) =>
      (
        await admin.post(`${ticket}/preview`, {
          layout,
          logoId,
          paper: '80',
          language: 'id',
          sample: 'usual',
        })
      ).status;
    expect(await drawn(logo.id)).toBe(200);
    expect(await drawn(others[9]!)).toBe(200);
    expect(await drawn(others[0]!)).toBe(422);
  });

  /** The next slip of the demo kiosk, as it came out of its printer. */
  async function printed(): Promise<PNG> {
    const virtual = server.app.demoPrinter!.virtual;
    const count = virtual.papers().length;
    const { json } = await server.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    await until(() => virtual.papers().length > count, 'the slip');
    const paper = virtual.papers().at(-1)!;
    expect(paper.label).toBe(json.ticket.label);
    return PNG.sync.read(paper.png);
  }
});

test('SLIP-5: a layout made from an older set-up, or with a picture that is gone, is not saved', async () => {
  const { setupSeq } = await view();
  const body = { setupSeq, layout: null, logoId: null };
  expect((await admin.post(ticket, body)).status).toBe(200);
  const late = await admin.post(ticket, body);
  expect([late.status, late.json.code]).toEqual([409, 'setup-changed']);
  const gone = { ...body, setupSeq: (await view()).setupSeq, logoId: 'logo-gone' };
  expect((await admin.post(ticket, gone)).json.code).toBe('unknown-picture');
  expect((await view()).layout.id).toBe('standard');
});
