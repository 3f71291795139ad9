import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { ClassMark } from './class-mark.tsx';

/** Who comes next, and the server's sentence why: a preview, decided when the key is pressed. */
export function NextBand(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { next } = props.view;
  if (!next) {
    return (
      <section class="next none" data-testid="next" aria-label={t('next')}>
        <span class="next-head">{t('next')}</span>
        <p>{t('nextNobody')}</p>
      </section>
    );
  }
  const { ticket, reason } = next;
  const wait = waitText(ticket.waitedSeconds + props.desk.grownSeconds.value);
  return (
    <section class="next" data-testid="next" aria-label={t('next')}>
      <div class="next-line">
        <span class="next-head">{t('next')}</span>
        <b class="next-number">{ticket.label}</b>
        <ClassMark of={ticket} />
        <span class="next-service cut grow" title={pick(ticket.serviceName)}>
          {pick(ticket.serviceName)}
        </span>
        <span class="next-wait quiet-text">
          <span class="next-wait-word">{t('waited').toLowerCase()} </span>
          {wait}
        </span>
      </div>
      <p class="next-why" title={pick(reason.sentence)}>
        {pick(reason.sentence)}
      </p>
    </section>
  );
}
