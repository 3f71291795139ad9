import { Unplug } from 'lucide';
import type { JSX } from 'preact';
import type { SignView } from '../../../contract/views.ts';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { Icon } from '../../../ui-kit/icon.tsx';
import { Fitted } from '../../fitted.tsx';
import type { SignFace } from '../model.ts';
import { t } from '../texts.ts';

export interface SignScreenProps {
  readonly face: SignFace;
  readonly view: SignView | null;
  /** As it was asked for: said where the building has no such counter. */
  readonly asked: string;
}

/** A solid arrow that is read from afar, drawn downwards and turned. */
function Arrow({ way }: { readonly way: Exclude<SignFace['arrow'], 'none'> }): JSX.Element {
  return (
    <svg class={`arrow ${way}`} viewBox="0 0 100 44" aria-hidden="true">
      <path d="M4 3 H96 L50 41 Z" stroke-linejoin="round" />
    </svg>
  );
}

/** One number above one counter. */
export function SignScreen({ face, view, asked }: SignScreenProps): JSX.Element {
  const counter = view?.counter ?? null;
  const number = counter?.number ?? asked;
  const isLost = face.look === 'lost';
  return (
    <main
      key={`${face.look} ${face.callId ?? ''}`}
      class={`sign ${face.look} ${face.arrow === 'none' ? '' : `with-${face.arrow}`}`}
      data-testid="sign"
      data-look={face.look}
      aria-live="polite"
    >
      {isLost ? (
        <div class="plug" data-testid="sign-lost" role="alert">
          <Icon of={Unplug} stroke={1.8} label={t('lost')} />
        </div>
      ) : face.label === null ? (
        <Fitted class="word">
          {face.word === null ? t('connecting') : t(face.word, { number })}
        </Fitted>
      ) : (
        <Fitted class="number figures">{face.label}</Fitted>
      )}
      {face.arrow === 'none' ? null : <Arrow way={face.arrow} />}
      {/* A sign that rests says whose it is; one that calls says nothing else. */}
      {face.look === 'resting' && counter !== null ? (
        <Fitted class="counter">{t('counter', { number: counter.number })}</Fitted>
      ) : null}
      <DemoMark demo={view?.building.demo ?? false} />
    </main>
  );
}
