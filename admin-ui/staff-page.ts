import type { send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';
import { StaffForm } from './staff-form.ts';
import { StaffImport, type SendTable } from './staff-import.ts';
import { StaffRows } from './staff-list.ts';
import { ToldPasswords } from './told-passwords.ts';

export interface StaffEdges {
  readonly send: typeof send;
  readonly sendTable: SendTable;
  readonly copy: (text: string) => Promise<void>;
}

/** Everybody who may sign in: what they are, and a way back in for who forgot their password. */
export class StaffPage extends OfficePage {
  readonly told: ToldPasswords;
  readonly rows: StaffRows;
  readonly form: StaffForm;
  readonly table: StaffImport;

  constructor(edges: StaffEdges) {
    super(edges.send);
    this.told = new ToldPasswords(edges.copy);
    this.rows = new StaffRows(edges.send);
    this.form = new StaffForm(edges.send, this.rows, this.told);
    this.table = new StaffImport(edges.sendTable, this.rows, this.told);
  }

  /** Whether whoever is here looks after people, or only looks. */
  get mayManage(): boolean {
    const role = this.session.user.value?.role;
    return role === 'administrator' || role === 'agency-administrator';
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('staff').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    this.form.leave();
    this.table.leave();
    this.told.forget();
    if (maySee) this.rows.start();
    else this.rows.close();
  }
}
