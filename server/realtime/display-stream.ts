import type { Namespace, Socket } from 'socket.io';
import {
  audioSchema,
  mediaTroubleSchema,
  shownSchema,
  spokenSchema,
  startedSchema,
  type Speak,
} from '../../contract/sockets.ts';
import type { DisplayPatch } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { setupOf } from '../domain/state.ts';
import {
  displayCall,
  displayRow,
  displaySetupOf,
  displayView,
  lastCalls,
} from '../views/display-view.ts';
import { messagesOfZone } from '../views/screen-messages.ts';
import { changesCalls, withdrawnBy, type Affected } from './affected.ts';
import {
  answerResync,
  entryHead,
  headOf,
  isEmpty,
  queryOf,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';
import type { MediaShelf } from './media-shelf.ts';
import { deviceIdOf } from './paired-devices.ts';
import { isSign } from './sign-stream.ts';
import { isSurveyScreen } from './survey-stream.ts';

/** What a display says of itself and of calls, for whoever keeps the proof. */
export interface DisplayReports {
  readonly shown: (callId: number) => void;
  readonly started: (announcementId: string, displayId: string) => void;
  readonly spoken: (announcementId: string, displayId: string) => void;
  /** A display came, went, or its sound was unlocked or locked. */
  readonly speakersChanged: () => void;
}

export interface DisplayAudience extends Audience {
  readonly count: number;
  /** Whether a display stands in the zone (null: shows the whole building), and can be heard. */
  hasDisplay(zoneId: string | null): boolean;
  isHeard(zoneId: string | null): boolean;
  displaysIn(zoneId: string | null): number;
  /** Lets a display of a zone that can be heard speak, rather one that is not in `avoid`. */
  readonly speak: (
    zoneId: string | null,
    message: Speak,
    avoid: ReadonlySet<string>,
  ) => string | null;
  isConnected(displayId: string): boolean;
}

interface DisplayContext extends StreamContext {
  readonly media: MediaShelf;
}

interface Screen {
  zoneId: string | null;
  /** In the set-up; null for one that is not of it. */
  displayId: string | null;
  maySpeak: boolean;
  isHeard: boolean;
}

const changesMessages = ({ type }: JournalEntry): boolean =>
  type === 'screens-told' || type === 'screen-message-ended';

const roomOf = (zoneId: string | null): string => (zoneId === null ? 'building' : `zone ${zoneId}`);

function listen(socket: Socket, screen: Screen, reports: DisplayReports): void {
  socket.on('shown', (message: unknown) => {
    const shown = shownSchema.safeParse(message);
    if (shown.success) reports.shown(shown.data.callId);
  });
  socket.on('started', (message: unknown) => {
    const started = startedSchema.safeParse(message);
    if (started.success) reports.started(started.data.announcementId, socket.id);
  });
  socket.on('spoken', (message: unknown) => {
    const spoken = spokenSchema.safeParse(message);
    if (spoken.success) reports.spoken(spoken.data.announcementId, socket.id);
  });
  socket.on('audio', (message: unknown) => {
    const audio = audioSchema.safeParse(message);
    const isHeard = audio.success && audio.data.unlocked && screen.maySpeak;
    if (!audio.success || isHeard === screen.isHeard) return;
    screen.isHeard = isHeard;
    reports.speakersChanged();
  });
}

class DisplayStream implements DisplayAudience {
  readonly #namespace: Namespace;
  readonly #context: DisplayContext;
  readonly #screens = new Map<string, Screen>();
  /** Rows as the last round told them; a row that is not in here is told again. */
  readonly #told = new Map<string, string>();

  constructor(namespace: Namespace, context: DisplayContext, reports: DisplayReports) {
    this.#namespace = namespace;
    this.#context = context;
    context.media.onChange(() => this.#tellMedia());
    namespace.on('connection', socket => {
      if (!isSign(socket) && !isSurveyScreen(socket)) this.#join(socket, reports);
    });
  }

  #join(socket: Socket, reports: DisplayReports): void {
    const screen: Screen = { ...this.#placeOf(socket), isHeard: false };
    this.#screens.set(socket.id, screen);
    socket.on('mediaTrouble', (message: unknown) => {
      const trouble = mediaTroubleSchema.safeParse(message);
      if (trouble.success) this.#context.media.reportTrouble(trouble.data.name);
    });
    void socket.join(roomOf(screen.zoneId));
    listen(socket, screen, reports);
    const greet = (): void => {
      const { building } = this.#context;
      // This screen may start from a row that the others never saw.
      this.#told.clear();
      this.#move(socket, screen);
      const view = displayView(building.state, building.now(), this.#looking(screen));
      socket.emit('snapshot', { ...tickOf(this.#context), view });
    };
    socket.on('disconnect', () => {
      this.#screens.delete(socket.id);
      reports.speakersChanged();
    });
    answerResync(socket, greet);
    greet();
    reports.speakersChanged();
  }

  /** A paired device is what the set-up says; in a demo building the address says it. */
  #placeOf(socket: Socket): Pick<Screen, 'zoneId' | 'displayId' | 'maySpeak'> {
    const { setup } = setupOf(this.#context.building.state);
    const deviceId = deviceIdOf(socket);
    const id = queryOf(socket, 'display') ?? '';
    const found = displaySetupOf(setup, deviceId === null ? { id } : { deviceId });
    if (found) return { zoneId: found.zoneId, displayId: found.id, maySpeak: found.isSpeaker };
    const asked = queryOf(socket, 'zone');
    return { zoneId: asked && this.#zoneOf(asked), displayId: null, maySpeak: true };
  }

  /** After a new set-up: the screen may stand for another zone. */
  #move(socket: Socket, screen: Screen): void {
    const before = screen.zoneId;
    Object.assign(screen, this.#placeOf(socket));
    if (!screen.maySpeak) screen.isHeard = false;
    if (screen.zoneId === before) return;
    void socket.leave(roomOf(before));
    void socket.join(roomOf(screen.zoneId));
  }

  #looking({ zoneId, displayId }: Screen) {
    return { zoneId, displayId, media: this.#context.media.items() };
  }

  #tellMedia(): void {
    const message = {
      ...headOf(this.#context),
      patch: { media: [...this.#context.media.items()] },
    };
    for (const id of this.#screens.keys()) this.#namespace.to(id).emit('refresh', message);
  }

  /** Accepts the zone's id and its colour word: `?zone=zone-biru` and `?zone=biru`. */
  #zoneOf(asked: string): string | null {
    const { zones } = setupOf(this.#context.building.state).setup;
    return zones.find(zone => zone.id === asked || zone.colour === asked)?.id ?? null;
  }

  get count(): number {
    return this.#screens.size;
  }

  hasDisplay(zoneId: string | null): boolean {
    return [...this.#screens.values()].some(screen => screen.zoneId === zoneId);
  }

  isHeard(zoneId: string | null): boolean {
    return [...this.#screens.values()].some(screen => screen.zoneId === zoneId && screen.isHeard);
  }

  isConnected(displayId: string): boolean {
    return this.#screens.get(displayId)?.isHeard === true;
  }

  displaysIn(zoneId: string | null): number {
    return [...this.#screens.values()].filter(screen => screen.zoneId === zoneId).length;
  }

  readonly speak: DisplayAudience['speak'] = (zoneId, message, avoid) => {
    const heard = [...this.#screens].filter(([, row]) => row.zoneId === zoneId && row.isHeard);
    const [id] = heard.find(([screenId]) => !avoid.has(screenId)) ?? heard[0] ?? [null];
    if (id !== null) this.#namespace.to(id).emit('speak', message);
    return id;
  };

  tell(entries: readonly JournalEntry[], affected: Affected): void {
    if (isEmpty(this.#namespace)) return;
    if (affected.everything) this.#told.clear();
    for (const agencyId of affected.agencyIds) this.#told.delete(agencyId);
    const zones = new Set([...this.#screens.values()].map(screen => screen.zoneId));
    for (const entry of entries) {
      const isLast = entry === entries.at(-1);
      if (isLast && affected.everything) return this.#tellAnew(entry);
      for (const zoneId of zones) {
        const patch: DisplayPatch = {
          ...this.#patch(entry, zoneId),
          ...(isLast ? this.#rows(zoneId, affected) : {}),
        };
        const hasPatch = Object.keys(patch).length > 0;
        this.#namespace.to(roomOf(zoneId)).emit('change', {
          ...entryHead(this.#context, entry),
          ...(hasPatch ? { patch } : {}),
        });
      }
    }
  }

  /** What one entry alone tells a zone: its call, what it took back, what a supervisor says. */
  #patch(entry: JournalEntry, zoneId: string | null): DisplayPatch {
    const { state } = this.#context.building;
    const isCall = entry.type === 'leg-called' || entry.type === 'leg-recalled';
    const leg = isCall ? state.legs.get(entry.legId ?? '') : undefined;
    const call = leg ? displayCall(state, leg) : null;
    const isHere = call && (zoneId === null || call.zoneId === zoneId);
    return {
      ...(isHere ? { call: { ...call, callId: entry.seq } } : {}),
      ...(changesCalls(entry)
        ? { withdrawn: [...withdrawnBy(entry)], calls: lastCalls(state, zoneId) }
        : {}),
      ...(changesMessages(entry)
        ? { messages: messagesOfZone(state, zoneId, this.#context.building.now()) }
        : {}),
    };
  }

  /** A new set-up or a new day: each screen is told its own view, as it is set up now. */
  #tellAnew(entry: JournalEntry): void {
    const { building } = this.#context;
    for (const [id, screen] of this.#screens) {
      const socket = this.#namespace.sockets.get(id);
      if (!socket) continue;
      this.#move(socket, screen);
      const view = displayView(building.state, building.now(), this.#looking(screen));
      const patch = { ...this.#patch(entry, screen.zoneId), view };
      socket.emit('change', { ...entryHead(this.#context, entry), patch });
    }
  }

  #rows(zoneId: string | null, affected: Affected): DisplayPatch {
    const { building } = this.#context;
    const { state } = building;
    const now = building.now();
    const { agencies } = setupOf(state);
    const rows = [...affected.agencyIds]
      .filter(id => zoneId === null || agencies.get(id)?.zoneId === zoneId)
      .map(id => displayRow(state, id, now));
    return rows.length > 0 ? { rows } : {};
  }

  refresh(agencyId: string): void {
    if (isEmpty(this.#namespace)) return;
    const { building } = this.#context;
    const row = displayRow(building.state, agencyId, building.now());
    // Most rows are as they were ten seconds ago: a hall of screens is not told so again.
    const text = JSON.stringify(row);
    if (this.#told.get(agencyId) === text) return;
    this.#told.set(agencyId, text);
    this.#namespace
      .to([roomOf(null), roomOf(row.zoneId)])
      .emit('refresh', { ...headOf(this.#context), patch: { rows: [row] } });
  }

  tick(message: Parameters<Audience['tick']>[0]): void {
    this.#namespace.emit('tick', message);
  }
}

export const openDisplayStream = (
  namespace: Namespace,
  context: DisplayContext,
  reports: DisplayReports,
): DisplayAudience => new DisplayStream(namespace, context, reports);
