import { FocusCare } from './focus-care.ts';
import { Keypad } from './keypad.ts';
import type { Kiosk } from './model.ts';
import { Narrator } from './narrator.ts';

/** What those need who do not see, reach or touch the screen; fetched once the home screen stands. */
export function startAccess(kiosk: Kiosk, root: HTMLElement): () => void {
  const ends = [
    new Keypad(kiosk, root).start(),
    new FocusCare(root).start(),
    new Narrator(kiosk, root).start(),
  ];
  return () => {
    for (const end of ends) end();
  };
}
