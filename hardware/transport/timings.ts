/** How long a printer may take for each thing, in milliseconds. */
export const timings = {
  connectMs: 3_000,
  /** What is no printer often hangs up or greets within that time after a connection. */
  settleMs: 150,
  /** One answer to DLE EOT, which printers give in real time. */
  statusMs: 700,
  /** A whole job from here into the printer's buffer. */
  handOverMs: 20_000,
  /** From the last byte of a job to the proof that it was printed. */
  fenceMs: 12_000,
  /** How often a printer is asked what is wrong while its proof is awaited. */
  pollMs: 500,
  /** Silence after which nothing of an earlier job is still on its way. */
  quietMs: 600,
  /** How often a printer that nobody prints on is asked how it is, while somebody watches. */
  healthMs: 5_000,
  /** Watchers hear of changes at most that often, whatever a printer pushes. */
  pushMs: 200,
  /** For the other side to end its half of a connection that was ended here. */
  closeMs: 1_500,
  /** Pauses between attempts to connect again; the last one repeats. */
  reconnectMs: [1_000, 2_000, 5_000, 10_000],
} as const;
