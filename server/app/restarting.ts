/** Closes the server, does something while nothing runs, and opens it again. */
export type Restart = (work: () => void) => void;

interface Restartable {
  readonly port: number;
  close(): Promise<void>;
}

export interface Running<App> {
  /** The one that runs now. */
  readonly app: App;
  close(): Promise<void>;
}

interface Opening<App> {
  /** `port` is the one that it had before; null the first time. */
  open(restart: Restart, port: number | null): Promise<App>;
  /** The work failed: the server begins again as it was. */
  workFailed(error: unknown): void;
  /** It could not be closed or opened again: there is no server any more. */
  ended(error: unknown): void;
}

class RestartingApp<App extends Restartable> implements Running<App> {
  readonly #opening: Opening<App>;
  #app: App | null = null;
  #turning: Promise<void> = Promise.resolve();
  #isTurning = false;
  #isClosed = false;

  constructor(opening: Opening<App>) {
    this.#opening = opening;
  }

  get app(): App {
    if (this.#app === null) throw new Error('The server was not opened');
    return this.#app;
  }

  async open(): Promise<void> {
    this.#app = await this.#opening.open(this.#restart, null);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turning;
    await this.app.close();
  }

  readonly #restart: Restart = work => {
    if (this.#isTurning || this.#isClosed) return;
    this.#isTurning = true;
    this.#turning = this.#turn(work)
      .catch((error: unknown) => this.#opening.ended(error))
      .finally(() => {
        this.#isTurning = false;
      });
  };

  async #turn(work: () => void): Promise<void> {
    const { port } = this.app;
    await this.app.close();
    try {
      work();
    } catch (error) {
      this.#opening.workFailed(error);
    }
    this.#app = await this.#opening.open(this.#restart, port);
  }
}

/** A server that can begin again within its process: on another database, at the same address. */
export async function openRestarting<App extends Restartable>(
  opening: Opening<App>,
): Promise<Running<App>> {
  const running = new RestartingApp(opening);
  await running.open();
  return running;
}
