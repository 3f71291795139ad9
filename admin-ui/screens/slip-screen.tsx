import { Check, ImageUp, LoaderCircle, Trash2 } from 'lucide';
import { useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { logoRefusal } from '../logo-refusal.ts';
import { refusedWords } from '../printing-texts.ts';
import type { SlipEditor } from '../slip-editor.ts';
import { slipText } from '../slip-texts.ts';
import { SlipBlocks } from './slip-blocks.tsx';
import { Picture, SlipPreview } from './slip-preview.tsx';

type Has = { readonly slip: SlipEditor };

const shippedIds = ['standard', 'bilingual', 'compact'] as const;
const isShippedId = (id: string): id is (typeof shippedIds)[number] =>
  shippedIds.some(one => one === id);

function Layouts({ slip }: Has): JSX.Element {
  const view = slip.view.value;
  return (
    <section class="slip-layouts">
      <h2>{slipText('layouts')}</h2>
      <ul>
        {view?.shipped.map(layout => (
          <li key={layout.id}>
            <button
              type="button"
              data-testid={`layout-${layout.id}`}
              aria-pressed={slip.layout.value?.id === layout.id}
              onClick={() => slip.take(layout)}
            >
              <b>{isShippedId(layout.id) ? slipText(`layout:${layout.id}`) : layout.id}</b>
              {isShippedId(layout.id) && <small>{slipText(`about:${layout.id}`)}</small>}
              {view.layout.id === layout.id && <em>{slipText('inUse')}</em>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function UploadWords({ slip }: Has): JSX.Element {
  const { value: uploading } = slip.uploading;
  return (
    <p role="status" data-testid="upload-words">
      {uploading.state === 'refused' ? (
        <span class="printing-wrong">{logoRefusal(uploading.code)}</span>
      ) : (
        <span class="printing-note">
          {slipText(uploading.state === 'done' ? 'uploaded' : 'uploadLead')}
        </span>
      )}
    </p>
  );
}

function Logo({ slip }: Has): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const { value: logo } = slip.logo;
  const { value: picture } = slip.logoPicture;
  const isBusy = slip.uploading.value.state === 'busy';
  const upload = slipText(logo === null ? 'upload' : 'uploadOther');
  return (
    <section class="slip-logo">
      <h2>{slipText('logo')}</h2>
      {logo === null ? (
        <p class="printing-note">{slipText('logoNone')}</p>
      ) : (
        <figure>
          {picture !== null && (
            <Picture picture={picture} alt={slipText('logoAlt')} name="logo-dots" />
          )}
          <figcaption>
            {slipText('logoSize', { width: logo.width, height: logo.height })}
          </figcaption>
        </figure>
      )}
      <input
        ref={file}
        type="file"
        accept="image/png"
        hidden
        data-testid="logo-file"
        onChange={event => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void slip.upload(chosen);
        }}
      />
      <button
        type="button"
        class="printing-second"
        data-testid="upload-logo"
        disabled={isBusy}
        onClick={() => file.current?.click()}
      >
        <Icon of={isBusy ? LoaderCircle : ImageUp} size={18} />
        {isBusy ? slipText('uploading') : upload}
      </button>
      {logo !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="remove-logo"
          onClick={() => slip.removeLogo()}
        >
          <Icon of={Trash2} size={16} />
          {slipText('removeLogo')}
        </button>
      )}
      <UploadWords slip={slip} />
    </section>
  );
}

function SaveKeys({ slip }: Has): JSX.Element {
  const { value: saving } = slip.saving;
  const isBusy = saving.state === 'busy';
  const isChanged = slip.isChanged.value;
  return (
    <footer class="slip-keys">
      <p role="status" data-testid="slip-saving">
        {saving.state === 'done' && (
          <span class="printing-good">
            <Icon of={Check} size={18} />
            {slipText('saved')}
          </span>
        )}
        {saving.state === 'refused' && (
          <span class="printing-wrong">{refusedWords(saving.code)}</span>
        )}
      </p>
      <button
        type="button"
        class="printing-key"
        data-testid="save-slip"
        disabled={!isChanged || isBusy || slip.drawProblem.value === 'invalid-input'}
        onClick={() => void slip.save()}
      >
        {slipText(isBusy ? 'saving' : isChanged ? 'save' : 'nothing')}
      </button>
      <button
        type="button"
        class="printing-second"
        data-testid="revert-slip"
        disabled={!isChanged || isBusy}
        onClick={() => slip.revert()}
      >
        {slipText('revert')}
      </button>
    </footer>
  );
}

/** What a slip is made of, its parts, and the slip itself. */
export function SlipScreen({ slip }: Has): JSX.Element {
  if (slip.layout.value === null) {
    return (
      <main class="loading" aria-busy="true">
        <p>{slipText('loading')}</p>
      </main>
    );
  }
  return (
    <main class="slip-main" data-testid="slip">
      <div class="slip-from">
        <Layouts slip={slip} />
        <Logo slip={slip} />
      </div>
      <div class="slip-middle">
        <SlipBlocks slip={slip} />
        <SaveKeys slip={slip} />
      </div>
      <SlipPreview slip={slip} />
    </main>
  );
}
