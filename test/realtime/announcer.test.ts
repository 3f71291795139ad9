import { afterEach, expect, test, vi } from 'vitest';
import type { Setup } from '../../contract/setup.ts';
import type { Speak } from '../../contract/sockets.ts';
import { voiceSetupSchema, type VoiceSetup } from '../../contract/voice.ts';
import { Announcer } from '../../server/realtime/announcer.ts';
import type { VoiceSource } from '../../server/voice/pack.ts';
import { openVoice } from '../../server/voice/voice.ts';
import { everywhere, MemoryBuilding, minuteMs, setupWith } from '../domain/memory-building.ts';
import { defaultPackFolder, tone } from '../voice/packs.ts';

/** The announcer alone, with screens that are told and a clock of the test's. */

interface Screen {
  readonly id: string;
  readonly zoneId: string | null;
  isHeard: boolean;
  /** Says at once that it has begun. */
  starts: boolean;
}

const shipped = [{ folder: defaultPackFolder.id }, { folder: defaultPackFolder.en }];
const voice = openVoice({ packFolders: shipped.map(({ folder }) => folder) });
const room = { screens: [] as Screen[], said: [] as (Speak & { by: string })[] };

afterEach(() => {
  vi.useRealTimers();
  voice.use(shipped);
  room.screens.splice(0);
  room.said.splice(0);
});

const screen = (id: string, more: Partial<Screen> = {}): Screen => {
  const made = { id, zoneId: null, isHeard: true, starts: true, ...more };
  room.screens.push(made);
  return made;
};

function opened(change: Partial<VoiceSetup> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const setup: Setup = setupWith(row => {
    row.voice = voiceSetupSchema.parse(change);
  });
  const building = new MemoryBuilding(setup);
  for (const counterId of ['c1', 'c2', 'c3']) {
    building.must({ type: 'open-counter', actor: everywhere, counterId });
  }
  const announcer: Announcer = new Announcer({
    voice: () => voice,
    setup: () => setup,
    now: () => performance.now(),
    buildingNow: () => building.now,
    spoken: () => {},
    speakers: () => ({
      hasDisplay: zoneId => room.screens.some(row => row.zoneId === zoneId),
      isHeard: zoneId => room.screens.some(row => row.zoneId === zoneId && row.isHeard),
      isConnected: id => room.screens.some(row => row.id === id && row.isHeard),
      speak(zoneId, message, avoid) {
        const heard = room.screens.filter(row => row.zoneId === zoneId && row.isHeard);
        const speaker = heard.find(row => !avoid.has(row.id)) ?? heard[0];
        if (!speaker) return null;
        room.said.push({ ...message, by: speaker.id });
        if (speaker.starts) {
          setTimeout(() => announcer.started(message.announcementId, speaker.id), 50);
        }
        return speaker.id;
      },
    }),
  });
  const call = (counterId: string, more: Parameters<MemoryBuilding['issue']>[1] = {}): void => {
    building.issue(counterId === 'c3' ? 'b1' : 'a1', more);
    const before = building.journal.length;
    building.must({ type: 'call-next', actor: everywhere, counterId });
    announcer.tell(building.state, building.journal.slice(before));
  };
  return { announcer, building, call };
}

const last = () => room.said.at(-1)!;

test('VOICE-19: a screen that is there and does not begin is not waited for: another says the call', () => {
  screen('frozen', { starts: false });
  screen('well');
  const { call, announcer } = opened();
  call('c1');
  expect(room.said.map(({ by }) => by)).toEqual(['frozen']);
  vi.advanceTimersByTime(2_999);
  expect(room.said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(room.said.map(({ by }) => by)).toEqual(['frozen', 'well']);
  announcer.confirm(last().announcementId, 'well');
  // From now on the one that speaks is asked first.
  call('c2');
  expect(last().by).toBe('well');
  announcer.close();
});

test('VOICE-19: a silent screen that speaks again is trusted again', () => {
  const only = screen('only', { starts: false });
  const { call, announcer } = opened();
  call('c1');
  vi.advanceTimersByTime(3_000);
  expect(room.said).toHaveLength(2);
  only.starts = true;
  vi.advanceTimersByTime(3_000);
  expect(room.said).toHaveLength(3);
  vi.advanceTimersByTime(100);
  announcer.confirm(last().announcementId, 'only');
  expect(announcer.countsOf(null)).toMatchObject({ spoken: 1, unconfirmed: 0 });
  announcer.close();
});

test('VOICE-16: English follows where the visitor chose it, always, or never', () => {
  screen('one');
  const lengths = (['visitor', 'always', 'never'] as const).map(secondLanguage => {
    const { call, announcer } = opened({ secondLanguage, repeat: 1 });
    call('c1');
    const indonesian = last().durationMs;
    announcer.confirm(last().announcementId, 'one');
    call('c2', { language: 'en' });
    const english = last().durationMs;
    announcer.close();
    return [indonesian > 8_500, english > 8_500];
  });
  expect(lengths).toEqual([
    [false, true],
    [true, true],
    [false, false],
  ]);
});

test('VOICE-17: in quiet hours nothing is spoken, and it is counted', () => {
  screen('one');
  const { call, announcer, building } = opened({
    quietTimes: [{ days: [3], from: '10:00', until: '10:30' }],
  });
  call('c1');
  expect(room.said).toEqual([]);
  expect(announcer.countsOf(null)).toMatchObject({ quiet: 1, spoken: 0, dropped: 0 });
  building.pass(30 * minuteMs);
  call('c2');
  expect(room.said).toHaveLength(1);
  announcer.close();
});

test('VOICE-18: each zone has a volume of its own, else the building’s', () => {
  screen('lobby');
  screen('zone', { zoneId: 'zone' });
  const { call, announcer } = opened({
    volumePercent: 60,
    zones: [{ zoneId: 'zone', volumePercent: 35, isSilent: false }],
  });
  call('c1');
  expect(last()).toMatchObject({ by: 'zone', volumePercent: 35 });
  announcer.close();
  room.screens.splice(1);
  const other = opened({ volumePercent: 60 });
  other.call('c1');
  expect(last()).toMatchObject({ by: 'lobby', volumePercent: 60 });
  other.announcer.close();
});

test('VOICE-20: speed changes how long a call takes and nothing else', () => {
  screen('one');
  const [slow, usual, fast] = [80, 100, 125].map(speedPercent => {
    const { call, announcer } = opened({ speedPercent, repeat: 1 });
    call('c1');
    announcer.close();
    return last().durationMs;
  });
  // The chime before it keeps its length.
  expect(slow! - 1_500).toBeGreaterThan((usual! - 1_500) * 1.15);
  expect(fast!).toBeLessThan(usual! * 0.9);
});

test('VOICE-9: two quick calls of one counter say the right numbers, in order', () => {
  screen('one');
  const { call, announcer, building } = opened();
  call('c1');
  const first = building.state.counters.get('c1')!.leg!.visitId;
  building.must({ type: 'start', actor: everywhere, visitId: first });
  building.must({ type: 'finish', actor: everywhere, visitId: first });
  call('c1');
  const one = room.said[0]!;
  announcer.confirm(one.announcementId, 'one');
  const two = last();
  expect(two.callId).toBeGreaterThan(one.callId);
  expect(two.url).not.toBe(one.url);
  announcer.close();
});

/** A voice that comes before the shipped one and takes its time; the test says when it is ready. */
function slowVoice(isSoon: boolean) {
  let settle = (): void => undefined;
  const state = { isReady: false, asked: 0 };
  const source: VoiceSource = {
    name: 'slow',
    contentHash: 'slow',
    speak: () => (state.isReady ? [{ kind: 'sound', samples: tone(30_000, 0.2) }] : undefined),
    prepare() {
      if (state.isReady) return 'ready';
      state.asked += 1;
      const done = new Promise<void>(resolve => {
        const before = settle;
        settle = () => {
          before();
          resolve();
        };
      });
      return { isSoon, done };
    },
  };
  voice.use([source, ...shipped]);
  return {
    state,
    async ready(isReady = true): Promise<void> {
      state.isReady = isReady;
      settle();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('VOICE-24: a better voice that is about to say a call is waited for, and says it', async () => {
  screen('one');
  const slow = slowVoice(true);
  const { call, announcer } = opened({ repeat: 1 });
  call('c1');
  expect(room.said).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(room.said).toEqual([]);
  await slow.ready();
  expect(room.said).toHaveLength(1);
  expect(last().durationMs).toBeGreaterThan(30_000);
  // It takes longer than the voice that the call was queued with: the next one waits for its end.
  call('c2');
  vi.advanceTimersByTime(30_000);
  expect(room.said).toHaveLength(1);
  announcer.confirm(last().announcementId, 'one');
  expect(announcer.countsOf(null)).toMatchObject({ spoken: 1, unconfirmed: 0 });
  announcer.close();
});

test('VOICE-24: after 0.6 s the next source says the call; behind it nobody waits again', async () => {
  screen('one');
  const slow = slowVoice(true);
  const { call, announcer } = opened({ repeat: 1 });
  call('c1');
  call('c2');
  await vi.advanceTimersByTimeAsync(599);
  expect(room.said).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(room.said).toHaveLength(1);
  expect(last().durationMs).toBeLessThan(10_000);
  const [first] = room.said;
  announcer.confirm(last().announcementId, 'one');
  expect(room.said).toHaveLength(2);
  expect(last().callId).toBeGreaterThan(first!.callId);
  // What comes too late is not said into the call that is being spoken.
  await slow.ready();
  expect(room.said).toHaveLength(2);
  announcer.close();
});

test('VOICE-24: one that gives up, rests or is starting is not waited for', async () => {
  screen('one');
  const slow = slowVoice(true);
  const { call, announcer } = opened({ repeat: 1 });
  call('c1');
  await slow.ready(false);
  expect(room.said).toHaveLength(1);
  announcer.close();
  slowVoice(false);
  const other = opened({ repeat: 1 });
  other.call('c1');
  expect(room.said).toHaveLength(2);
  other.announcer.close();
});

test('VOICE-24: a call that is taken back while its voice renders is not said', async () => {
  screen('one');
  const slow = slowVoice(true);
  const { call, announcer, building } = opened({ repeat: 1 });
  call('c1');
  const before = building.journal.length;
  building.must({ type: 'undo', actor: everywhere, counterId: 'c1' });
  announcer.tell(building.state, building.journal.slice(before));
  await slow.ready();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(room.said).toEqual([]);
  announcer.close();
});
