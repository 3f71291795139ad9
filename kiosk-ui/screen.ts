import type { IssuedTicket } from '../contract/http.ts';
import type { Problem } from '../ui-kit/api.ts';

/** What a kiosk can show. A page of null is the one that holds the marked service, or the first. */
export type Screen =
  | { readonly at: 'home' }
  | { readonly at: 'agencies'; readonly page: number }
  | { readonly at: 'search'; readonly page: number }
  | { readonly at: 'services'; readonly agencyId: string; readonly page: number | null }
  /** What to bring for a service, and no number. */
  | { readonly at: 'bring'; readonly serviceId: string; readonly from: 'services' | 'search' }
  /** Several errands before they become one number. */
  | { readonly at: 'overview'; readonly page: number }
  | { readonly at: 'check-in'; readonly by: 'code' | 'camera' }
  | { readonly at: 'ticket'; readonly ticket: IssuedTicket };

/** What lies over a screen until it is answered. */
export type Sheet =
  | { readonly about: 'language' }
  /** In large text the five needs do not fit beside the list. */
  | { readonly about: 'need' }
  | { readonly about: 'agency-closed'; readonly agencyId: string }
  | { readonly about: 'service-closed'; readonly serviceId: string }
  /** The wait of this errand is long: whether the number is wanted all the same. */
  | { readonly about: 'long-wait'; readonly serviceId: string }
  /** What to tell the staff of a number without paper. */
  | { readonly about: 'staff' }
  /** The screens are read out: how loud. */
  | { readonly about: 'sound' }
  | { readonly about: 'refused'; readonly problem: Problem }
  | { readonly about: 'check-in-refused'; readonly problem: Problem }
  /** A scan that is no booking: of a ticket, or of anything else. */
  | { readonly about: 'scanned'; readonly what: 'ticket' | 'other' };

/** What a visitor may set for themselves; forgotten with everything else. */
export type Aid = 'large' | 'contrast' | 'reach';
