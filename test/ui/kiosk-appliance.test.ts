import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ThisDevice } from '../../contract/devices.ts';
import { Appliance, identifyMs } from '../../kiosk-ui/appliance.ts';
import { mergeKiosk } from '../../kiosk-ui/merge-kiosk.ts';
import { Pairing } from '../../kiosk-ui/pairing.ts';
import type { Answer } from '../../ui-kit/api.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { FakeSocket } from './fake-socket.ts';
import { kioskNow, kioskView } from './fixtures/kiosk-view.ts';

/** The kiosk as a thing of the building: let in, sent away, loaded anew while nobody is there. */

const kioskDevice: ThisDevice = {
  device: { id: 'd1', kind: 'kiosk', name: 'Kiosk pintu utara' },
  isOpenHere: false,
};
const unreachable: Answer<never> = { ok: false, problem: { code: 'unreachable', status: 0 } };

let socket: FakeSocket;
let appliance: Appliance;
let answer: Answer<ThisDevice>;
let asked: number;
let isResting: boolean;
let left: number;
let page: string | null;
let reloads: (string | null)[];

const told = (body: ThisDevice): Answer<ThisDevice> => ({ ok: true, status: 200, body });
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const after = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);
const head = { epoch: 'e1', seq: 1, at: kioskNow, clockRate: 1 };
const live = (): void => socket.tell('snapshot', { ...head, view: kioskView() });

function open(triedPage: string | null = null): void {
  socket = new FakeSocket();
  appliance = new Appliance({
    stream: openStream<'kiosk'>({ namespace: '/kiosk', merge: mergeKiosk, connect: () => socket }),
    send: async () => {
      asked += 1;
      return answer as Answer<never>;
    },
    isResting: () => isResting,
    leave: () => (left += 1),
    newestPage: async () => page,
    ownPage: '/assets/kiosk-1.js',
    triedPage,
    reload: loaded => reloads.push(loaded),
  });
  appliance.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  answer = told(kioskDevice);
  [asked, left, isResting, page, reloads] = [0, 0, true, '/assets/kiosk-1.js', []];
});
afterEach(() => {
  appliance.close();
  vi.useRealTimers();
});

describe('being let in', () => {
  test('APPL-1: a paired kiosk is let in, and asks again twice a day so that its cookie goes on', async () => {
    open();
    expect(appliance.admission.value).toEqual({ is: 'asking' });
    await settle();
    expect(appliance.admission.value).toEqual({ is: 'admitted', isPaired: true });
    expect(asked).toBe(1);
    await after(12 * 3600);
    expect(asked).toBe(2);
  });

  test('APPL-1: a demo building takes its own computer as it comes', async () => {
    answer = told({ device: null, isOpenHere: true });
    open();
    await settle();
    expect(appliance.admission.value).toEqual({ is: 'admitted', isPaired: false });
  });

  test('APPL-2: without an answer it asks again until there is one', async () => {
    answer = unreachable;
    open();
    await after(12);
    expect(appliance.admission.value).toEqual({ is: 'asking' });
    answer = told({ device: null, isOpenHere: false });
    await after(5);
    expect(appliance.admission.value).toEqual({ is: 'unpaired' });
  });

  test('APPL-2: sent away while somebody stands there, it forgets them and asks to be paired', async () => {
    open();
    await settle();
    live();
    answer = told({ device: null, isOpenHere: false });
    socket.tell('disconnect', 'transport close');
    await settle();
    expect(appliance.admission.value.is).toBe('admitted');
    socket.tell('disconnect', 'io server disconnect');
    await settle();
    expect([appliance.admission.value, left]).toEqual([{ is: 'unpaired' }, 1]);
    answer = told(kioskDevice);
    socket.tell('connect_error', new Error('websocket error'));
    await settle();
    expect(appliance.admission.value).toEqual({ is: 'unpaired' });
    socket.tell('connect_error', new Error('not-signed-in'));
    await settle();
    expect(appliance.admission.value).toEqual({ is: 'admitted', isPaired: true });
  });

  test('APPL-2: a stopped server sends nobody away', async () => {
    open();
    await settle();
    live();
    answer = unreachable;
    socket.tell('disconnect', 'io server disconnect');
    await settle();
    expect([appliance.admission.value.is, left]).toEqual(['admitted', 0]);
  });

  test('APPL-3: a computer that is paired as something else says as what', async () => {
    answer = told({ device: { id: 'd2', kind: 'display', name: 'Layar 2' }, isOpenHere: false });
    open();
    await settle();
    expect(appliance.admission.value).toEqual({ is: 'other-kind', name: 'Layar 2' });
  });
});

describe('from afar', () => {
  test('APPL-4: told to load anew, it waits until nobody is there', async () => {
    open();
    live();
    isResting = false;
    socket.tell('order', { order: 'reload' });
    await after(4);
    expect(reloads).toEqual([]);
    isResting = true;
    await after(1);
    expect(reloads).toEqual([null]);
    socket.tell('tick', head);
    await after(4);
    expect(reloads).toEqual([null]);
  });

  test('APPL-4: it says which one it is, and stops by itself', async () => {
    open();
    live();
    socket.tell('order', { order: 'identify' });
    expect([appliance.isIdentifying.value, appliance.deviceName]).toEqual([true, 'Kiosk 1']);
    await after(identifyMs / 1000);
    expect(appliance.isIdentifying.value).toBe(false);
  });

  test('APPL-5: a page of a new version loads itself at rest, and only while the server is there', async () => {
    open();
    live();
    await after(2);
    expect(reloads).toEqual([]);
    page = '/assets/kiosk-2.js';
    socket.tell('disconnect', 'transport close');
    await after(6);
    expect(reloads).toEqual([]);
    live();
    await after(1);
    expect(reloads).toEqual(['/assets/kiosk-2.js']);
  });

  test('APPL-5: a page that stays the old one is not loaded again and again', async () => {
    page = '/assets/kiosk-2.js';
    open('/assets/kiosk-2.js');
    live();
    await after(3);
    expect(reloads).toEqual([]);
    page = null;
    live();
    await after(3);
    expect(reloads).toEqual([]);
  });
});

describe('pairing', () => {
  test('PAIR-10: the code is typed sign by sign, sent once, and a wrong one is typed anew', async () => {
    const sent: unknown[] = [];
    let come = 0;
    let given: Answer<unknown> = { ok: false, problem: { code: 'unknown-code', status: 404 } };
    const pairing = new Pairing({
      send: async (_method, _path, body) => {
        sent.push(body);
        return given as Answer<never>;
      },
      paired: () => (come += 1),
    });
    const type = (text: string): void => text.split('').forEach(sign => pairing.type(sign));
    type('ACI1-0');
    expect(pairing.code.value).toBe('AC');
    await pairing.send();
    expect(sent).toEqual([]);
    type('DEFGHJK');
    expect([pairing.code.value, pairing.isWhole]).toEqual(['ACDEFGHJ', true]);
    const both = [pairing.send(), pairing.send()];
    await Promise.all(both);
    expect(sent).toEqual([{ code: 'ACDEFGHJ' }]);
    expect([pairing.code.value, pairing.problem.value?.code]).toEqual(['', 'unknown-code']);
    given = unreachable;
    type('ACDEFGHK');
    pairing.erase();
    type('J');
    await pairing.send();
    expect([pairing.code.value, pairing.problem.value?.code]).toEqual(['ACDEFGHJ', 'unreachable']);
    given = { ok: true, status: 201, body: {} };
    await pairing.send();
    expect([come, pairing.code.value]).toEqual([1, '']);
  });
});
