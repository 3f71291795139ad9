import { SearchX } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { flowText } from '../flow-texts.ts';
import { Key } from '../press.tsx';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';

/** The catalogue changed under the visitor's hand: what they looked at is no longer there. */
export function Gone({ kiosk }: Has): JSX.Element {
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="lost" data-testid="gone">
        <Icon of={SearchX} size={120} stroke={1.6} />
        <Question>{flowText('goneTitle')}</Question>
        <p>{flowText('goneText')}</p>
        <Key class="key primary" testId="gone-back" onPress={() => kiosk.back()}>
          {flowText('allAgencies')}
        </Key>
      </main>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}
