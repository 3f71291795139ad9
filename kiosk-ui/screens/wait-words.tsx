import type { JSX } from 'preact';
import type { Estimate } from '../../contract/values.ts';
import { rangeParts } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { t } from '../inner-texts.ts';

/** "20–35 menit", the figures bold. Where somebody waits it is never "at once". */
export function Range(props: {
  readonly estimate: Estimate | null;
  readonly waiting: number;
}): JSX.Element | null {
  if (props.estimate === null) return null;
  const { fromMinutes: from, toMinutes: to } = props.estimate;
  const isAtOnce = from === 0 && to <= 5;
  const range = rangeParts(
    isAtOnce && props.waiting > 0 ? { fromMinutes: 5, toMinutes: 5 } : props.estimate,
    language.value,
  );
  // A range is one word to whoever reads it; "Langsung dilayani" may wrap.
  return (
    <span class={range.unit === '' ? '' : 'on-one-line'}>
      <b>{range.figures}</b> {range.unit}
    </span>
  );
}

/** "8 menunggu · 20–35 menit". */
export function WaitWords(props: {
  readonly estimate: Estimate | null;
  readonly waiting: number;
}): JSX.Element {
  const isAtOnce = props.waiting === 0 && props.estimate !== null && props.estimate.toMinutes <= 5;
  if (isAtOnce) return <Range {...props} />;
  return (
    <>
      <b>{props.waiting}</b> {t('waiting')}
      {props.estimate === null ? null : (
        <>
          {' · '}
          <Range {...props} />
        </>
      )}
    </>
  );
}
