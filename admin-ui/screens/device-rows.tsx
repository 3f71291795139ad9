import { Monitor, Printer, TicketPlus } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import type { DeviceKind } from '../../contract/devices.ts';
import type { BuildingView } from '../../contract/views.ts';
import { dateLong, dayOf, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Device, DeviceList } from '../device-list.ts';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';

const icons: Readonly<Record<DeviceKind, IconNode>> = {
  kiosk: TicketPlus,
  display: Monitor,
  agent: Printer,
};

/** The time where it was today as the server wrote it, else the day. */
function when(instant: string, { timeZone }: BuildingView): string {
  const ms = Date.parse(instant);
  const isToday = dayOf(ms, timeZone) === dayOf(Date.now(), timeZone);
  const time = timeOfDay(ms, timeZone, language.value);
  return isToday ? time : `${dateLong(ms, timeZone, language.value)}, ${time}`;
}

function Small(props: {
  readonly testId: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <button
      type="button"
      class="devices-small"
      data-testid={props.testId}
      disabled={props.isDisabled === true}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

function Orders(props: {
  readonly devices: DeviceList;
  readonly id: string;
  readonly isHere: boolean;
}): JSX.Element {
  const { devices, id, isHere } = props;
  const isDisabled = !isHere || devices.isBusy.value;
  return (
    <>
      <Small
        testId={`identify-${id}`}
        isDisabled={isDisabled}
        onClick={() => void devices.order(id, 'identify')}
      >
        {d('identify')}
      </Small>
      <Small
        testId={`reload-${id}`}
        isDisabled={isDisabled}
        onClick={() => void devices.order(id, 'reload')}
      >
        {d('reload')}
      </Small>
    </>
  );
}

function Told({ devices, id }: { readonly devices: DeviceList; readonly id: string }) {
  const told = devices.told.value;
  if (told?.id !== id) return null;
  return (
    <p class="printing-note" role="status">
      {d(told.screens > 0 ? 'told' : 'toldNobody')}
    </p>
  );
}

function Renaming({ devices, row }: { readonly devices: DeviceList; readonly row: Device }) {
  const asked = devices.renaming.value;
  return (
    <form
      class="devices-rename"
      onSubmit={event => {
        event.preventDefault();
        void devices.rename();
      }}
    >
      <label class="printing-field">
        <span class="spoken-only">{d('name')}</span>
        <input
          data-testid={`name-of-${row.id}`}
          maxLength={60}
          value={asked?.name ?? row.name}
          onInput={event =>
            (devices.renaming.value = { id: row.id, name: event.currentTarget.value })
          }
        />
      </label>
      <button type="submit" class="printing-second" data-testid="save-name">
        {d('save')}
      </button>
      <button type="button" class="printing-second" onClick={() => (devices.renaming.value = null)}>
        {d('cancel')}
      </button>
    </form>
  );
}

function Leaving({ devices, row }: { readonly devices: DeviceList; readonly row: Device }) {
  return (
    <div class="devices-leaving" role="alert">
      <p>{d('unpairAsk', { name: row.name })}</p>
      <button
        type="button"
        class="printing-second devices-danger"
        data-testid="unpair-yes"
        onClick={() => void devices.unpair()}
      >
        {d('unpairYes')}
      </button>
      <button type="button" class="printing-second" onClick={() => (devices.leaving.value = null)}>
        {d('cancel')}
      </button>
    </div>
  );
}

function Row(props: {
  readonly devices: DeviceList;
  readonly building: BuildingView;
  readonly row: Device;
}): JSX.Element {
  const { devices, building, row } = props;
  const { id, kind, name, isHere, lastSeenAt, pairedAt, pairedBy } = row;
  const paired = when(pairedAt, building);
  const isLeaving = devices.leaving.value === id;
  return (
    <li data-testid={`device-${id}`} data-name={name}>
      <Icon of={icons[kind]} size={22} stroke={1.75} />
      <div class="devices-who">
        {devices.renaming.value?.id === id ? (
          <Renaming devices={devices} row={row} />
        ) : (
          <b>{name}</b>
        )}
        <p>
          {d(`kind:${kind}`)} ·{' '}
          <span class={isHere ? 'devices-here' : ''} data-testid="presence">
            {isHere ? d('here') : d('lastSeen', { when: when(lastSeenAt, building) })}
          </span>
        </p>
        <p>
          {pairedBy === null
            ? d('pairedAt', { when: paired })
            : d('pairedBy', { when: paired, who: pairedBy })}
        </p>
        <Told devices={devices} id={id} />
        {isLeaving ? <Leaving devices={devices} row={row} /> : null}
      </div>
      <div class="devices-orders">
        {kind === 'agent' ? null : <Orders devices={devices} id={id} isHere={isHere} />}
        <Small testId={`rename-${id}`} onClick={() => (devices.renaming.value = { id, name })}>
          {d('rename')}
        </Small>
        <Small testId={`unpair-${id}`} onClick={() => (devices.leaving.value = id)}>
          {d('unpair')}
        </Small>
      </div>
    </li>
  );
}

/** Every computer that was let in, and the demo building's own kiosk. */
export function DeviceRows(props: {
  readonly page: DevicesPage;
  readonly building: BuildingView;
}): JSX.Element {
  const { page, building } = props;
  const { devices } = page;
  const rows = devices.rows.value ?? [];
  const computers = page.kiosks.view.value?.computers ?? [];
  const own = computers.find(({ id }) => !rows.some(row => row.id === id));
  return (
    <section class="devices-list">
      <h2>{d('devices')}</h2>
      {rows.length === 0 && own === undefined ? <p class="printing-note">{d('none')}</p> : null}
      <ul>
        {own === undefined ? null : (
          <li data-testid={`device-${own.id}`}>
            <Icon of={icons.kiosk} size={22} stroke={1.75} />
            <div class="devices-who">
              <b>{own.name}</b>
              <p>
                {d('ownKiosk')}
                {own.isHere ? (
                  <>
                    {' · '}
                    <span class="devices-here">{d('here')}</span>
                  </>
                ) : null}
              </p>
              <Told devices={devices} id={own.id} />
            </div>
            <div class="devices-orders">
              <Orders devices={devices} id={own.id} isHere={own.isHere} />
            </div>
          </li>
        )}
        {rows.map(row => (
          <Row key={row.id} devices={devices} building={building} row={row} />
        ))}
      </ul>
    </section>
  );
}
