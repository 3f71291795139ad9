import { type Clock, systemClock } from '../clock.ts';
import { createChannelTo } from '../open-printer.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import type { SignConnection, SignWire as Wire } from './sign-connection.ts';
import type { SignMessage } from './sign-message.ts';
import { frameMaker } from './sign-protocol.ts';
import { type SignHealth, SignWire, type WireEnd } from './sign-wire.ts';

/** The sign above a counter: it shows only the latest message, and nothing waits for it. */
export interface CounterSign {
  show(message: SignMessage): void;
  health(): SignHealth;
  /** Shows what is still to be shown, for a second at most, and ends the connection. */
  close(): Promise<void>;
}

/** All signs of a building; those on one wire share its connection. */
export interface CounterSigns {
  /** Counters without a sign are nothing special: nothing happens. */
  show(signId: string, message: SignMessage): void;
  health(signId: string): SignHealth | null;
  close(): Promise<void>;
}

export interface SignEdges {
  readonly clock?: Clock;
  readonly openChannel?: (wire: Wire) => ByteChannel;
}

/** Starts to connect at once. Throws where the connection is not one that a set-up may have. */
export function openSign(connection: SignConnection, edges: SignEdges = {}): CounterSign {
  const signs = openSigns(new Map([['only', connection]]), edges);
  return {
    show: message => signs.show('only', message),
    health: () => signs.health('only') ?? 'unreachable',
    close: () => signs.close(),
  };
}

export function openSigns(
  connections: ReadonlyMap<string, SignConnection>,
  edges: SignEdges = {},
): CounterSigns {
  const { clock = systemClock } = edges;
  const open = edges.openChannel ?? ((wire: Wire) => createChannelTo(wire, clock));
  const wires = new Map<string, SignWire>();
  const ends = new Map<string, WireEnd>();
  for (const [id, { wire, protocol }] of connections) {
    const place = wire.kind === 'network' ? `${wire.host} ${wire.port}` : wire.path;
    const shared = wires.get(place) ?? new SignWire(() => open(wire), clock);
    wires.set(place, shared);
    ends.set(id, shared.add(frameMaker(protocol)));
  }
  for (const wire of wires.values()) wire.start();
  return {
    show: (signId, message) => ends.get(signId)?.show(message),
    health: signId => ends.get(signId)?.health() ?? null,
    close: async () => {
      await Promise.all([...wires.values()].map(wire => wire.close()));
    },
  };
}
