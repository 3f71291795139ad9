import type {
  DisplayChoices,
  DisplaySetupView,
  SavedDisplay,
  SetUpDisplay,
} from '../contract/display-setup.ts';
import type { send } from '../ui-kit/api.ts';
import { SetupForm } from './setup-form.ts';
import type { Draft } from './setup-form.ts';

/** What is chosen for a screen beside the computer that it is. */
export type ScreenChoices = Omit<DisplayChoices, 'deviceId'>;
export type DisplayDraft = Draft<ScreenChoices>;

/** The screens of the set-up, one of them in a form. */
export class DisplayForm extends SetupForm<SetUpDisplay, ScreenChoices, DisplaySetupView> {
  constructor(ask: typeof send) {
    super(ask, {
      path: '/admin/displays',
      rowsOf: view => view.displays,
      savedOf: answer => {
        const { display, setupSeq } = answer as SavedDisplay;
        return { row: display, setupSeq };
      },
      choicesOf: ({ id: _id, deviceId: _deviceId, ...choices }) => choices,
      bodyOf: ({ id, deviceId, choices, setupSeq }) => ({
        id,
        setupSeq,
        choices: { ...choices, deviceId },
      }),
      nameOf: count => `TV ${count}`,
    });
  }
}
