import {
  ArrowRight,
  Check,
  Circle,
  FileUp,
  LoaderCircle,
  Mic,
  Square,
  Trash2,
  Volume2,
} from 'lucide';
import { useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { PackSummary, PackWord, SoundMeasures } from '../../contract/voice-studio.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { WordKind, WordRecorder } from '../voice-recorder.ts';
import type { VoiceStudio } from '../voice-studio.ts';
import { voiceText as v } from '../voice-texts.ts';
import { faultWords, levelOf, secondsOf, takeWords } from '../voice-words.ts';

interface Props {
  readonly studio: VoiceStudio;
  readonly mayChange: boolean;
}

const kinds: readonly WordKind[] = ['word', 'letter', 'agency', 'service'];

/** What a sound looks like from beginning to end. */
function Outline(props: {
  readonly name: string;
  readonly bars: readonly number[];
  readonly measures: SoundMeasures | null;
}): JSX.Element {
  const { name, bars, measures } = props;
  return (
    <figure class="voice-outline">
      <figcaption>
        <b>{name}</b>
        {measures && (
          <span>
            {v('measures', {
              seconds: secondsOf(measures.durationMs),
              level: levelOf(measures.rmsDb),
            })}
          </span>
        )}
      </figcaption>
      <svg viewBox="0 0 192 48" preserveAspectRatio="none" aria-hidden="true">
        {bars.map((bar, at) => {
          const height = Math.max(1, bar * 46);
          // Bars stand in time: their place is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          return <rect key={at} x={at * 2} y={24 - height / 2} width="1.4" height={height} />;
        })}
      </svg>
    </figure>
  );
}

function Status({ recorder }: { readonly recorder: WordRecorder }): JSX.Element {
  const doing = recorder.doing.value;
  const fault = recorder.microphoneFault.value;
  const words = (): JSX.Element | string => {
    if (doing.state === 'refused')
      return <span class="printing-wrong">{takeWords(doing.reason)}</span>;
    if (doing.state === 'kept' && doing.take.isDistorted) {
      return <span class="printing-wrong">{v('distorted')}</span>;
    }
    if (doing.state === 'recording') return v('speakNow');
    if (fault !== null) return <span class="printing-wrong">{v(`microphone:${fault}`)}</span>;
    return v('howTo');
  };
  return (
    <p class="voice-status" role="status" data-testid="recording-status" data-state={doing.state}>
      {words()}
    </p>
  );
}

function Level({ recorder }: { readonly recorder: WordRecorder }): JSX.Element {
  const isOn = recorder.doing.value.state === 'recording';
  const share = Math.min(1, Math.sqrt(recorder.level.value));
  return (
    <div class="voice-level" data-on={isOn} aria-hidden="true">
      <i style={{ transform: `scaleX(${isOn ? share : 0})` }} />
    </div>
  );
}

function Upload({ recorder }: { readonly recorder: WordRecorder }): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        accept="audio/*,.wav"
        hidden
        data-testid="take-file"
        onChange={event => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void recorder.upload(chosen);
        }}
      />
      <button
        type="button"
        class="printing-second"
        data-testid="upload-take"
        onClick={() => file.current?.click()}
      >
        <Icon of={FileUp} size={18} />
        {v('upload')}
      </button>
    </>
  );
}

function RecordKey({
  recorder,
  word,
}: {
  readonly recorder: WordRecorder;
  readonly word: PackWord;
}) {
  const { state } = recorder.doing.value;
  const isBusy = state === 'asking' || state === 'sending';
  const icon = isBusy ? LoaderCircle : state === 'recording' ? Square : Mic;
  const key = isBusy ? state : state === 'recording' ? 'stop' : word.clip ? 'again' : 'record';
  return (
    <button
      type="button"
      class="printing-key voice-record"
      data-testid="record"
      disabled={isBusy}
      onClick={() => void recorder.press()}
    >
      <Icon of={icon} size={22} />
      {v(key)}
    </button>
  );
}

function WordKeys(props: {
  readonly recorder: WordRecorder;
  readonly word: PackWord;
  readonly isOwn: boolean;
}): JSX.Element {
  const { recorder, word, isOwn } = props;
  return (
    <div class="voice-keys">
      {isOwn && <RecordKey recorder={recorder} word={word} />}
      <button
        type="button"
        class="printing-second"
        data-testid="listen-word"
        disabled={word.clip === null}
        onClick={() => void recorder.listen()}
      >
        <Icon of={Volume2} size={18} />
        {v('listen')}
      </button>
      {isOwn && <Upload recorder={recorder} />}
      <button
        type="button"
        class="printing-second"
        data-testid="next-word"
        onClick={() => recorder.next()}
      >
        {v('next')}
        <Icon of={ArrowRight} size={18} />
      </button>
    </div>
  );
}

/** The word that is read out now. */
function Word({ studio, mayChange }: Props): JSX.Element | null {
  const { recorder } = studio;
  const word = recorder.word.value;
  const pack = studio.pack.value;
  if (word === null || pack === null) return null;
  const doing = recorder.doing.value;
  const take = doing.state === 'kept' ? doing.take : null;
  const isOwn = mayChange && !pack.isShipped;
  return (
    <div class="voice-word" data-testid="word" data-key={word.key}>
      <p class="voice-read">{v('read')}</p>
      <p class="voice-text" data-long={word.text.length > 24} lang={pack.language}>
        {word.text}
      </p>
      <div class="voice-facts">
        <p>
          {v(word.isNeeded ? 'needed' : 'optional')} ·{' '}
          {word.fault ? v(`fault:${word.fault}`) : v(word.clip ? 'recorded' : 'notRecorded')}
        </p>
        {isOwn && word.clip !== null && (
          <button
            type="button"
            class="quiet"
            data-testid="delete-word"
            onClick={() => void recorder.remove()}
          >
            <Icon of={Trash2} size={16} />
            {v('deleteWord')}
          </button>
        )}
      </div>
      {isOwn && <Level recorder={recorder} />}
      <div class="voice-outlines">
        {isOwn && (
          <Outline
            name={v('before')}
            bars={recorder.before.value}
            measures={take?.before ?? null}
          />
        )}
        <Outline
          name={v(isOwn ? 'after' : word.clip ? 'recorded' : 'notRecorded')}
          bars={recorder.after.value}
          measures={word.clip}
        />
      </div>
      {isOwn ? <Status recorder={recorder} /> : <p class="voice-status">{v('shippedLead')}</p>}
      <WordKeys recorder={recorder} word={word} isOwn={isOwn} />
    </div>
  );
}

function WordList({ recorder }: { readonly recorder: WordRecorder }): JSX.Element {
  const isName = recorder.kind.value === 'agency' || recorder.kind.value === 'service';
  return (
    <div class="voice-list">
      <div class="printing-switch" role="group" aria-label={v('wordList')}>
        {kinds.map(kind => {
          const rows = recorder.words.value.filter(word => word.kind === kind);
          const done = rows.filter(word => word.clip !== null).length;
          return (
            <button
              type="button"
              key={kind}
              data-testid={`kind-${kind}`}
              aria-pressed={recorder.kind.value === kind}
              onClick={() => recorder.show(kind)}
            >
              {v(`kind:${kind}`)} <small>{`${done}/${rows.length}`}</small>
            </button>
          );
        })}
      </div>
      <ul class="voice-rows" data-names={isName}>
        {recorder.shown.value.map(word => (
          <li key={word.key}>
            <button
              type="button"
              data-testid={`word-${word.key}`}
              aria-pressed={recorder.key.value === word.key}
              onClick={() => recorder.choose(word.key)}
            >
              <Icon
                of={word.clip ? Check : Circle}
                size={16}
                label={v(word.clip ? 'recorded' : 'notRecorded')}
              />
              <span class="cut">{word.text}</span>
              {word.fault && <small class="printing-wrong">{v(`fault:${word.fault}`)}</small>}
              {!word.isNeeded && !word.clip && !isName && <small>{v('optional')}</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PackFoot({ studio, pack }: { readonly studio: VoiceStudio; readonly pack: PackSummary }) {
  const isUsed = pack.place !== null;
  const wanting = pack.neededCount - pack.recordedCount;
  const words = (): string => {
    if (pack.faults.length > 0)
      return `${v('broken')} ${pack.faults.slice(0, 3).map(faultWords).join(', ')}`;
    if (isUsed) return v('live');
    return wanting > 0 ? v('wanting', { count: wanting }) : v('ready');
  };
  if (studio.isRemoving.value) {
    return (
      <footer class="voice-foot">
        <p>{v('removeAsk', { name: pack.name })}</p>
        <button
          type="button"
          class="printing-second voice-danger"
          data-testid="remove-yes"
          onClick={() => void studio.remove()}
        >
          {v('removeYes')}
        </button>
        <button type="button" class="quiet" onClick={() => (studio.isRemoving.value = false)}>
          {v('cancel')}
        </button>
      </footer>
    );
  }
  return (
    <footer class="voice-foot">
      <p data-testid="pack-words" class={pack.faults.length > 0 ? 'printing-wrong' : ''}>
        {words()}
      </p>
      {!isUsed && (
        <button
          type="button"
          class="quiet"
          data-testid="remove-pack"
          onClick={() => (studio.isRemoving.value = true)}
        >
          <Icon of={Trash2} size={16} />
          {v('remove')}
        </button>
      )}
      <button
        type="button"
        class={isUsed ? 'printing-second' : 'printing-key'}
        data-testid={isUsed ? 'withdraw-pack' : 'publish-pack'}
        disabled={studio.isBusy.value}
        onClick={() => void studio.use(isUsed ? 'withdraw' : 'publish')}
      >
        {v(isUsed ? 'withdraw' : 'publish')}
      </button>
    </footer>
  );
}

/** A pack word by word. */
export function VoiceRecording({ studio, mayChange }: Props): JSX.Element {
  const pack = studio.pack.value;
  return (
    <section class="voice-middle" aria-label={pack?.name ?? v('packs')}>
      <h2 class="cut">{pack?.name ?? ''}</h2>
      <Word studio={studio} mayChange={mayChange} />
      <WordList recorder={studio.recorder} />
      {mayChange && pack !== null && !pack.isShipped && <PackFoot studio={studio} pack={pack} />}
    </section>
  );
}
