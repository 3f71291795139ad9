import { Volume2 } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { VoiceStudio } from '../voice-studio.ts';
import { voiceName } from '../voice-engine-texts.ts';
import { voiceText as v } from '../voice-texts.ts';
import { problemWords, secondsOf } from '../voice-words.ts';

type Has = { readonly studio: VoiceStudio };

const toldWordsMax = 6;

function Asked({ studio }: Has): JSX.Element | null {
  const [view, sample] = [studio.view.value, studio.sample.value];
  if (view === null || sample === null) return null;
  return (
    <div class="voice-asked">
      <label class="printing-field">
        <span>{v('number')}</span>
        <input
          data-testid="sample-label"
          maxLength={6}
          value={sample.label}
          aria-invalid={studio.sampleProblem.value === 'label'}
          onInput={event => studio.ask({ label: event.currentTarget.value.toUpperCase() })}
        />
      </label>
      <label class="printing-field">
        <span>{v('counter')}</span>
        <select
          data-testid="sample-counter"
          value={String(sample.counterNumber)}
          onChange={event => studio.ask({ counterNumber: Number(event.currentTarget.value) })}
        >
          {view.counters.map(({ id, number }) => (
            <option key={id} value={String(number)}>
              {number}
            </option>
          ))}
        </select>
      </label>
      <label class="printing-field">
        <span>{v('visitor')}</span>
        <select
          data-testid="sample-language"
          value={sample.language}
          onChange={event =>
            studio.ask({ language: event.currentTarget.value === 'en' ? 'en' : 'id' })
          }
        >
          <option value="id">{v('visitor:id')}</option>
          <option value="en">{v('visitor:en')}</option>
        </select>
      </label>
      <label class="printing-field voice-wide">
        <span>{v('service')}</span>
        <select
          data-testid="sample-service"
          value={sample.serviceId}
          onChange={event => studio.ask({ serviceId: event.currentTarget.value })}
        >
          {view.agencies.map(agency => (
            <optgroup key={agency.id} label={pick(agency.name)}>
              {view.services
                .filter(service => service.agencyId === agency.id)
                .map(service => (
                  <option key={service.id} value={service.id}>
                    {pick(service.name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
    </div>
  );
}

function Consequence({ studio }: Has): JSX.Element {
  const sampled = studio.sampled.value;
  const problem = studio.sampleProblem.value;
  const isSilent = problem === 'speech-unavailable' || studio.view.value?.isSpeaking === false;
  if (problem === 'label') return <span class="printing-wrong">{v('labelWrong')}</span>;
  if (isSilent) return <span class="printing-wrong">{v('noSound')}</span>;
  if (problem !== null) {
    return <span class="printing-wrong">{problemWords({ code: problem, status: 0 })}</span>;
  }
  if (sampled === null) return <span />;
  if (sampled.source === null && sampled.missing.length > 0) {
    const words = sampled.missing.slice(0, toldWordsMax).join(', ');
    const more = sampled.missing.length > toldWordsMax ? ' …' : '';
    return <span class="printing-wrong">{v('lacks', { words: words + more })}</span>;
  }
  if (sampled.source === null) return <span class="printing-wrong">{v('chimeOnly')}</span>;
  const seconds = secondsOf(sampled.durationMs);
  const saved = studio.savedMs.value;
  const isOther = studio.isChanged.value && saved !== null && secondsOf(saved) !== seconds;
  return (
    <span>
      <b>
        {isOther ? v('takesOther', { seconds, saved: secondsOf(saved) }) : v('takes', { seconds })}
      </b>{' '}
      {v('by', { name: voiceName(sampled.source) })} {!sampled.isNamed && v('notNamed')}
    </span>
  );
}

/** A call as it would be heard with everything that stands on this page. */
export function VoiceSample({ studio }: Has): JSX.Element {
  const pack = studio.pack.value;
  return (
    <section class="voice-sample">
      <h2>{v('sample')}</h2>
      <Asked studio={studio} />
      {pack !== null && (
        <label class="voice-check">
          <input
            type="checkbox"
            data-testid="sample-alone"
            checked={studio.isAlone.value}
            onChange={event => (studio.isAlone.value = event.currentTarget.checked)}
          />
          <span>{v('alone', { name: pack.name })}</span>
        </label>
      )}
      <p class="voice-consequence" role="status" data-testid="consequence">
        <Consequence studio={studio} />
      </p>
      <button
        type="button"
        class="printing-second"
        data-testid="play-sample"
        disabled={studio.sampled.value === null}
        data-url={studio.sampled.value?.url ?? ''}
        onClick={() => void studio.listen()}
      >
        <Icon of={Volume2} size={18} />
        {v('play')}
      </button>
    </section>
  );
}
