import { ArrowLeftRight, MessageCircle } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { Comparing } from '../comparing.ts';
import { whyWords } from '../why-sentences.ts';
import { whyText as w } from '../why-texts.ts';
import { WhyPicture } from './why-chart.tsx';

interface Props {
  readonly comparing: Comparing;
  readonly timeZone: string;
  /** Milliseconds of the building. */
  readonly now: number;
  /** How many would be called before the second one; null where that is not known. */
  readonly ahead: (ticketId: string) => number | null;
  /** Said where there is nothing to compare. */
  readonly nothing: string;
  readonly onOther?: () => void;
  readonly children?: ComponentChildren;
}

/** Why one before the other: the sentence, the picture, what it meant, and what can be read aloud. */
export function WhyPanel(props: Props): JSX.Element {
  const { comparing, timeZone, now, ahead, nothing, onOther, children } = props;
  const told = comparing.told.value;
  const trouble = comparing.trouble.value;
  const isOld = comparing.isAsking.value;
  const words = told && whyWords(told, timeZone, now, ahead(told.second.ticketId));
  const silent = trouble === 'silent' ? w('silent') : w('notComparable');
  return (
    <section class={`why${isOld ? ' is-old' : ''}`} data-testid="why" aria-busy={isOld}>
      <header>
        <h2 data-testid="why-title">{words?.title ?? (isOld ? w('loading') : '')}</h2>
        {onOther && (
          <button type="button" class="why-other" data-testid="why-other" onClick={onOther}>
            <Icon of={ArrowLeftRight} size={15} />
            {w('other')}
          </button>
        )}
      </header>
      {words === null && !isOld && <p class="why-none">{trouble === null ? nothing : silent}</p>}
      {told && words && (
        <>
          <p class="why-lead" data-testid="why-lead">
            {words.lead}
          </p>
          <WhyPicture told={told} timeZone={timeZone} />
          {words.outcome !== '' && (
            <p class="why-outcome" data-testid="why-outcome">
              {words.outcome}
            </p>
          )}
          {words.aloud !== null && (
            <div class="why-aloud" data-testid="why-aloud">
              <h3>
                <Icon of={MessageCircle} size={15} />
                {w('readAloud')}
              </h3>
              <p>“{words.aloud}”</p>
            </div>
          )}
        </>
      )}
      {children}
    </section>
  );
}
