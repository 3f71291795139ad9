import { ChevronDown, ChevronUp } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import type { Slice } from '../pages.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import type { Has } from './frame.tsx';

export function Pager(
  props: Has & {
    readonly slice: Slice<unknown>;
    /** "1–7 of 14 services". */
    readonly words: string;
  },
): JSX.Element {
  const { kiosk, slice } = props;
  const isFirst = slice.page === 0;
  const isLast = slice.page >= slice.pages - 1;
  return (
    <div class="pager">
      <span>{props.words}</span>
      <Key
        class="key"
        testId="page-up"
        isDisabled={isFirst}
        onPress={() => kiosk.showPage(slice.page - 1)}
      >
        <Icon of={ChevronUp} size={40} stroke={2.6} />
        {t('up')}
      </Key>
      <Key
        class="key"
        testId="page-down"
        isDisabled={isLast}
        onPress={() => kiosk.showPage(slice.page + 1)}
      >
        <Icon of={ChevronDown} size={40} stroke={2.6} />
        {t('down')}
      </Key>
    </div>
  );
}
