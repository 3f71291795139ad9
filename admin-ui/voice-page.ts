import { OfficePage } from './office-page.ts';
import { VoiceStudio } from './voice-studio.ts';
import type { VoiceStudioEdges } from './voice-studio.ts';

/** How the building speaks, for whoever looks after it. */
export class VoicePage extends OfficePage {
  readonly studio: VoiceStudio;

  constructor(edges: VoiceStudioEdges) {
    super(edges.send);
    this.studio = new VoiceStudio(edges);
  }

  protected override follow(maySee: boolean): void {
    this.studio.close();
    if (maySee) this.studio.start();
  }
}
