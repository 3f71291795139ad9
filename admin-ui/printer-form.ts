import type {
  KioskPlace,
  PrinterSetupView,
  ProbeReport,
  SavePrinter,
  SetUpPrinter,
} from '../contract/printer-setup.ts';
import type { PrinterConnection } from '../contract/printers.ts';

/** A printer as somebody fills it in: every way of connecting keeps what was typed for it. */
export interface PrinterForm {
  /** Null for a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly kind: PrinterConnection['kind'];
  readonly host: string;
  readonly port: string;
  readonly usbPath: string;
  readonly serialPath: string;
  readonly baudRate: number;
  readonly queue: string;
  readonly deviceId: string;
  readonly profileId: string;
  readonly places: Readonly<Record<string, KioskPlace>>;
}

export type FormField = 'name' | 'host' | 'port' | 'usbPath' | 'serialPath' | 'queue' | 'deviceId';

export const baudRates = [9600, 19_200, 38_400, 57_600, 115_200] as const;

const emptyForm: PrinterForm = {
  id: null,
  name: '',
  kind: 'network',
  host: '',
  port: '9100',
  usbPath: '/dev/usb/lp0',
  serialPath: '/dev/ttyUSB0',
  baudRate: 9600,
  queue: '',
  deviceId: '',
  profileId: '',
  places: {},
};

function placeAmong(printerIds: readonly string[], id: string | null): KioskPlace {
  const at = id === null ? -1 : printerIds.indexOf(id);
  return at < 0 ? 'none' : at === 0 ? 'first' : 'second';
}

const fieldsOf = (connection: PrinterConnection): Partial<PrinterForm> => {
  switch (connection.kind) {
    case 'network':
      return { kind: 'network', host: connection.host, port: String(connection.port) };
    case 'usb':
      return { kind: 'usb', usbPath: connection.path };
    case 'serial':
      return { kind: 'serial', serialPath: connection.path, baudRate: connection.baudRate };
    case 'cups':
      return { kind: 'cups', queue: connection.queue };
    case 'agent':
      return { kind: 'agent', deviceId: connection.deviceId };
  }
};

/** The form of a printer, or of a new one. */
export function formOf(view: PrinterSetupView, printer: SetUpPrinter | null): PrinterForm {
  const id = printer?.id ?? null;
  const places = view.kiosks.map(kiosk => [kiosk.id, placeAmong(kiosk.printerIds, id)] as const);
  return {
    ...emptyForm,
    deviceId: view.agents[0]?.deviceId ?? '',
    ...(printer?.connection ? fieldsOf(printer.connection) : {}),
    id,
    name: printer?.name ?? '',
    profileId: printer?.profileId ?? '',
    places: Object.fromEntries(places),
  };
}

/** Only what can't be right is found here; what can't be reached is the probe's to say. */
export function wrongField(form: PrinterForm): FormField | null {
  const port = Number(form.port);
  const isDevice = (path: string): boolean => /^\/dev\/[A-Za-z0-9]/.test(path.trim());
  switch (form.kind) {
    case 'network':
      if (!/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/.test(form.host.trim())) return 'host';
      return Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : 'port';
    case 'usb':
      return isDevice(form.usbPath) ? null : 'usbPath';
    case 'serial':
      return isDevice(form.serialPath) ? null : 'serialPath';
    case 'cups':
      return /^\w[\w.-]{0,99}$/.test(form.queue.trim()) ? null : 'queue';
    case 'agent':
      return form.deviceId === '' ? 'deviceId' : null;
  }
}

/** Of a form without a wrong field. */
export function connectionOf(form: PrinterForm): PrinterConnection {
  switch (form.kind) {
    case 'network':
      return { kind: 'network', host: form.host.trim(), port: Number(form.port) };
    case 'usb':
      return { kind: 'usb', path: form.usbPath.trim() };
    case 'serial': {
      const baudRate = baudRates.find(rate => rate === form.baudRate) ?? 9600;
      return { kind: 'serial', path: form.serialPath.trim(), baudRate };
    }
    case 'cups':
      return { kind: 'cups', queue: form.queue.trim() };
    case 'agent':
      return { kind: 'agent', deviceId: form.deviceId };
  }
}

/** What is sent; only kiosks whose place was changed are named. */
export function savedOf(form: PrinterForm, view: PrinterSetupView, setupSeq: number): SavePrinter {
  const kiosks = view.kiosks.flatMap(({ id, printerIds }) => {
    const place = form.places[id] ?? 'none';
    return place === placeAmong(printerIds, form.id) ? [] : [{ id, place }];
  });
  const { id, profileId } = form;
  return {
    setupSeq,
    id,
    name: form.name.trim(),
    connection: connectionOf(form),
    profileId,
    kiosks,
  };
}

/** A profile that fits what was found, unless one that fits is chosen already. */
export function profileAfter(form: PrinterForm, { profileIds }: ProbeReport): string {
  if (form.profileId !== '') return form.profileId;
  return profileIds[0] ?? '';
}
