import type { JSX } from 'preact';
import type { VoicePage } from '../voice-page.ts';
import { voiceText as v } from '../voice-texts.ts';
import { Office } from './office.tsx';
import { VoiceChoicesForm } from './voice-choices.tsx';
import { VoicePacks } from './voice-packs.tsx';
import { VoiceRecording } from './voice-recording.tsx';
import { VoiceSample } from './voice-sample.tsx';

export function VoiceApp({ page }: { readonly page: VoicePage }): JSX.Element {
  const { studio } = page;
  const mayChange = page.mayChange.value;
  const words = {
    title: v('title'),
    signInLead: v('signInLead'),
    wrongRoleLead: (name: string) => v('wrongRoleLead', { name }),
    loading: v('loading'),
  };
  return (
    <Office page={page} testId="voice" words={words} isLoaded={studio.view.value !== null}>
      {() => (
        <main class="voice-main">
          <VoicePacks studio={studio} mayChange={mayChange} />
          <VoiceRecording studio={studio} mayChange={mayChange} />
          <div class="voice-right">
            <VoiceSample studio={studio} />
            <VoiceChoicesForm studio={studio} mayChange={mayChange} />
          </div>
        </main>
      )}
    </Office>
  );
}
