import type { JSX } from 'preact';
import { faultWords } from '../backup-words.ts';
import { backupsText as b } from '../backups-texts.ts';
import { Problem, whenOf, type BackupsShown } from './backups-app.tsx';

function PlaceNow(shown: BackupsShown): JSX.Element {
  const place = shown.view.secondPlace;
  if (place === null) return <p class="backups-about">{b('placeNone')}</p>;
  const { last, folder, isSameDisk } = place;
  return (
    <p class="backups-place-now">
      <b>{folder}</b>
      {last === null || last.fault === null ? (
        <span>
          {last === null ? b('placeWaits') : b('placeGood', { when: whenOf(shown, last.at) })}
        </span>
      ) : (
        <span class="backups-wrong">
          {`${b('newestFailed', { when: whenOf(shown, last.at) })}: ${faultWords(last.fault)}`}
        </span>
      )}
      {isSameDisk ? <span class="backups-wrong">{b('placeSameDisk')}</span> : null}
    </p>
  );
}

function PlaceForm({ desk }: BackupsShown): JSX.Element {
  return (
    <form
      class="backups-place-form"
      onSubmit={event => {
        event.preventDefault();
        void desk.choosePlace();
      }}
    >
      <label class="printing-field">
        <span>{b('placeFolder')}</span>
        <input
          value={desk.place.value ?? ''}
          maxLength={300}
          placeholder="/media/usb"
          spellcheck={false}
          autocomplete="off"
          onInput={event => (desk.place.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="printing-second" disabled={desk.isBusy.value}>
        {b('placeSave')}
      </button>
      <button type="button" class="printing-second" onClick={() => desk.cancel()}>
        {b('cancel')}
      </button>
      <Problem desk={desk} />
    </form>
  );
}

/** Where each backup is copied to, on another disk. */
export function BackupPlace(shown: BackupsShown): JSX.Element {
  const { desk, view } = shown;
  const isTyping = desk.place.value !== null;
  return (
    <section class="backups-place" data-testid="second-place">
      <h2>{b('place')}</h2>
      <p class="backups-about">{b('placeLead')}</p>
      {isTyping ? <PlaceForm {...shown} /> : <PlaceNow {...shown} />}
      {isTyping ? null : (
        <p class="backups-place-keys">
          <button
            type="button"
            class="printing-second"
            data-testid="set-place"
            onClick={() => {
              desk.cancel();
              desk.place.value = view.secondPlace?.folder ?? '';
            }}
          >
            {b('placeSet')}
          </button>
          {view.secondPlace === null ? null : (
            <button type="button" class="printing-second" onClick={() => void desk.forgetPlace()}>
              {b('placeRemove')}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
