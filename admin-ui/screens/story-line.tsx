import type { JSX } from 'preact';
import type { Story, StoryStep } from '../../contract/stories.ts';
import { dateLong, dayOf, minutes, timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import {
  againstQuote,
  nextWords,
  quoteEnds,
  stateWords,
  stepLook,
  stepWords,
} from '../story-sentences.ts';
import { storyText as s } from '../story-texts.ts';

interface Shows {
  readonly story: Story;
  readonly timeZone: string;
}

function whoWords(step: StoryStep): string {
  const name = step.by?.name ?? null;
  return name === null ? '' : s('byName', { name });
}

function Step(props: {
  readonly step: StoryStep;
  readonly before: StoryStep | undefined;
  readonly timeZone: string;
}): JSX.Element {
  const { step, before, timeZone } = props;
  const { text, detail } = stepWords(step, timeZone);
  const at = Date.parse(step.at);
  const isNewDay =
    before !== undefined && dayOf(Date.parse(before.at), timeZone) !== dayOf(at, timeZone);
  const who = whoWords(step);
  return (
    <li class={`story-step ${stepLook(step)}`} data-testid={`step-${step.what}`}>
      <time dateTime={step.at}>
        {isNewDay && <span>{dateLong(at, timeZone, language.value)}</span>}
        {timeOfDay(at, timeZone, language.value)}
      </time>
      <div>
        <p>
          {text} {who !== '' && <small>{who}</small>}
        </p>
        {detail !== null && <p class="story-detail">{detail}</p>}
      </div>
    </li>
  );
}

function Leg({ leg }: { readonly leg: Story['legs'][number] }): JSX.Element {
  const { waitedSeconds, servedSeconds, counter, quote } = leg;
  const against = againstQuote(leg);
  const facts = [
    ...(waitedSeconds === null ? [] : [s('legWaited', { minutes: minutes(waitedSeconds) })]),
    ...(quote === null ? [] : [s('quote', quoteEnds(quote))]),
    ...(against === null ? [] : [against]),
    ...(servedSeconds === null ? [] : [s('legServed', { minutes: minutes(servedSeconds) })]),
    ...(counter?.number == null ? [] : [s('legCounter', { number: counter.number })]),
  ];
  return (
    <li>
      <b>{leg.queue.series}</b>
      <div>
        <p>{pick(leg.serviceName)}</p>
        <p class="story-detail">{facts.join(' · ')}</p>
      </div>
      <span class={`story-state ${leg.state}`}>{stateWords(leg.state)}</span>
    </li>
  );
}

/** A visit from its number to its end: its services, its steps, and what comes next. */
export function StoryLine({ story, timeZone }: Shows): JSX.Element {
  const next = nextWords(story, timeZone);
  return (
    <>
      <section class="story-legs" aria-label={s('legs')}>
        <ul>
          {story.legs.map(leg => (
            <Leg key={leg.legId} leg={leg} />
          ))}
        </ul>
      </section>
      <section class="story-steps">
        <h3>{s('steps')}</h3>
        <ol data-testid="story-steps">
          {story.steps.map((step, place) => (
            <Step key={step.seq} step={step} before={story.steps[place - 1]} timeZone={timeZone} />
          ))}
        </ol>
        <div class="story-next" data-testid="story-next">
          <h3>{s('next')}</h3>
          {next.length === 0 ? <p>{s('over')}</p> : next.map(line => <p key={line}>{line}</p>)}
        </div>
      </section>
    </>
  );
}
