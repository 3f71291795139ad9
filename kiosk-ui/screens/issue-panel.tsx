import { ArrowRight, Check, Plus } from 'lucide';
import type { JSX } from 'preact';
import type { Need } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { needIcons } from '../need-icons.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import type { Has } from './frame.tsx';

const needs: readonly Need[] = ['elderly', 'pregnant', 'nursing', 'disability', 'with-child'];

/** Priority, one more errand, and the number: always at the same place. */
export function IssuePanel({ kiosk }: Has): JSX.Element {
  const count = kiosk.serviceIds.value.length;
  const isLarge = kiosk.aids.value.has('large');
  const need = isLarge ? null : kiosk.need.value;
  return (
    <section class="panel" aria-label={t('askPriority')}>
      {isLarge ? <NeedKey kiosk={kiosk} /> : <NeedPanel kiosk={kiosk} />}
      <div class="panel-keys">
        <Key
          class="key outlined"
          testId="add-errand"
          isDisabled={!kiosk.canAddErrand}
          onPress={() => kiosk.addErrand()}
        >
          <Icon of={Plus} size={46} stroke={2.6} />
          <span>{t('addErrand')}</span>
        </Key>
        <Key
          class="key primary issue"
          testId="issue"
          isDisabled={count === 0}
          onPress={() => void kiosk.issue()}
        >
          <span>
            <small>{issueHint(count, need)}</small>
            {t('issue')}
          </span>
          <Icon of={ArrowRight} size={54} stroke={2.6} />
        </Key>
      </div>
    </section>
  );
}

/** The needs with what they are for; on the panel and at a check-in. */
export function NeedPanel({ kiosk }: Has): JSX.Element {
  return (
    <>
      <p class="panel-head">
        <b>{t('priority')}</b> {t('priorityText')}
      </p>
      <Needs kiosk={kiosk} />
    </>
  );
}

/** The five needs; on the panel, and on a sheet of their own in large text. */
export function Needs({ kiosk }: Has): JSX.Element {
  const need = kiosk.need.value;
  return (
    <div class="needs">
      {needs.map(one => (
        <Key
          key={one}
          class={need === one ? 'need is-on' : 'need'}
          testId={`need-${one}`}
          pressed={need === one}
          onPress={() => kiosk.toggleNeed(one)}
        >
          <Icon of={needIcons[one]} size={52} stroke={1.8} />
          <span>{t(one)}</span>
          {need === one ? (
            <i class="need-tick">
              <Icon of={Check} size={30} stroke={3} />
            </i>
          ) : null}
        </Key>
      ))}
    </div>
  );
}

/** One key for the five needs, where they do not fit: they come on a sheet. */
export function NeedKey({ kiosk }: Has): JSX.Element {
  const need = kiosk.need.value;
  return (
    <Key
      class={need === null ? 'key outlined need-key' : 'key primary need-key'}
      testId="need"
      pressed={need !== null}
      onPress={() => kiosk.asksNeed()}
    >
      <Icon of={need === null ? needIcons.elderly : Check} size={52} />
      {need === null ? t('priority') : t('priorityChosen', { need: t(need) })}
    </Key>
  );
}

function issueHint(count: number, need: Need | null): string {
  if (count === 0) return t('pickFirst');
  if (need === null) return count === 1 ? t('errandOne') : t('errandCount', { count });
  if (count > 1) return t('errandsPriority', { count });
  return t('priorityChosen', { need: t(need === 'disability' ? 'disabilityShort' : need) });
}
