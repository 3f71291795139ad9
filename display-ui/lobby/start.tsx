import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import type { DisplaySettings } from '../../contract/displays.ts';
import { language } from '../../ui-kit/language.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { startScreenAppliance } from '../appliance/start-appliance.tsx';
import './board.css';
import './bottom.css';
import './call.css';
import './lobby.css';
import './media.css';
import { mergeDisplay } from './merge.ts';
import { Lobby } from './model.ts';
import { askedSettings } from './screen-settings.ts';
import { LobbyScreen } from './screens/lobby-screen.tsx';
import { watchShownCalls } from './shown-calls.ts';
import { openVoicePlayer } from './voice-player.ts';

const advanceEveryMs = 200;

/** What the address says of the stream: which zone, or which screen of the set-up. */
function streamQuery(query: URLSearchParams): Record<string, string> {
  const said = ['zone', 'display'].map(name => [name, query.get(name)] as const);
  return Object.fromEntries(
    said.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** A screen that is set up for one counter is the sign above it; others have their language. */
function followSetup(display: DisplaySettings | null, query: URLSearchParams): void {
  if (display === null) return;
  const { counterId } = display;
  if (counterId !== null) window.location.replace(`/sign/${encodeURIComponent(counterId)}`);
  if (!query.has('language')) language.value = display.language;
  document.documentElement.lang = language.value;
}

function followWindow(lobby: Lobby): () => void {
  const resized = (): void => {
    lobby.windowPx.value = { width: window.innerWidth, height: window.innerHeight };
  };
  resized();
  window.addEventListener('resize', resized);
  return () => window.removeEventListener('resize', resized);
}

function preparePage(query: URLSearchParams): void {
  if (query.get('language') === 'en') language.value = 'en';
  document.documentElement.lang = language.value;
  document.documentElement.dataset['page'] = 'lobby';
}

/** Opens the lobby screen; the answer closes it again. */
export function startLobby(root: HTMLElement, query: URLSearchParams): () => void {
  preparePage(query);
  /** Tells a snapshot, which every new connection begins with, from a patched view. */
  let patched = false;
  const stream = openStream<'display'>({
    namespace: '/display',
    query: streamQuery(query),
    merge: (view, patch) => {
      patched = true;
      return mergeDisplay(view, patch);
    },
  });
  const lobby = new Lobby(askedSettings(query), {
    steadyMs: () => performance.now(),
    buildingMs: () => stream.clock.now(),
  });
  const voice = openVoicePlayer({
    started: announcementId => stream.emit('started', { announcementId }),
    spoken: announcementId => stream.emit('spoken', { announcementId }),
    unlocked: unlocked => {
      lobby.sound(unlocked);
      stream.emit('audio', { unlocked });
    },
  });
  stream.on('speak', message => voice.speak(message));
  stream.onPatch(patch => lobby.withdraw(patch.withdrawn ?? []));

  const shown = watchShownCalls(root, callId => stream.emit('shown', { callId }));
  const Screen = (): JSX.Element => (
    <LobbyScreen
      lobby={lobby}
      clockMs={stream.clock.second.value}
      onMediaTrouble={name => stream.emit('mediaTrouble', { name })}
    />
  );
  render(<Screen />, root);

  lobby.sound(voice.unlocked());
  const stops = [
    effect(() => {
      const view = stream.view.value;
      if (view === null) return;
      if (!patched) stream.emit('audio', { unlocked: voice.unlocked() });
      patched = false;
      untracked(() => lobby.see(view));
    }),
    effect(() => {
      const link = stream.link.value;
      if (link === 'lost') voice.clear();
      untracked(() => lobby.link(link));
    }),
    effect(() => {
      void [lobby.board.value, lobby.stage.value, lobby.hotAgencies.value];
      shown.look();
    }),
    effect(() => followSetup(lobby.view.value?.display ?? null, query)),
    followWindow(lobby),
    startScreenAppliance({
      stream,
      root,
      isResting: () => !lobby.covered.value,
      reload: () => location.reload(),
    }),
  ];
  const timer = setInterval(() => lobby.advance(), advanceEveryMs);

  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
    voice.close();
    stream.close();
    render(null, root);
  };
}
