import type { Namespace, Socket } from 'socket.io';
import { fromAgent, type ServerToAgent } from '../../contract/agent.ts';
import type { AgentConnection, AgentPrinters, AgentVoice } from './agent-printers.ts';
import { deviceIdOf } from './paired-devices.ts';

/** An agent says a few words a second at most; one that says more is out of order. */
const wordsMax = 60;
const wordsPerSecond = 20;

/** Whether one more word may be said: as many at once as `wordsMax`, on average as many as set. */
function openMeasure(): () => boolean {
  let left = wordsMax;
  let at = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(wordsMax, left + ((now - at) / 1_000) * wordsPerSecond);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

const connectionOf = (socket: Socket): AgentConnection => ({
  send: (name: keyof ServerToAgent, message: object) => {
    socket.emit(name, message);
  },
  end: () => {
    socket.disconnect(true);
  },
});

/** Where print agents connect. What has not the form of the contract is dropped. */
export function openAgentNamespace(namespace: Namespace, agents: AgentPrinters): void {
  namespace.on('connection', socket => {
    const deviceId = deviceIdOf(socket);
    if (deviceId === null || !socket.connected) {
      socket.disconnect(true);
      return;
    }
    const voice: AgentVoice = agents.connect(deviceId, connectionOf(socket));
    const mayTalk = openMeasure();
    const hear = (name: keyof typeof fromAgent): void => {
      socket.on(name, (message: unknown) => {
        if (!mayTalk()) {
          socket.disconnect(true);
          return;
        }
        const parsed = fromAgent[name].safeParse(message);
        if (parsed.success) (voice[name] as (said: unknown) => void)(parsed.data);
      });
    };
    hear('hello');
    hear('job');
    hear('health');
    hear('scan');
    socket.on('disconnect', () => voice.lost());
  });
}
