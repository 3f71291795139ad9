import { BuildingLogo, type LogoEdges } from './building-logo.ts';
import { RunningLines } from './running-lines.ts';
import type { SetupDeskEdges } from './setup-desk.ts';
import { SetupPage } from './setup-page.ts';

/** Name, zones and logo of the building. */
export class BuildingPage extends SetupPage {
  readonly logo: BuildingLogo;

  constructor(edges: SetupDeskEdges & LogoEdges) {
    super(edges, 'building');
    this.logo = new BuildingLogo(this.desk, edges);
  }

  protected override follow(maySee: boolean): void {
    super.follow(maySee);
    // Pictures are an administrator's to fetch.
    if (maySee && this.mayChange.value) this.logo.start();
    else this.logo.close();
  }
}

/** The running text of the lobby, and the way to all other texts. */
export class TextsPage extends SetupPage {
  readonly running: RunningLines;

  constructor(edges: SetupDeskEdges) {
    super(edges, 'texts');
    this.running = new RunningLines(this.desk);
  }
}
