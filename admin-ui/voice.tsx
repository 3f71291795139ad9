import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { openMicrophone } from './microphone.ts';
import { VoiceApp } from './screens/voice-app.tsx';
import { VoicePage, voiceTabAt } from './voice-page.ts';
import {
  fetchOutline,
  playSound,
  readSoundFile,
  uploadArchive,
  uploadTake,
} from './voice-sounds.ts';
import './styles/printing.css';
import './styles/voice.css';
import './styles/names.css';

/** The voice of the building: packs, recording, and how calls are spoken. */
export function mountVoice(root: HTMLElement): void {
  const sounds = { uploadTake, uploadArchive, readSoundFile, fetchOutline, playSound };
  const edges = { send, openMicrophone, ...sounds, now: () => performance.now() };
  const page = new VoicePage(edges, voiceTabAt(location.pathname));
  page.start();
  render(<VoiceApp page={page} />, root);
}
