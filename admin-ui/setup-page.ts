import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { OfficePage } from './office-page.ts';
import { sectionOf, type SectionId } from './office-sections.ts';
import { SetupDesk, type SetupDeskEdges } from './setup-desk.ts';

/** A page of the office that edits the set-up row by row. */
export class SetupPage extends OfficePage {
  readonly desk: SetupDesk;
  readonly section: SectionId;

  constructor(edges: SetupDeskEdges, section: SectionId) {
    super(edges.send);
    this.section = section;
    this.desk = new SetupDesk(edges);
  }

  /** Whether this member may edit rows of an agency; without one: of the whole building. */
  mayEdit(agencyId?: string): boolean {
    const user = this.session.user.value;
    if (user?.role === 'administrator') return true;
    if (user?.role !== 'agency-administrator' || agencyId === undefined) return false;
    return user.agencyIds?.includes(agencyId) ?? false;
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf(this.section).roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    if (maySee) this.desk.start();
    else this.desk.close();
  }
}
