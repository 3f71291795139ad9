import { BellRing, Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { VoiceChoices } from '../../contract/voice-studio.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { VoiceStudio } from '../voice-studio.ts';
import { voiceText as v } from '../voice-texts.ts';
import { Choice } from './choice.tsx';

interface Props {
  readonly studio: VoiceStudio;
  readonly mayChange: boolean;
}
type Part = Props & { readonly choices: VoiceChoices };

const styles = ['nol', 'kosong', 'natural'] as const;
const repeats = ['1', '2', '3'] as const;
const says = ['number', 'agency', 'service'] as const;
const seconds = ['visitor', 'always', 'never'] as const;
const speed = { min: 70, max: 130, step: 5 };
const volume = { min: 0, max: 100, step: 5 };
const workdays = [1, 2, 3, 4, 5];
const week = [1, 2, 3, 4, 5, 6, 0] as const;
const quietTimesMax = 14;

function Slider(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly range: typeof speed;
  readonly isLocked: boolean;
  readonly onChange: (value: number) => void;
}): JSX.Element {
  const { label, testId, value, range, isLocked, onChange } = props;
  return (
    <label class="voice-slider">
      <span>{label}</span>
      <input
        type="range"
        data-testid={testId}
        {...range}
        value={value}
        disabled={isLocked}
        onInput={event => onChange(Number(event.currentTarget.value))}
      />
      <output>{v('percent', { value })}</output>
    </label>
  );
}

function Speaking({ studio, choices, mayChange }: Part): JSX.Element {
  const isLocked = !mayChange;
  return (
    <>
      <div class="voice-pair">
        <Choice
          label={v('numberStyle')}
          testId="number-style"
          value={choices.numberStyle}
          options={styles.map(value => ({ value, words: v(`style:${value}`) }))}
          isLocked={isLocked}
          onChange={numberStyle => studio.change({ numberStyle })}
        />
        <Choice
          label={v('repeat')}
          testId="repeat"
          value={String(choices.repeat) as (typeof repeats)[number]}
          options={repeats.map(value => ({ value, words: v(`repeat:${value}`) }))}
          isLocked={isLocked}
          onChange={value => studio.change({ repeat: Number(value) })}
        />
        <Choice
          label={v('says')}
          testId="says"
          value={choices.says}
          options={says.map(value => ({ value, words: v(`says:${value}`) }))}
          isLocked={isLocked}
          onChange={value => studio.change({ says: value })}
        />
        <Choice
          label={v('second')}
          testId="second-language"
          value={choices.secondLanguage}
          options={seconds.map(value => ({ value, words: v(`second:${value}`) }))}
          isLocked={isLocked}
          onChange={secondLanguage => studio.change({ secondLanguage })}
        />
      </div>
      <Slider
        label={v('speed')}
        testId="speed"
        value={choices.speedPercent}
        range={speed}
        isLocked={isLocked}
        onChange={speedPercent => studio.change({ speedPercent })}
      />
      <Slider
        label={v('volume')}
        testId="volume"
        value={choices.volumePercent}
        range={volume}
        isLocked={isLocked}
        onChange={volumePercent => studio.change({ volumePercent })}
      />
    </>
  );
}

function Zones({ studio, choices, mayChange }: Part): JSX.Element {
  return (
    <fieldset>
      <legend>{v('zones')}</legend>
      {studio.view.value?.zones.map(({ id, word }) => {
        const own = choices.zones.find(zone => zone.zoneId === id);
        const level = own?.volumePercent ?? choices.volumePercent;
        const isSilent = own?.isSilent ?? false;
        const told = studio.tone.value?.zoneId === id ? studio.tone.value.told : null;
        return (
          <div class="voice-zone" key={id}>
            <Slider
              label={pick(word)}
              testId={`volume-${id}`}
              value={level}
              range={volume}
              isLocked={!mayChange || isSilent}
              onChange={value => studio.changeZone(id, value, isSilent)}
            />
            <label class="voice-check">
              <input
                type="checkbox"
                data-testid={`silent-${id}`}
                checked={isSilent}
                disabled={!mayChange}
                onChange={event => studio.changeZone(id, level, event.currentTarget.checked)}
              />
              <span>{v('silentZone')}</span>
            </label>
            {mayChange && (
              <button
                type="button"
                class="quiet"
                data-testid={`tone-${id}`}
                disabled={studio.isBusy.value}
                onClick={() => void studio.testZone(id)}
              >
                <Icon of={BellRing} size={16} />
                {v('tone')}
              </button>
            )}
            {told !== null && (
              <p role="status" class={told === 'heard' ? 'printing-note' : 'printing-wrong'}>
                {v(`told:${told}`)}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

type Quiet = VoiceChoices['quietTimes'][number];

/** "7.30", "07:30" and "7" are times of day; the browser's own field speaks its own language. */
function timeOf(typed: string): string | null {
  const [, hours, minutes = '00'] = /^\s*(\d{1,2})(?:[.:](\d{2}))?\s*$/.exec(typed) ?? [];
  if (hours === undefined) return null;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null;
}

function QuietTime(props: Part & { readonly quiet: Quiet; readonly at: number }): JSX.Element {
  const { studio, choices, mayChange, quiet, at } = props;
  const set = (change: Partial<Quiet>): void => {
    const quietTimes = choices.quietTimes.map((row, place) =>
      place === at ? { ...row, ...change } : row,
    );
    studio.change({ quietTimes });
  };
  const toggle = (day: number): void => {
    const without = quiet.days.filter(other => other !== day);
    if (!quiet.days.includes(day)) set({ days: [...quiet.days, day] });
    else if (without.length > 0) set({ days: without });
  };
  return (
    <li class="voice-quiet">
      <div class="voice-days">
        {week.map(day => (
          <button
            type="button"
            key={day}
            disabled={!mayChange}
            aria-pressed={quiet.days.includes(day)}
            onClick={() => toggle(day)}
          >
            {v(`day${day}`)}
          </button>
        ))}
      </div>
      {(['from', 'until'] as const).map(end => (
        <label class="printing-field" key={end}>
          <span>{v(end)}</span>
          <input
            inputMode="numeric"
            maxLength={5}
            data-testid={`quiet-${end}-${at}`}
            disabled={!mayChange}
            value={quiet[end]}
            onChange={event => {
              const time = timeOf(event.currentTarget.value);
              // What is no time goes back to what stood there.
              if (time === null) event.currentTarget.value = quiet[end];
              else set({ [end]: time });
            }}
          />
        </label>
      ))}
      {mayChange && (
        <button
          type="button"
          class="quiet"
          aria-label={v('removeQuiet')}
          onClick={() =>
            studio.change({ quietTimes: choices.quietTimes.filter((_, place) => place !== at) })
          }
        >
          <Icon of={Trash2} size={16} />
        </button>
      )}
    </li>
  );
}

function QuietTimes(part: Part): JSX.Element {
  const { studio, choices, mayChange } = part;
  const { quietTimes } = choices;
  return (
    <fieldset>
      <legend>{v('quiet')}</legend>
      <p class="printing-note">{v(quietTimes.length === 0 ? 'quietNone' : 'quietLead')}</p>
      <ul>
        {quietTimes.map((quiet, at) => (
          // They have no name: their place in the list is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <QuietTime key={at} {...part} quiet={quiet} at={at} />
        ))}
      </ul>
      {mayChange && quietTimes.length < quietTimesMax && (
        <button
          type="button"
          class="quiet"
          data-testid="add-quiet"
          onClick={() =>
            studio.change({
              quietTimes: [...quietTimes, { days: workdays, from: '12:00', until: '13:00' }],
            })
          }
        >
          <Icon of={Plus} size={16} />
          {v('addQuiet')}
        </button>
      )}
    </fieldset>
  );
}

/** How calls are spoken, with what it means for a call beside it. */
export function VoiceChoicesForm({ studio, mayChange }: Props): JSX.Element | null {
  const choices = studio.choices.value;
  if (choices === null) return null;
  const part = { studio, mayChange, choices };
  const isChanged = studio.isChanged.value;
  return (
    <>
      {/* Where nothing in it may be changed it is still scrolled by keys. */}
      <section class="voice-choices" tabIndex={0} aria-label={v('choices')}>
        <h2>{v('choices')}</h2>
        <Speaking {...part} />
        <Zones {...part} />
        <QuietTimes {...part} />
      </section>
      {mayChange && (
        <footer class="voice-foot">
          <p role="status" data-testid="choices-status" class="printing-good">
            {studio.done.value === 'saved' && v('saved')}
          </p>
          {isChanged && (
            <button
              type="button"
              class="quiet"
              data-testid="revert"
              onClick={() => studio.revert()}
            >
              {v('revert')}
            </button>
          )}
          <button
            type="button"
            class="printing-key"
            data-testid="save-choices"
            disabled={!isChanged || studio.isBusy.value}
            onClick={() => void studio.save()}
          >
            {v(isChanged ? 'save' : 'nothing')}
          </button>
        </footer>
      )}
    </>
  );
}
