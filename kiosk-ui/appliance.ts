import type { KioskPatch, KioskView } from '../contract/views.ts';
import { Appliance as AnyAppliance, identifyMs as anyIdentifyMs } from '../ui-kit/appliance.ts';
import type { ApplianceEdges } from '../ui-kit/appliance.ts';
import type { Stream } from '../ui-kit/stream.ts';

export const identifyMs = anyIdentifyMs;

interface KioskEdges extends Omit<ApplianceEdges, 'kind' | 'stream'> {
  readonly stream: Stream<KioskView, KioskPatch>;
}

/** The kiosk as a thing of the building; it goes by the name that the building's set-up gives it. */
export class Appliance extends AnyAppliance {
  readonly #view: Stream<KioskView>['view'];

  constructor(edges: KioskEdges) {
    super({ ...edges, kind: 'kiosk' });
    this.#view = edges.stream.view;
  }

  override get deviceName(): string {
    return this.#view.value?.deviceName ?? '';
  }
}
