import type { KioskChoices, KioskSetupView, SetUpKiosk } from '../contract/kiosk-setup.ts';
import type { KioskLanguage } from '../contract/printers.ts';
import type { send } from '../ui-kit/api.ts';
import { SetupForm } from './setup-form.ts';
import type { Draft } from './setup-form.ts';

export type KioskDraft = Draft<KioskChoices>;

export const allLanguages: readonly KioskLanguage[] = ['id', 'en', 'jv', 'bug'];

/** The kiosks of the set-up, one of them in a form. */
export class KioskForm extends SetupForm<SetUpKiosk, KioskChoices, KioskSetupView> {
  constructor(ask: typeof send) {
    super(ask, {
      path: '/admin/kiosks',
      rowsOf: view => view.kiosks,
      savedOf: answer => {
        const { kiosk, setupSeq } = answer as { kiosk: SetUpKiosk; setupSeq: number };
        return { row: kiosk, setupSeq };
      },
      choicesOf: ({ id: _id, deviceId: _deviceId, ...choices }) => choices,
      bodyOf: draft => draft,
      nameOf: count => `Kiosk ${count}`,
    });
  }

  /** The last language stays: a kiosk without one would say nothing. */
  toggleLanguage(code: KioskLanguage): void {
    const codes = this.draft.value?.choices.languages ?? [];
    const without = codes.filter(other => other !== code);
    if (!codes.includes(code)) this.change({ languages: [...codes, code] });
    else if (without.length > 0) this.change({ languages: without });
  }

  speaksFirst(code: KioskLanguage): void {
    const codes = this.draft.value?.choices.languages ?? [];
    this.change({ languages: [code, ...codes.filter(other => other !== code)] });
  }

  /** All agencies are said as null, so that one that comes later is among them. */
  toggleAgency(id: string): void {
    const all = (this.view.value?.agencies ?? []).map(agency => agency.id);
    const chosen = new Set(this.draft.value?.choices.agencyIds ?? all);
    if (!chosen.delete(id)) chosen.add(id);
    if (chosen.size === 0) return;
    const agencyIds = all.filter(agencyId => chosen.has(agencyId));
    this.change({ agencyIds: agencyIds.length === all.length ? null : agencyIds });
  }
}
