import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { language } from '../../ui-kit/language.ts';
import { openStream } from '../../ui-kit/stream.ts';
import './board.css';
import './call.css';
import './lobby.css';
import { mergeDisplay } from './merge.ts';
import { Lobby } from './model.ts';
import type { Layout } from './model.ts';
import { LobbyScreen } from './screens/lobby-screen.tsx';
import { watchShownCalls } from './shown-calls.ts';
import { openVoicePlayer } from './voice-player.ts';

const advanceEveryMs = 200;

function layoutOf(query: URLSearchParams): Layout {
  const asked = query.get('layout');
  if (asked === 'call' || asked === 'board') return asked;
  return query.has('zone') ? 'call' : 'board';
}

/** Opens the lobby screen; the answer closes it again. */
export function startLobby(root: HTMLElement, query: URLSearchParams): () => void {
  if (query.get('language') === 'en') language.value = 'en';
  document.documentElement.lang = language.value;
  document.documentElement.dataset['page'] = 'lobby';
  const zone = query.get('zone');
  /** Tells a snapshot, which every new connection begins with, from a patched view. */
  let patched = false;
  const stream = openStream<'display'>({
    namespace: '/display',
    ...(zone === null ? {} : { query: { zone } }),
    merge: (view, patch) => {
      patched = true;
      return mergeDisplay(view, patch);
    },
  });
  const lobby = new Lobby(layoutOf(query), {
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
    <LobbyScreen lobby={lobby} clockMs={stream.clock.second.value} />
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
  ];
  const timer = setInterval(() => {
    lobby.advance();
  }, advanceEveryMs);

  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
    voice.close();
    stream.close();
    render(null, root);
  };
}
