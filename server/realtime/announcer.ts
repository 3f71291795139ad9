import type { JournalEntry } from '../../contract/events.ts';
import type { Speak } from '../../contract/sockets.ts';
import {
  announcementAlarmMs,
  confirmSpoken,
  emptyAnnouncementQueue,
  enqueueAnnouncement,
  giveBackAnnouncement,
  nextAnnouncement,
  repeatsNow,
  withdrawAnnouncement,
  type AnnouncementQueue,
  type QueuedAnnouncement,
} from '../domain/announcement-queue.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { withdrawnBy } from './affected.ts';
import type { Voice } from '../voice/voice.ts';

/** How often a call is said where nobody waits behind it. */
const repeatCount = 2;

interface SpokenCall extends QueuedAnnouncement {
  readonly callId: number;
  readonly label: string;
  readonly counterNumber: number;
}

interface Channel {
  /** The zone it is heard in; null is the whole building's. */
  readonly zoneId: string | null;
  queue: AnnouncementQueue<SpokenCall>;
  speakerId: string | null;
  timer: NodeJS.Timeout | null;
}

/** The displays, as far as speaking goes. */
export interface Speakers {
  hasDisplay(zoneId: string | null): boolean;
  isHeard(zoneId: string | null): boolean;
  speak(zoneId: string | null, message: Speak): string | null;
  isConnected(displayId: string): boolean;
}

export interface AnnouncerOptions {
  readonly voice: () => Voice | null;
  readonly speakers: () => Speakers;
  /** Real time in milliseconds: a voice cannot be made to speak faster in a simulation. */
  readonly now: () => number;
  readonly spoken: (callId: number) => void;
}

/**
 * The server owns what is spoken: per zone one call at a time, in order, by one display. Zones
 * without a display of their own are heard through the screens of the whole building.
 */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #channels = new Map<string, Channel>();
  #isClosed = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  tell(state: BuildingState, entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      for (const callId of withdrawnBy(entry)) this.#withdraw(callId);
      if (entry.type !== 'leg-called' && entry.type !== 'leg-recalled') continue;
      const counter = setupOf(state).counters.get(entry.counterId ?? '');
      const visit = state.visits.get(entry.visitId ?? '');
      const voice = this.#options.voice();
      if (!counter || !visit || !voice) continue;
      const said = { label: visit.label, counterNumber: counter.number };
      const sound = voice.sound({
        ...said,
        language: 'id',
        numberStyle: 'nol',
        repeat: repeatCount,
      });
      const channel = this.#channelOf(this.#placeOf(counter.zoneId));
      channel.queue = enqueueAnnouncement(channel.queue, {
        id: `call-${entry.seq}`,
        callId: entry.seq,
        ...said,
        calledAtMs: this.#options.now(),
        durationMs: sound.durationMs,
      });
      this.#pump(channel);
    }
  }

  /** A call that was taken back before it was heard is not spoken. */
  #withdraw(callId: number): void {
    for (const channel of this.#channels.values()) {
      channel.queue = withdrawAnnouncement(channel.queue, `call-${callId}`);
    }
  }

  /** The display that was told to speak a call says that it has, to its end. */
  confirm(announcementId: string, displayId: string): void {
    for (const channel of this.#channels.values()) {
      const { speaking } = channel.queue;
      if (speaking?.call.id !== announcementId || channel.speakerId !== displayId) continue;
      channel.queue = confirmSpoken(channel.queue, announcementId);
      this.#options.spoken(speaking.call.callId);
      this.#pump(channel);
    }
  }

  /** A display came or went: a call whose speaker is gone is spoken by another. */
  speakersChanged(): void {
    for (const channel of this.#channels.values()) {
      const { speakerId } = channel;
      if (channel.queue.speaking && speakerId && !this.#options.speakers().isConnected(speakerId)) {
        channel.queue = giveBackAnnouncement(channel.queue);
      }
      this.#pump(channel);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { timer } of this.#channels.values()) if (timer) clearTimeout(timer);
    this.#channels.clear();
  }

  /** The zone's own displays; the building's where the zone has none, or only silent ones. */
  #placeOf(zoneId: string): string | null {
    const speakers = this.#options.speakers();
    const isOwn = speakers.isHeard(zoneId) || !speakers.isHeard(null);
    return isOwn && speakers.hasDisplay(zoneId) ? zoneId : null;
  }

  #channelOf(zoneId: string | null): Channel {
    const key = zoneId ?? '';
    let channel = this.#channels.get(key);
    if (!channel) {
      channel = { zoneId, queue: emptyAnnouncementQueue(), speakerId: null, timer: null };
      this.#channels.set(key, channel);
    }
    return channel;
  }

  #pump(channel: Channel): void {
    if (this.#isClosed) return;
    const now = this.#options.now();
    const next = nextAnnouncement(channel.queue, now);
    channel.queue = next.queue;
    if (next.call) this.#speak(channel, next.call);
    if (channel.timer) clearTimeout(channel.timer);
    channel.timer = null;
    const alarm = announcementAlarmMs(channel.queue);
    if (alarm !== null) {
      channel.timer = setTimeout(() => this.#pump(channel), Math.max(1, alarm - now));
    }
  }

  #speak(channel: Channel, call: SpokenCall): void {
    const voice = this.#options.voice();
    if (!voice) return;
    const { label, counterNumber } = call;
    const repeat = repeatsNow(channel.queue, repeatCount);
    const sound = voice.sound({ label, counterNumber, language: 'id', numberStyle: 'nol', repeat });
    channel.speakerId = this.#options.speakers().speak(channel.zoneId, {
      announcementId: call.id,
      callId: call.callId,
      url: `/api/v1/sounds/${sound.contentHash}.wav`,
      durationMs: Math.round(sound.durationMs),
    });
    // Nobody can be heard yet: it waits its turn until it is too old.
    if (channel.speakerId === null) channel.queue = giveBackAnnouncement(channel.queue);
  }
}
