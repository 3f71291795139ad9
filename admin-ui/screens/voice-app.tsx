import type { JSX } from 'preact';
import { namesText as n } from '../names-texts.ts';
import { voicePaths } from '../voice-page.ts';
import type { VoicePage } from '../voice-page.ts';
import { voiceText as v } from '../voice-texts.ts';
import { NamesScreen } from './names-screen.tsx';
import { Office } from './office.tsx';
import { OfficeTabs } from './office-tabs.tsx';
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
  const tabs = (
    <OfficeTabs
      tabs={[
        { id: 'voice', words: n('tabVoice'), path: voicePaths.voice },
        { id: 'names', words: n('tabNames'), path: voicePaths.names },
      ]}
      shown={page.tab.value}
      onShow={tab => page.show(tab)}
    />
  );
  const isLoaded = studio.view.value !== null && page.names.view.value !== null;
  return (
    <Office page={page} nav="voice" testId="voice" words={words} isLoaded={isLoaded} tabs={tabs}>
      {() =>
        page.tab.value === 'names' ? (
          <NamesScreen names={page.names} mayChange={mayChange} />
        ) : (
          <main class="voice-main">
            <VoicePacks studio={studio} mayChange={mayChange} />
            <VoiceRecording studio={studio} mayChange={mayChange} />
            <div class="voice-right">
              <VoiceSample studio={studio} />
              <VoiceChoicesForm studio={studio} mayChange={mayChange} />
            </div>
          </main>
        )
      }
    </Office>
  );
}
