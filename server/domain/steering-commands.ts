import type { SteerCommand } from '../../contract/steering-events.ts';
import { answerAsk, withdrawAsk } from './counter-help.ts';
import { endMessage, readMessage, tellCounters } from './counter-messages.ts';
import type { Decision } from './decision.ts';
import type { BuildingState } from './state.ts';
import { steer } from './steering.ts';

/** What a supervisor does to the day, and what counters answer. */
export function decideSteering(state: BuildingState, command: SteerCommand, now: number): Decision {
  switch (command.type) {
    case 'steer':
      return steer(state, command, now);
    case 'withdraw-ask':
      return withdrawAsk(state, command, now);
    case 'answer-ask':
      return answerAsk(state, command, now);
    case 'tell-counters':
      return tellCounters(state, command, now);
    case 'read-message':
      return readMessage(state, command, now);
    case 'end-counter-message':
      return endMessage(state, command, now);
  }
}
