import { signal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';
import { DeviceList } from './device-list.ts';
import { DisplayForm } from './display-form.ts';
import { KioskForm } from './kiosk-form.ts';
import { MediaShelf } from './media-shelf.ts';
import { OfficePage } from './office-page.ts';

export interface DevicesEdges {
  readonly send: typeof send;
}

/** Computers that belong to the building, and what its kiosks and screens are. */
export class DevicesPage extends OfficePage {
  readonly devices: DeviceList;
  readonly kiosks: KioskForm;
  readonly displays: DisplayForm;
  readonly media: MediaShelf;
  /** What the right side sets up. */
  readonly shown = signal<'kiosks' | 'displays'>('kiosks');

  constructor(edges: DevicesEdges) {
    super(edges.send);
    this.devices = new DeviceList(edges.send);
    this.kiosks = new KioskForm(edges.send);
    this.displays = new DisplayForm(edges.send);
    this.media = new MediaShelf(edges.send);
  }

  protected override follow(maySee: boolean): void {
    for (const part of [this.devices, this.kiosks, this.displays, this.media]) {
      if (maySee) part.start();
      else part.close();
    }
  }
}
