import { CalendarX2, Hourglass, SearchX } from 'lucide';
import type { JSX } from 'preact';
import { dateLong } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import type { PastTicket, PhoneModel } from '../model.ts';
import type { PhoneActions } from '../phone-actions.ts';
import { t } from '../texts.ts';
import { Rating } from './rating.tsx';

/** Screens of a page that has no number of today to show. */

function Sign(props: {
  readonly icon: IconNode;
  readonly title: string;
  readonly hint: string;
  readonly testId: string;
}): JSX.Element {
  return (
    <section class="end" data-testid={props.testId}>
      <span class="sign">
        <Icon of={props.icon} size={40} />
      </span>
      <h1>{props.title}</h1>
      <p>{props.hint}</p>
    </section>
  );
}

export const UnknownScreen = (): JSX.Element => (
  <Sign icon={SearchX} title={t('unknown')} hint={t('unknownHint')} testId="phone-unknown" />
);

export const HeldBackScreen = (): JSX.Element => (
  <Sign icon={Hourglass} title={t('heldBack')} hint={t('heldBackHint')} testId="phone-held-back" />
);

/** A calendar day has no zone: noon of it is that day wherever it is written out. */
const dateWords = (businessDate: string): string =>
  dateLong(Date.parse(`${businessDate}T12:00:00Z`), 'UTC', language.value);

export function PastScreen(props: {
  readonly model: PhoneModel;
  readonly past: PastTicket;
  readonly actions: PhoneActions;
}): JSX.Element {
  const { model, past, actions } = props;
  const date = dateWords(past.businessDate);
  return (
    <>
      <Sign
        icon={CalendarX2}
        title={t('past')}
        hint={t('pastHint', { label: past.label, date })}
        testId="phone-past"
      />
      <Rating model={model} actions={actions} />
    </>
  );
}

export function LoadingScreen({ lost }: { readonly lost: boolean }): JSX.Element {
  return (
    <section class="skeleton" aria-busy="true" data-testid="phone-loading">
      <p role="status">{t(lost ? 'loadingLost' : 'loading')}</p>
      <i />
      <i />
      <i />
    </section>
  );
}
