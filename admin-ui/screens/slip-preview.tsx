import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { slipWidths } from '../slip-editor.ts';
import type { SlipEditor, SlipWidth } from '../slip-editor.ts';
import { slipText } from '../slip-texts.ts';
import type { SlipKey } from '../slip-texts.ts';

type Has = { readonly slip: SlipEditor };

/** A picture that the server drew; its address is given back when the next one comes. */
export function Picture(props: {
  readonly picture: Blob;
  readonly alt: string;
  readonly name: string;
}): JSX.Element {
  const { picture, alt, name } = props;
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return <>{url !== '' && <img src={url} alt={alt} data-testid={name} />}</>;
}

function Switch<Value extends string>(props: {
  readonly values: readonly Value[];
  readonly value: Value;
  readonly label: (value: Value) => SlipKey;
  readonly onChoose: (value: Value) => void;
  readonly class?: string;
}): JSX.Element {
  return (
    <span class={`printing-switch ${props.class ?? ''}`} role="group">
      {props.values.map(value => (
        <button
          type="button"
          key={value}
          data-testid={`show-${value}`}
          aria-pressed={props.value === value}
          onClick={() => props.onChoose(value)}
        >
          {slipText(props.label(value))}
        </button>
      ))}
    </span>
  );
}

function Paper(props: Has & { readonly width: SlipWidth }): JSX.Element {
  const { slip, width } = props;
  const picture = slip.pictures.value[width];
  const isShown = slip.width.value === width;
  return (
    <figure class={`slip-paper paper-${width}${isShown ? '' : ' other'}`}>
      <figcaption>{slipText(`width${width}`)}</figcaption>
      {picture === null ? (
        <p class="printing-note">{slipText('drawing')}</p>
      ) : (
        <Picture picture={picture} alt={slipText(`slip${width}`)} name={`slip-${width}`} />
      )}
    </figure>
  );
}

/** What comes out of the printers, beside what is being changed. */
export function SlipPreview({ slip }: Has): JSX.Element {
  const { value: problem } = slip.drawProblem;
  const isInput = problem === 'invalid-input';
  return (
    <section class="slip-preview" aria-label={slipText('preview')}>
      <div class="slip-switches">
        <Switch
          values={slipWidths}
          value={slip.width.value}
          label={value => `width${value}` as const}
          onChoose={value => (slip.width.value = value)}
          class="slip-widths"
        />
        <Switch
          values={['id', 'en'] as const}
          value={slip.language.value}
          label={value => (value === 'id' ? 'inId' : 'inEn')}
          onChoose={value => (slip.language.value = value)}
        />
        <Switch
          values={['usual', 'longest'] as const}
          value={slip.sample.value}
          label={value => value}
          onChoose={value => (slip.sample.value = value)}
        />
      </div>
      <p role="status" class="printing-note" data-testid="draw-problem">
        {problem === null
          ? slipText('sampleLead')
          : slipText(isInput ? 'draw:invalid-input' : 'draw:other')}
      </p>
      <div class="slip-papers" tabIndex={0} role="group" aria-label={slipText('preview')}>
        {slipWidths.map(width => (
          <Paper key={width} slip={slip} width={width} />
        ))}
      </div>
    </section>
  );
}
