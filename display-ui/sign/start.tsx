import { render } from 'preact';
import type { JSX } from 'preact';
import { language } from '../../ui-kit/language.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { startScreenAppliance } from '../appliance/start-appliance.tsx';
import { signFace, type SignFace } from './model.ts';
import { SignScreen } from './screens/sign-screen.tsx';
import './sign.css';

const arrows: readonly SignFace['arrow'][] = ['left', 'right', 'up', 'down', 'none'];

/** Opens the sign above a counter, named by its id or its number; the answer closes it again. */
export function startSign(root: HTMLElement, counter: string, query: URLSearchParams): () => void {
  if (query.get('language') === 'en') language.value = 'en';
  document.documentElement.lang = language.value;
  document.documentElement.dataset['page'] = 'sign';
  const arrow = arrows.find(way => way === query.get('arrow')) ?? null;
  const stream = openStream<'sign'>({
    namespace: '/display',
    query: { sign: counter },
    merge: (view, patch) => patch.view ?? view,
  });
  const Screen = (): JSX.Element => (
    <SignScreen
      face={signFace(stream.view.value, stream.link.value, arrow)}
      view={stream.view.value}
      asked={counter}
    />
  );
  render(<Screen />, root);
  const stopAppliance = startScreenAppliance({
    stream,
    root,
    isResting: () => true,
    // A paired screen may be another one by now: the page of the hall knows which.
    reload: isPaired => (isPaired ? location.replace('/display') : location.reload()),
  });
  return () => {
    stopAppliance();
    stream.close();
    render(null, root);
  };
}
