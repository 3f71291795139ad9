import type { send } from '../ui-kit/api.ts';
import { BookingForm } from './booking-form.ts';
import { OfficePage } from './office-page.ts';

export interface BookingEdges {
  readonly send: typeof send;
  /** Runs `work` once somebody has stopped changing things; the answer takes it back. */
  readonly later: (work: () => void) => () => void;
}

/** What can be booked in each line of the building. */
export class BookingPage extends OfficePage {
  readonly form: BookingForm;

  constructor(edges: BookingEdges) {
    super(edges.send);
    this.form = new BookingForm(edges);
  }

  protected override follow(maySee: boolean, mayChange: boolean): void {
    if (maySee) this.form.start(mayChange);
    else this.form.close();
  }
}
