import type { JSX } from 'preact';
import type { BookingSetupView, NoShowLimit } from '../../contract/booking-setup.ts';
import { limits, type BookingForm } from '../booking-form.ts';
import { bookingText as b } from '../booking-texts.ts';
import { NumberField } from './number-field.tsx';

interface Props {
  readonly form: BookingForm;
  readonly view: BookingSetupView;
  readonly mayChange: boolean;
}

const usual = { missed: 3, days: 30, pauseDays: 14 } as const;

function Fields({ form, limit }: Pick<Props, 'form'> & { readonly limit: NoShowLimit }) {
  const draft = form.limitDraft.value!;
  const change = (to: NoShowLimit) => (form.limitDraft.value = { ...draft, limit: to });
  return (
    <form
      class="booking-limit-form"
      onSubmit={event => {
        event.preventDefault();
        void form.saveLimit();
      }}
    >
      <label class="booking-check">
        <input
          type="checkbox"
          data-testid="limit-off"
          checked={limit === null}
          onChange={() => change(limit === null ? usual : null)}
        />
        {b('noShowOff')}
      </label>
      {limit === null ? null : (
        <div class="booking-three">
          {(['missed', 'days', 'pauseDays'] as const).map(name => (
            <NumberField
              key={name}
              label={b(name)}
              testId={`limit-${name}`}
              value={limit[name]}
              limits={limits[name]}
              onChange={value => change({ ...limit, [name]: value })}
            />
          ))}
        </div>
      )}
      <div class="booking-keys">
        <button
          type="submit"
          class="printing-second"
          data-testid="save-limit"
          disabled={form.isBusy.value}
        >
          {b('save')}
        </button>
        <button
          type="button"
          class="printing-second"
          onClick={() => (form.limitDraft.value = null)}
        >
          {b('cancel')}
        </button>
      </div>
    </form>
  );
}

/** How often who booked may stay away; of the whole building. */
export function BookingLimit({ form, view, mayChange }: Props): JSX.Element {
  const { noShowLimit } = view;
  const draft = form.limitDraft.value;
  return (
    <section class="booking-limit">
      <h2>{b('noShow')}</h2>
      {draft ? (
        <Fields form={form} limit={draft.limit} />
      ) : (
        <p class="printing-note">
          {noShowLimit === null ? b('noShowNever') : b('noShowSaid', noShowLimit)}{' '}
          {mayChange ? (
            <button
              type="button"
              class="booking-small"
              data-testid="change-limit"
              onClick={() => form.editLimit()}
            >
              {b('change')}
            </button>
          ) : null}
        </p>
      )}
    </section>
  );
}
