import { gauge } from './metrics-text.ts';

/** The way to a hub, as its connector counts it since the server started. */
export interface HubNow {
  readonly isConnected: boolean;
  readonly underWay: number;
  readonly waiting: number;
  readonly answered: number;
  readonly repeated: number;
  readonly unreadable: number;
  readonly failures: number;
}

/** Nothing where no hub is set up. */
export function hubGauges(hub: HubNow | null): string {
  if (!hub) return '';
  const one = (value: number) => [{ value }];
  const families = [
    gauge('mpp_hub_connected', '1 while the hub answers.', one(hub.isConnected ? 1 : 0)),
    gauge('mpp_hub_under_way', 'Requests of the hub that are being answered.', one(hub.underWay)),
    gauge('mpp_hub_waiting', 'Answers that the hub has still to take.', one(hub.waiting)),
    gauge('mpp_hub_answered', 'Requests of the hub answered since the start.', one(hub.answered)),
    gauge('mpp_hub_repeated', 'Requests that were handed out again.', one(hub.repeated)),
    gauge('mpp_hub_unreadable', 'Requests nothing could be made of.', one(hub.unreadable)),
    gauge('mpp_hub_failures', 'Calls to the hub that failed.', one(hub.failures)),
  ];
  return `${families.join('\n')}\n`;
}
