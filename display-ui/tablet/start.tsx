import { effect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { newKey, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { isAddress, readingsOf } from '../../ui-kit/scan-code.ts';
import { watchScans } from '../../ui-kit/scan.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { startScreenAppliance } from '../appliance/start-appliance.tsx';
import '../survey/survey.css';
import { Tablet } from './model.ts';
import { TabletScreen } from './screens/tablet-screen.tsx';
import './tablet.css';
import './wide.css';

const lookEveryMs = 250;

/** Opens the tablet at the exit; the answer closes it again. */
export function startTablet(root: HTMLElement): () => void {
  document.documentElement.dataset['page'] = 'tablet';
  const stream = openStream<'survey'>({
    namespace: '/display',
    query: { survey: '1' },
    merge: (view, patch) => patch.view ?? view,
  });
  const tablet = new Tablet({ send, newKey, now: () => performance.now() });
  const Screen = (): JSX.Element => (
    <TabletScreen tablet={tablet} view={stream.view.value} link={stream.link.value} />
  );
  render(<Screen />, root);
  const touched = (): void => {
    if (!tablet.isResting.value) tablet.touch();
  };
  window.addEventListener('pointerdown', touched);
  const timer = setInterval(() => tablet.tick(), lookEveryMs);
  const stops = [
    effect(() => {
      document.documentElement.lang = language.value;
    }),
    watchScans(window, {
      onScan: scan => {
        const readings = readingsOf(scan);
        tablet.scanned(readings.find(isAddress) ?? readings[0]!);
      },
    }),
    startScreenAppliance({
      stream,
      root,
      isResting: () => tablet.isResting.value,
      reload: () => location.reload(),
    }),
  ];
  return () => {
    clearInterval(timer);
    window.removeEventListener('pointerdown', touched);
    for (const stop of stops) stop();
    stream.close();
    render(null, root);
  };
}
