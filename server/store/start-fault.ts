/**
 * The world is not as the server needs it at start: told in one line, exit code 2, nothing changed.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}
