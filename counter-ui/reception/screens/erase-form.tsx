import type { JSX } from 'preact';
import { bookingRefused, bookingText as b } from '../booking-texts.ts';
import type { Erasing } from '../erasing.ts';

function Outcome({ erasing }: { readonly erasing: Erasing }): JSX.Element | null {
  const state = erasing.state.value;
  if (state.is === 'done') {
    return (
      <p class="booking-erased" role="status">
        {b('eraseDone', { count: state.count })}
      </p>
    );
  }
  if (state.is !== 'refused') return null;
  return (
    <p class="booking-erase-refused" role="alert">
      {bookingRefused(state.problem.code)}
    </p>
  );
}

/** At the wish of whoever it is about: found by what they give, and asked about first. */
export function EraseForm({ erasing }: { readonly erasing: Erasing }): JSX.Element {
  const isAsking = erasing.state.value.is === 'asking';
  return (
    <form
      class="booking-erase"
      data-testid="erase-form"
      onSubmit={event => {
        event.preventDefault();
        if (isAsking) void erasing.erase();
        else erasing.ask();
      }}
    >
      <h2>{b('eraseTitle')}</h2>
      <p class="quiet-text">{b('eraseLead')}</p>
      <label>
        <span>{b('eraseWho')}</span>
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={60}
          data-testid="erase-who"
          value={erasing.text.value}
          onInput={event => erasing.write(event.currentTarget.value)}
        />
      </label>
      {isAsking ? (
        <div class="booking-ask" role="alert">
          <p>{b('eraseAllAsk')}</p>
          <div class="booking-keys">
            <button
              type="submit"
              class="outlined danger"
              data-testid="erase-all-yes"
              disabled={erasing.isBusy.value}
            >
              {b('eraseYes')}
            </button>
            <button type="button" class="outlined" onClick={() => erasing.forget()}>
              {b('back')}
            </button>
          </div>
        </div>
      ) : (
        <button
          type="submit"
          class="outlined"
          data-testid="erase-all"
          disabled={erasing.given.value === null}
        >
          {b('erase')}
        </button>
      )}
      <Outcome erasing={erasing} />
    </form>
  );
}
