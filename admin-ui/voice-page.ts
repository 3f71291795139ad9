import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { OfficePage } from './office-page.ts';
import { SpokenNames } from './spoken-names.ts';
import { VoiceStudio } from './voice-studio.ts';
import type { VoiceStudioEdges } from './voice-studio.ts';

export type VoiceTab = 'voice' | 'names';

export const voicePaths: Readonly<Record<VoiceTab, string>> = {
  voice: '/admin/voice',
  names: '/admin/voice/names',
};

export const voiceTabAt = (path: string): VoiceTab =>
  path === voicePaths.names ? 'names' : 'voice';

/** How the building speaks, for whoever looks after it. */
export class VoicePage extends OfficePage {
  readonly studio: VoiceStudio;
  readonly names: SpokenNames;
  readonly tab: Signal<VoiceTab>;

  constructor(edges: VoiceStudioEdges, tab: VoiceTab) {
    super(edges.send);
    this.studio = new VoiceStudio(edges);
    const { send, playSound } = edges;
    this.names = new SpokenNames({ send, playSound, studio: () => this.studio.view.value });
    this.tab = signal(tab);
  }

  /** What was saved on one side is known on the other. */
  show(tab: VoiceTab): void {
    this.tab.value = tab;
    void (tab === 'names' ? this.names.load() : this.studio.refresh());
  }

  protected override follow(maySee: boolean): void {
    for (const part of [this.studio, this.names]) {
      part.close();
      if (maySee) part.start();
    }
  }
}
