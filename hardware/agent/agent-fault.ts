/** Why the agent cannot start, in one line for whoever started it. */
export class AgentFault extends Error {
  override readonly name = 'AgentFault';
}
