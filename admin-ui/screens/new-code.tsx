import { KeyRound, MonitorCheck } from 'lucide';
import type { JSX } from 'preact';
import type { DeviceKind } from '../../contract/devices.ts';
import { stopwatch } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { DeviceList, MadeCode } from '../device-list.ts';
import { devicesText as d, refusedText } from '../devices-texts.ts';

type Has = { readonly devices: DeviceList };
const kinds: readonly DeviceKind[] = ['kiosk', 'display', 'agent'];

/** In two halves, as it is read out across a hall. */
const halves = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

function Made({ devices, made }: Has & { readonly made: MadeCode }): JSX.Element {
  const minutes = stopwatch(devices.secondsLeft.value);
  return (
    <div class="devices-code" data-testid="made-code">
      <p>{d('codeFor', { name: made.name })}</p>
      <p class="devices-code-signs figures" data-testid="code">
        {halves(made.code)}
      </p>
      <p>{d('codeEnds', { minutes })}</p>
      <p class="devices-code-foot">
        <span class="printing-note">{d('codeWaits')}</span>
        <button
          type="button"
          class="printing-second"
          data-testid="forget-code"
          onClick={() => devices.forgetCode()}
        >
          {d('codeForget')}
        </button>
      </p>
    </div>
  );
}

/** A screen has no keys: its code is typed here. */
function ScreenCode({ devices }: Has): JSX.Element {
  return (
    <label class="printing-field devices-screen-code">
      <span>{d('screenCode')}</span>
      <input
        data-testid="screen-code"
        maxLength={12}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        value={devices.screenCode.value}
        onInput={event => (devices.screenCode.value = event.currentTarget.value)}
      />
    </label>
  );
}

function isWhole({ kind, name, screenCode }: DeviceList): boolean {
  const isNamed = name.value.trim() !== '';
  return isNamed && (kind.value !== 'display' || screenCode.value.trim() !== '');
}

function Ask({ devices }: Has): JSX.Element {
  const isScreen = devices.kind.value === 'display';
  return (
    <form
      class="devices-ask"
      onSubmit={event => {
        event.preventDefault();
        void (isScreen ? devices.takeIn() : devices.makeCode());
      }}
    >
      <label class="printing-field">
        <span>{d('kind')}</span>
        <select
          data-testid="new-kind"
          value={devices.kind.value}
          onChange={event => (devices.kind.value = event.currentTarget.value as DeviceKind)}
        >
          {kinds.map(kind => (
            <option key={kind} value={kind}>
              {d(`kind:${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="printing-field">
        <span>{d('name')}</span>
        <input
          data-testid="new-name"
          maxLength={60}
          autoComplete="off"
          placeholder={d(isScreen ? 'screenExample' : 'nameExample')}
          value={devices.name.value}
          onInput={event => (devices.name.value = event.currentTarget.value)}
        />
      </label>
      {isScreen ? <ScreenCode devices={devices} /> : null}
      <button
        type="submit"
        class="printing-key"
        data-testid={isScreen ? 'take-in' : 'make-code'}
        disabled={!isWhole(devices) || devices.isBusy.value}
      >
        <Icon of={isScreen ? MonitorCheck : KeyRound} size={20} />
        {d(isScreen ? 'takeIn' : 'makeCode')}
      </button>
    </form>
  );
}

/** A code for one device, and who came by the last one. */
export function NewCode({ devices }: Has): JSX.Element {
  const made = devices.code.value;
  const arrived = devices.rows.value?.find(({ id }) => id === devices.arrived.value);
  const problem = devices.problem.value;
  return (
    <section class="devices-new">
      <h2>{d('newCode')}</h2>
      <p class="printing-note">
        {d(devices.kind.value === 'display' ? 'takeInLead' : 'newCodeLead')}
      </p>
      {made === null ? <Ask devices={devices} /> : <Made devices={devices} made={made} />}
      <div aria-live="polite">
        {arrived === undefined ? null : (
          <p class="devices-good" data-testid="arrived">
            <Icon of={MonitorCheck} size={20} />
            {d('arrived', { name: arrived.name })}
          </p>
        )}
        {problem === null ? null : (
          <p class="devices-trouble" data-testid="devices-trouble">
            {refusedText(problem.code)}
          </p>
        )}
      </div>
    </section>
  );
}
