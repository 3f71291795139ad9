import type { Namespace, Socket } from 'socket.io';
import { audioSchema, shownSchema, spokenSchema, type Speak } from '../../contract/sockets.ts';
import type { DisplayPatch } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { setupOf } from '../domain/state.ts';
import { displayCall, displayRow, displayView, lastCalls } from '../views/display-view.ts';
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

/** What a display says of itself and of calls, for whoever keeps the proof. */
export interface DisplayReports {
  readonly shown: (callId: number) => void;
  readonly spoken: (announcementId: string, displayId: string) => void;
  /** A display came, went, or its sound was unlocked or locked. */
  readonly speakersChanged: () => void;
}

export interface DisplayAudience extends Audience {
  readonly count: number;
  /** Whether a display stands in the zone (null: shows the whole building), and can be heard. */
  hasDisplay(zoneId: string | null): boolean;
  isHeard(zoneId: string | null): boolean;
  /** Lets the first display of a zone that can be heard speak; gives its id, or null. */
  speak(zoneId: string | null, message: Speak): string | null;
  isConnected(displayId: string): boolean;
}

interface Screen {
  readonly zoneId: string | null;
  isHeard: boolean;
}

const roomOf = (zoneId: string | null): string => (zoneId === null ? 'building' : `zone ${zoneId}`);

function listen(socket: Socket, screen: Screen, reports: DisplayReports): void {
  socket.on('shown', (message: unknown) => {
    const shown = shownSchema.safeParse(message);
    if (shown.success) reports.shown(shown.data.callId);
  });
  socket.on('spoken', (message: unknown) => {
    const spoken = spokenSchema.safeParse(message);
    if (spoken.success) reports.spoken(spoken.data.announcementId, socket.id);
  });
  socket.on('audio', (message: unknown) => {
    const audio = audioSchema.safeParse(message);
    if (!audio.success || audio.data.unlocked === screen.isHeard) return;
    screen.isHeard = audio.data.unlocked;
    reports.speakersChanged();
  });
}

class DisplayStream implements DisplayAudience {
  readonly #namespace: Namespace;
  readonly #context: StreamContext;
  readonly #screens = new Map<string, Screen>();
  /** Rows as the last round told them; a row that is not in here is told again. */
  readonly #told = new Map<string, string>();

  constructor(namespace: Namespace, context: StreamContext, reports: DisplayReports) {
    this.#namespace = namespace;
    this.#context = context;
    namespace.on('connection', socket => this.#join(socket, reports));
  }

  #join(socket: Socket, reports: DisplayReports): void {
    const asked = queryOf(socket, 'zone');
    const zoneId = asked && this.#zoneOf(asked);
    const screen: Screen = { zoneId: zoneId ?? null, isHeard: false };
    this.#screens.set(socket.id, screen);
    void socket.join(roomOf(screen.zoneId));
    listen(socket, screen, reports);
    const greet = (): void => {
      const { building } = this.#context;
      // This screen may start from a row that the others never saw.
      this.#told.clear();
      const view = displayView(building.state, building.now(), screen.zoneId);
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

  speak(zoneId: string | null, message: Speak): string | null {
    for (const [id, screen] of this.#screens) {
      if (screen.zoneId !== zoneId || !screen.isHeard) continue;
      this.#namespace.to(id).emit('speak', message);
      return id;
    }
    return null;
  }

  tell(entries: readonly JournalEntry[], affected: Affected): void {
    if (isEmpty(this.#namespace)) return;
    if (affected.everything) this.#told.clear();
    for (const agencyId of affected.agencyIds) this.#told.delete(agencyId);
    const { state } = this.#context.building;
    const zones = new Set([...this.#screens.values()].map(screen => screen.zoneId));
    for (const entry of entries) {
      const isCall = entry.type === 'leg-called' || entry.type === 'leg-recalled';
      const leg = isCall ? state.legs.get(entry.legId ?? '') : undefined;
      const call = leg ? displayCall(state, leg) : null;
      const isLast = entry === entries.at(-1);
      for (const zoneId of zones) {
        const isHere = call && (zoneId === null || call.zoneId === zoneId);
        const patch: DisplayPatch = {
          ...(isHere ? { call: { ...call, callId: entry.seq } } : {}),
          ...(changesCalls(entry)
            ? { withdrawn: [...withdrawnBy(entry)], calls: lastCalls(state, zoneId) }
            : {}),
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

  #rows(zoneId: string | null, affected: Affected): DisplayPatch {
    const { building } = this.#context;
    const { state } = building;
    const now = building.now();
    if (affected.everything) return { view: displayView(state, now, zoneId) };
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
  context: StreamContext,
  reports: DisplayReports,
): DisplayAudience => new DisplayStream(namespace, context, reports);
