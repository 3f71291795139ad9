import { FileDown, FileUp, LoaderCircle, Mic, Plus, Volume2 } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { PackSummary } from '../../contract/voice-studio.ts';
import type { Language } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { VoiceStudio } from '../voice-studio.ts';
import { voiceText as v } from '../voice-texts.ts';
import { problemWords } from '../voice-words.ts';
import { VoiceEngines } from './voice-engines.tsx';

interface Props {
  readonly studio: VoiceStudio;
  readonly mayChange: boolean;
}

function NewPack({ studio }: Pick<Props, 'studio'>): JSX.Element {
  const [name, setName] = useState('');
  const [spoken, setSpoken] = useState<Language>('id');
  return (
    <form
      class="voice-new"
      onSubmit={event => {
        event.preventDefault();
        if (name.trim() !== '') void studio.create(name, spoken);
      }}
    >
      <label class="printing-field">
        <span>{v('name')}</span>
        <input
          data-testid="pack-name"
          maxLength={60}
          placeholder={v('nameExample')}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
      </label>
      <label class="printing-field">
        <span>{v('language')}</span>
        <select
          data-testid="pack-language"
          value={spoken}
          onChange={event => setSpoken(event.currentTarget.value === 'en' ? 'en' : 'id')}
        >
          <option value="id">{v('language:id')}</option>
          <option value="en">{v('language:en')}</option>
        </select>
      </label>
      <button
        type="submit"
        class="printing-second"
        data-testid="create-pack"
        disabled={name.trim() === '' || studio.isBusy.value}
      >
        {v('create')}
      </button>
      <button type="button" class="quiet" onClick={() => (studio.isNaming.value = false)}>
        {v('cancel')}
      </button>
    </form>
  );
}

function stateOf(pack: PackSummary): string {
  const { isShipped, place, neededCount: all, recordedCount: done } = pack;
  const progress = done === all ? v('complete') : v('progress', { done, all });
  const use = place === null ? null : v('inUse', { place });
  return [v(`language:${pack.language}`), isShipped ? v('shipped') : (use ?? progress)].join(' · ');
}

function PackRow(props: { readonly studio: VoiceStudio; readonly pack: PackSummary }) {
  const { studio, pack } = props;
  const { recordedCount: done, neededCount: all } = pack;
  return (
    <li>
      <button
        type="button"
        data-testid={`pack-${pack.id}`}
        aria-pressed={studio.packId.value === pack.id}
        onClick={() => void studio.choosePack(pack.id)}
      >
        <Icon of={pack.isShipped ? Volume2 : Mic} size={20} />
        <b>{pack.name}</b>
        <small>{stateOf(pack)}</small>
        {pack.faults.length > 0 && <small class="printing-wrong">{v('broken')}</small>}
        {!pack.isShipped && done < all && (
          <progress max={all} value={done} aria-label={v('progress', { done, all })} />
        )}
      </button>
    </li>
  );
}

function Import({ studio }: Pick<Props, 'studio'>): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".zip,application/zip"
        hidden
        data-testid="import-file"
        onChange={event => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void studio.importFile(chosen);
        }}
      />
      <button
        type="button"
        class="quiet"
        data-testid="import-pack"
        disabled={studio.isBusy.value}
        onClick={() => file.current?.click()}
      >
        <Icon of={studio.isBusy.value ? LoaderCircle : FileUp} size={16} />
        {v('import')}
      </button>
    </>
  );
}

/** Whose voices there are, the one in use marked; and what went wrong or well just now. */
export function VoicePacks({ studio, mayChange }: Props): JSX.Element {
  const view = studio.view.value;
  const pack = studio.pack.value;
  const problem = studio.problem.value;
  return (
    <section class="voice-left">
      <h2>{v('packs')}</h2>
      <ul class="voice-packs">
        {view?.packs.map(row => (
          <PackRow key={row.id} studio={studio} pack={row} />
        ))}
      </ul>
      {mayChange && studio.isNaming.value && <NewPack studio={studio} />}
      {mayChange && !studio.isNaming.value && (
        <button
          type="button"
          class="printing-second"
          data-testid="new-pack"
          onClick={() => (studio.isNaming.value = true)}
        >
          <Icon of={Plus} size={18} />
          {v('newPack')}
        </button>
      )}
      {mayChange && (
        <div class="voice-files">
          <Import studio={studio} />
          {pack !== null && (
            <a
              class="quiet"
              data-testid="export-pack"
              href={`/api/v1/admin/voice/packs/${pack.id}/archive`}
              download={`${pack.id}.zip`}
            >
              <Icon of={FileDown} size={16} />
              {v('export')}
            </a>
          )}
        </div>
      )}
      {!mayChange && (
        <p class="printing-note" data-testid="read-only">
          {v('readOnly')}
        </p>
      )}
      <VoiceEngines engines={view?.engines ?? []} />
      <p role="status" data-testid="voice-status">
        {problem !== null && <span class="printing-wrong">{problemWords(problem)}</span>}
        {studio.done.value !== null && studio.done.value !== 'saved' && (
          <span class="printing-good">{v(studio.done.value)}</span>
        )}
      </p>
    </section>
  );
}
