import { CircleCheck, Info, Unplug } from 'lucide';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SurveyScreenView } from '../../../contract/survey.ts';
import type { BuildingView } from '../../../contract/views.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { Icon } from '../../../ui-kit/icon.tsx';
import { Languages } from '../../../ui-kit/languages.tsx';
import type { Link } from '../../../ui-kit/stream.ts';
import type { Tablet } from '../model.ts';
import { t } from '../texts.ts';
import { CameraScene, InviteScene, TypingScene } from './invite-scenes.tsx';
import { AskingScene } from './asking-scene.tsx';

export interface TabletScreenProps {
  readonly tablet: Tablet;
  readonly view: SurveyScreenView | null;
  readonly link: Link;
}

export function TabletScreen({ tablet, view, link }: TabletScreenProps): JSX.Element {
  const { at } = tablet.scene.value;
  // Who is answering goes on: what they send is tried again. Nobody is invited to what is not there.
  const isLost = link === 'lost' && at !== 'asking' && at !== 'thanks';
  if (view === null && !isLost) {
    return <div class="tablet survey" data-testid="tablet" data-scene="starting" />;
  }
  return (
    <div class="tablet survey" data-testid="tablet" data-scene={isLost ? 'lost' : at}>
      <Head building={view?.building ?? null} />
      {isLost || view === null ? (
        <Notice icon={Unplug} title={t('lost')} lead={t('lostLead')} />
      ) : (
        <SceneOf tablet={tablet} view={view} />
      )}
      <StillHere tablet={tablet} />
    </div>
  );
}

function Head({ building }: { readonly building: BuildingView | null }): JSX.Element {
  return (
    <header class="tablet-head">
      <BuildingMark size={48} />
      <p>{building?.short ?? ''}</p>
      {building === null ? null : <DemoMark demo={building.demo} />}
      <Languages />
    </header>
  );
}

function SceneOf(props: { readonly tablet: Tablet; readonly view: SurveyScreenView }): JSX.Element {
  const { tablet, view } = props;
  const scene = tablet.scene.value;
  switch (scene.at) {
    case 'invite':
      return <InviteScene tablet={tablet} />;
    case 'typing':
      return <TypingScene tablet={tablet} letters={view.letters} />;
    case 'camera':
      return <CameraScene tablet={tablet} />;
    case 'finding':
      return <Notice icon={Info} title={t('finding')} lead="" />;
    case 'asking':
      return <AskingScene tablet={tablet} survey={scene.survey} />;
    case 'thanks':
      return <Notice icon={CircleCheck} title={t('thanks')} lead={t('thanksLead')} isGood />;
    case 'cannot':
      return (
        <Notice icon={Info} title={t(`cannot-${scene.why}`)} lead={t(`cannot-${scene.why}Lead`)}>
          <button
            type="button"
            class="tablet-key"
            data-testid="tablet-again"
            onClick={() => tablet.leave()}
          >
            {t(scene.why === 'answered' || scene.why === 'over' ? 'back' : 'again')}
          </button>
        </Notice>
      );
  }
}

function Notice(props: {
  readonly icon: IconNode;
  readonly title: string;
  readonly lead: string;
  readonly isGood?: true;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [props.title]);
  return (
    <main class={`tablet-notice${props.isGood ? ' good' : ''}`} data-testid="tablet-notice">
      <Icon of={props.icon} size={96} />
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      <p>{props.lead}</p>
      {props.children}
    </main>
  );
}

/** Before a visitor is forgotten they are asked; everything behind it waits. */
function StillHere({ tablet }: { readonly tablet: Tablet }): JSX.Element | null {
  const seconds = tablet.askedSeconds.value;
  const key = useRef<HTMLButtonElement>(null);
  const isAsked = seconds !== null;
  useEffect(() => {
    if (isAsked) key.current?.focus();
  }, [isAsked]);
  if (seconds === null) return null;
  return (
    <div class="tablet-sheet" role="alertdialog" aria-modal="true" aria-labelledby="still-here">
      <h2 id="still-here">{t('stillHere')}</h2>
      <p>{t('stillHereLead', { seconds })}</p>
      <div class="tablet-keys">
        <button
          type="button"
          class="tablet-key quiet"
          data-testid="tablet-leave"
          onClick={() => tablet.leave()}
        >
          {t('leave')}
        </button>
        <button
          ref={key}
          type="button"
          class="tablet-key"
          data-testid="tablet-stay"
          onClick={() => tablet.touch()}
        >
          {t('stay')}
        </button>
      </div>
    </div>
  );
}
