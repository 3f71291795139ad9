import type { AuditKind } from '../contract/audit.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { AuditLog, type AuditEdges } from './audit-log.ts';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';

export const auditKinds: readonly AuditKind[] = [
  'setup',
  'accounts',
  'sign-ins',
  'devices',
  'partners',
  'people',
  'screens',
  'steering',
  'backups',
];

/** What was done in the office, by whom, and who looked at whose data. */
export class AuditPage extends OfficePage {
  readonly log: AuditLog;

  constructor(edges: AuditEdges) {
    super(edges.send);
    this.log = new AuditLog(edges);
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('audit').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    if (maySee) this.log.start();
    else this.log.close();
  }
}
