import { Bot } from 'lucide';
import type { JSX } from 'preact';
import type { VoiceEngine } from '../../contract/voice-studio.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { engineText as e } from '../voice-engine-texts.ts';
import { secondsOf } from '../voice-words.ts';

const megabyte = 1_000_000;

function nameOf({ kind, language }: VoiceEngine): string {
  if (kind !== 'neural') return e('name:espeak');
  return e('name:neural', { language: e(`language:${language ?? 'id'}`) });
}

function factsOf(engine: VoiceEngine): string {
  const { kind, condition, renderMs, residentBytes } = engine;
  const memory = residentBytes === null ? null : Math.round(residentBytes / megabyte);
  return [
    e(`is:${kind}`),
    e(`condition:${condition}`),
    ...(renderMs === null ? [] : [e('took', { seconds: secondsOf(renderMs) })]),
    ...(memory === null ? [] : [e('memory', { megabytes: memory })]),
  ].join(' · ');
}

/** The voices that render what no pack says: how they are, and why one does not speak. */
export function VoiceEngines({
  engines,
}: {
  readonly engines: readonly VoiceEngine[];
}): JSX.Element | null {
  if (engines.length === 0) return null;
  return (
    <section class="voice-engines" data-testid="voice-engines">
      <h3>{e('title')}</h3>
      <p class="printing-note">{e('lead')}</p>
      <ul>
        {engines.map(engine => (
          <li key={`${engine.kind}-${engine.language ?? ''}`}>
            <Icon of={Bot} size={20} />
            <b>{nameOf(engine)}</b>
            <small>{factsOf(engine)}</small>
            {engine.fault !== null && (
              <small class="printing-wrong">{e(`fault:${engine.fault}`)}</small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
