import type { send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';
import { PartnerKeyList, type Partner } from './partner-keys.ts';
import { PartnerWebhookList } from './partner-webhooks.ts';
import { ToldSecret } from './told-secret.ts';

export interface PartnersEdges {
  readonly send: typeof send;
  readonly copy: (text: string) => Promise<void>;
}

/** Portals and apps: what lets them in, and where they are told. */
export class PartnersPage extends OfficePage {
  readonly secret: ToldSecret;
  readonly keys: PartnerKeyList;
  readonly webhooks: PartnerWebhookList;

  constructor(edges: PartnersEdges) {
    super(edges.send);
    this.secret = new ToldSecret(edges.copy);
    this.keys = new PartnerKeyList(edges.send, this.secret);
    this.webhooks = new PartnerWebhookList(edges.send, this.secret);
  }

  choose(partner: Partner): void {
    this.secret.forget();
    this.webhooks.forget();
    this.keys.choose(partner.id);
  }

  begin(partner: Partner | null): void {
    this.secret.forget();
    this.webhooks.forget();
    this.keys.begin(partner);
  }

  /** Whoever has a key acts for the building: that is the administrator's to give. */
  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('partners').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    this.secret.forget();
    for (const part of [this.keys, this.webhooks]) {
      if (maySee) part.start();
      else part.close();
    }
  }
}
