import type { send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { BackupDesk } from './backup-desk.ts';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';

/** Copies of the building's data, for its administrator alone. */
export class BackupsPage extends OfficePage {
  readonly desk: BackupDesk;

  constructor(edges: { readonly send: typeof send }) {
    super(edges.send);
    this.desk = new BackupDesk({
      send: edges.send,
      signedOut: () => void this.session.load(),
    });
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('backups').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    if (maySee) this.desk.start();
    else this.desk.close();
  }
}
