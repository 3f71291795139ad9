import type { JournalEntry } from '../../contract/events.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Speak } from '../../contract/sockets.ts';
import {
  allowForSound,
  announcementAlarmMs,
  confirmSpoken,
  emptyAnnouncementQueue,
  enqueueAnnouncement,
  expireAnnouncements,
  giveBackAnnouncement,
  nextAnnouncement,
  repeatsNow,
  withdrawAnnouncement,
  type AnnouncementCounts,
  type AnnouncementQueue,
  type QueuedAnnouncement,
} from '../domain/announcement-queue.ts';
import {
  isQuiet,
  sentencesOf,
  spokenFacts,
  volumeOf,
  type SpokenFacts,
} from '../domain/call-speech.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Sound, Voice } from '../voice/voice.ts';
import { withdrawnBy } from './affected.ts';

/** A screen begins a sound within this, or does not begin it at all. */
const startMsMax = 1_500;
/** On top of it, for the way to the screen and back; then another screen says the call (VOICE-19). */
const startGraceMs = 1_500;
/** A better voice that is rendering the call is waited for so long after the call, no longer. */
const renderMsMax = 600;
/** Screens that were silent when they should have spoken. */
const suspectsMax = 200;

interface SpokenCall extends QueuedAnnouncement {
  readonly callId: number;
  readonly facts: SpokenFacts;
}

interface Channel {
  /** The zone it is heard in; null is the whole building's. */
  readonly zoneId: string | null;
  queue: AnnouncementQueue<SpokenCall>;
  speakerId: string | null;
  /** The speaker said that the first sample is heard. */
  hasStarted: boolean;
  startTimer: NodeJS.Timeout | null;
  timer: NodeJS.Timeout | null;
  /** A better voice is rendering the next call. */
  renderTimer: NodeJS.Timeout | null;
  /** The call that a voice was waited for; once is enough. */
  awaitedId: string | null;
}

/** The displays, as far as speaking goes. */
export interface Speakers {
  hasDisplay(zoneId: string | null): boolean;
  isHeard(zoneId: string | null): boolean;
  /** Lets a display that can be heard speak, best one that is not in `avoid`; its id, or null. */
  speak(zoneId: string | null, message: Speak, avoid: ReadonlySet<string>): string | null;
  isConnected(displayId: string): boolean;
}

export interface AnnouncerOptions {
  readonly voice: () => Voice | null;
  readonly speakers: () => Speakers;
  readonly setup: () => Setup;
  /** Real time in milliseconds: a voice cannot be made to speak faster in a simulation. */
  readonly now: () => number;
  /** The building's time, for quiet hours. */
  readonly buildingNow: () => number;
  readonly spoken: (callId: number) => void;
}

/** What became of the calls of a zone since the server started. */
export interface ZoneVoice extends AnnouncementCounts {
  /** Not spoken because nothing is at this time. */
  readonly quiet: number;
}

/**
 * The server owns what is spoken: per zone one call at a time, in order, by one display. Zones
 * without a display of their own are heard through the screens of the whole building.
 */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #quiet = new Map<string | null, number>();
  readonly #suspects = new Set<string>();
  #tones = 0;
  #isClosed = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  tell(state: BuildingState, entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      for (const callId of withdrawnBy(entry)) this.#withdraw(callId);
      if (entry.type !== 'leg-called' && entry.type !== 'leg-recalled') continue;
      const facts = spokenFacts(state, entry.counterId ?? '', entry.visitId ?? '');
      if (facts) this.#enqueue(setupOf(state).setup, entry.seq, facts);
    }
  }

  #enqueue(setup: Setup, callId: number, facts: SpokenFacts): void {
    const sound = this.#soundOf(setup, facts, setup.voice.repeat);
    if (!sound) return;
    const zoneId = this.#placeOf(facts.zoneId);
    if (isQuiet(setup, facts.zoneId, this.#options.buildingNow())) {
      this.#quiet.set(zoneId, (this.#quiet.get(zoneId) ?? 0) + 1);
      return;
    }
    const channel = this.#channelOf(zoneId);
    // Behind other calls it is rendered while they are spoken.
    this.#options.voice()?.prepare(sentencesOf(setup, facts, 1), true);
    channel.queue = enqueueAnnouncement(channel.queue, {
      id: `call-${callId}`,
      callId,
      facts,
      calledAtMs: this.#options.now(),
      durationMs: sound.durationMs,
    });
    this.#pump(channel);
  }

  #soundOf(setup: Setup, facts: SpokenFacts, repeat: number): Sound | undefined {
    const sentences = sentencesOf(setup, facts, repeat);
    return this.#options.voice()?.sound(sentences, setup.voice.speedPercent);
  }

  /** A call that was taken back before it was heard is not spoken. */
  #withdraw(callId: number): void {
    for (const channel of this.#channels.values()) {
      channel.queue = withdrawAnnouncement(channel.queue, `call-${callId}`);
    }
  }

  /** The display that was told to speak says that its first sample is heard. */
  started(announcementId: string, displayId: string): void {
    const channel = this.#speakingBy(announcementId, displayId);
    if (!channel) return;
    channel.hasStarted = true;
    this.#suspects.delete(displayId);
  }

  /** The display that was told to speak a call says that it has, to its end. */
  confirm(announcementId: string, displayId: string): void {
    const channel = this.#speakingBy(announcementId, displayId);
    if (!channel?.queue.speaking) return;
    const { callId } = channel.queue.speaking.call;
    channel.queue = confirmSpoken(channel.queue, announcementId);
    this.#suspects.delete(displayId);
    this.#options.spoken(callId);
    this.#pump(channel);
  }

  #speakingBy(announcementId: string, displayId: string): Channel | undefined {
    for (const channel of this.#channels.values()) {
      const isIt = channel.queue.speaking?.call.id === announcementId;
      if (isIt && channel.speakerId === displayId) return channel;
    }
    return undefined;
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

  /** The chime alone, to hear how loud a zone is; a call is never spoken over. */
  tone(zoneId: string, volumePercent: number): 'heard' | 'busy' | 'unheard' {
    const place = this.#placeOf(zoneId);
    if (this.#channels.get(place ?? '')?.queue.speaking) return 'busy';
    const sound = this.#options.voice()?.sound([]);
    if (!sound) return 'unheard';
    this.#tones += 1;
    const message: Speak = {
      announcementId: `tone-${this.#tones}`,
      callId: 0,
      url: `/api/v1/sounds/${sound.contentHash}.wav`,
      durationMs: Math.round(sound.durationMs),
      volumePercent,
      startMsMax,
    };
    const speakerId = this.#options.speakers().speak(place, message, this.#suspects);
    return speakerId === null ? 'unheard' : 'heard';
  }

  /** What became of the calls of a zone; null is the whole building's voice. */
  countsOf(zoneId: string | null): ZoneVoice {
    const counts = this.#channels.get(zoneId ?? '')?.queue.counts;
    const none = { spoken: 0, dropped: 0, unconfirmed: 0 };
    return { ...(counts ?? none), quiet: this.#quiet.get(zoneId) ?? 0 };
  }

  close(): void {
    this.#isClosed = true;
    for (const { timer, startTimer, renderTimer } of this.#channels.values()) {
      for (const one of [timer, startTimer, renderTimer]) if (one) clearTimeout(one);
    }
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
      const timers = { startTimer: null, timer: null, renderTimer: null };
      const idle = { speakerId: null, hasStarted: false, awaitedId: null, ...timers };
      channel = { zoneId, queue: emptyAnnouncementQueue(), ...idle };
      this.#channels.set(key, channel);
    }
    return channel;
  }

  #pump(channel: Channel): void {
    if (this.#isClosed) return;
    const now = this.#options.now();
    const before = channel.queue.counts.unconfirmed;
    channel.queue = expireAnnouncements(channel.queue, now);
    const isHeld = this.#isAwaited(channel, now);
    const next = isHeld
      ? { queue: channel.queue, call: null }
      : nextAnnouncement(channel.queue, now);
    channel.queue = next.queue;
    // A speaker that never said that it had finished is not the first one to be asked again.
    if (next.queue.counts.unconfirmed > before) this.#suspect(channel.speakerId);
    if (next.call) this.#speak(channel, next.call);
    if (channel.timer) clearTimeout(channel.timer);
    channel.timer = null;
    const alarm = announcementAlarmMs(channel.queue);
    if (alarm !== null) {
      channel.timer = setTimeout(() => this.#pump(channel), Math.max(1, alarm - now));
    }
  }

  /** Whether a better voice has the next call in a moment: it is looked at again then. */
  #isAwaited(channel: Channel, now: number): boolean {
    const call = channel.queue.waiting[0];
    if (channel.queue.speaking || !call || channel.renderTimer) return channel.renderTimer !== null;
    const leftMs = call.calledAtMs + renderMsMax - now;
    if (leftMs <= 0 || channel.awaitedId === call.id) return false;
    const setup = this.#options.setup();
    const sentences = sentencesOf(setup, call.facts, 1);
    const rendering = this.#options.voice()?.prepare(sentences, true);
    if (!rendering?.isSoon) return false;
    const goOn = (): void => {
      if (channel.renderTimer !== timer) return;
      clearTimeout(timer);
      channel.renderTimer = null;
      this.#pump(channel);
    };
    const timer = setTimeout(goOn, leftMs);
    channel.renderTimer = timer;
    channel.awaitedId = call.id;
    void rendering.done.then(goOn);
    return true;
  }

  #speak(channel: Channel, call: SpokenCall): void {
    const setup = this.#options.setup();
    const sound = this.#soundOf(setup, call.facts, repeatsNow(channel.queue, setup.voice.repeat));
    if (!sound) return;
    // Another voice may say it now than when it was called, and take longer.
    channel.queue = allowForSound(channel.queue, sound.durationMs, this.#options.now());
    const message: Speak = {
      announcementId: call.id,
      callId: call.callId,
      url: `/api/v1/sounds/${sound.contentHash}.wav`,
      durationMs: Math.round(sound.durationMs),
      volumePercent: volumeOf(setup, channel.zoneId),
      startMsMax,
    };
    const speakers = this.#options.speakers();
    channel.speakerId = speakers.speak(channel.zoneId, message, this.#suspects);
    channel.hasStarted = false;
    // Nobody can be heard yet: it waits its turn until it is too old.
    if (channel.speakerId === null) channel.queue = giveBackAnnouncement(channel.queue);
    else this.#awaitStart(channel, call.id);
  }

  /** A screen that is there and stays silent is not waited for: another one says the call. */
  #awaitStart(channel: Channel, announcementId: string): void {
    if (channel.startTimer) clearTimeout(channel.startTimer);
    const speakerId = channel.speakerId;
    channel.startTimer = setTimeout(() => {
      const isSame = channel.queue.speaking?.call.id === announcementId;
      if (channel.hasStarted || !isSame || channel.speakerId !== speakerId) return;
      this.#suspect(speakerId);
      channel.queue = giveBackAnnouncement(channel.queue);
      this.#pump(channel);
    }, startMsMax + startGraceMs);
  }

  #suspect(displayId: string | null): void {
    if (displayId === null) return;
    this.#suspects.add(displayId);
    if (this.#suspects.size > suspectsMax) {
      this.#suspects.delete(this.#suspects.values().next().value!);
    }
  }
}
