import type { ComponentChildren, JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { forgottenWords } from '../../ui-kit/sign-in.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { t } from '../texts.ts';

/** What stands before a page that asks who comes: the building and its cloth. */
export function Gate(props: {
  readonly building: BuildingView | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { building } = props;
  return (
    <div class="gate">
      <main>
        <header>
          <BuildingMark size={32} />
          <b>{building ? building.short : 'MPP Antrean'}</b>
          <Languages />
        </header>
        <div class="gate-middle">{props.children}</div>
        <footer>
          {building && <p class="gate-help">{forgottenWords(building.contact)}</p>}
          <a href="/">{t('otherScreens')}</a>
          <DemoMark demo={building?.demo === true} />
        </footer>
      </main>
      <Cloth cloth="kawung" colour="none" class="gate-wall" ink={1} scale={1.75} />
    </div>
  );
}
