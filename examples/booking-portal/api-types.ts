/** Made by make-api-types.ts from the OpenAPI document of a building; never written by hand. */

export type ClosedReason =
  | 'not-open-yet'
  | 'closed-today'
  | 'holiday'
  | 'outside-hours'
  | 'break'
  | 'last-ticket-passed'
  | 'quota-reached'
  | 'paused'
  | 'no-counter'
  | 'capacity-reached';
export type Instant = string;
export type BookingStatus =
  'proposed' | 'booked' | 'arrived' | 'checked-in' | 'fulfilled' | 'cancelled' | 'noshow';
export type Id = string;
export type Language = 'id' | 'en';
export type BusinessDate = string;
export type Cloth = 'kawung' | 'parang' | 'tumpal' | 'wajik';
export type WebhookType =
  | 'booking.created'
  | 'booking.moved'
  | 'booking.cancelled'
  | 'booking.noshow'
  | 'booking.checked-in'
  | 'booking.called'
  | 'booking.serving'
  | 'booking.fulfilled'
  | 'booking.missed'
  | 'waiting-list.offered'
  | 'waiting-list.ended'
  | 'ping';
export type VisitClass = 'walk-in' | 'booked' | 'vulnerable';
export type Need = 'elderly' | 'pregnant' | 'nursing' | 'disability' | 'with-child';
export type LegState =
  'waiting' | 'called' | 'serving' | 'parked' | 'done' | 'no-show' | 'cancelled' | 'expired';
export type PrintState = 'queued' | 'printing' | 'printed' | 'not-sent' | 'unknown';
export type PersonField = 'name' | 'nik' | 'phone';
export type ZoneColour = 'biru' | 'cokelat' | 'hijau' | 'merah';

export interface Availability {
  open: boolean;
  reason?: ClosedReason;
  opensAt?: Instant;
}
export interface BookingTold {
  type:
    | 'booking.created'
    | 'booking.moved'
    | 'booking.cancelled'
    | 'booking.noshow'
    | 'booking.checked-in'
    | 'booking.called'
    | 'booking.serving'
    | 'booking.fulfilled'
    | 'booking.missed';
  timestamp: Instant;
  data: {
    seq: number;
    booking: PartnerBooking;
    label?: string;
    building: string;
  };
}
export interface PartnerBooking {
  code: string;
  qr: string;
  serviceId: Id;
  startsAt: Instant;
  minutes: number;
  status: BookingStatus;
  language: Language;
  madeAt: Instant;
  checkInFrom: Instant;
  checkInUntil: Instant;
  ticket: {
    label: string;
    token: string;
    trackUrl: string;
  } | null;
}
export interface BuildingView {
  line1: string;
  line2: string;
  short: string;
  timeZone: string;
  zoneName: string;
  contact: string;
  demo: boolean;
  languages: Language[];
  today: {
    opens: string;
    closes: string;
    lastTicket: string;
  } | null;
  alwaysOpen: boolean;
}
export interface Deliveries {
  deliveries: {
    id: Id;
    seq: number;
    type: WebhookType;
    state: 'pending' | 'delivered' | 'dead';
    attempts: number;
    lastStatus: number | null;
    nextAt: Instant | null;
    madeAt: Instant;
  }[];
  nextAfter: Id | null;
}
export interface Empty {}
export interface Estimate {
  fromMinutes: number;
  toMinutes: number;
}
export interface IssuedAnswer {
  ticket: IssuedTicket;
  print: {
    jobId: number;
    state: PrintState;
  } | null;
}
export interface IssuedTicket {
  id: Id;
  label: string;
  businessDate: BusinessDate;
  issuedAt: Instant;
  class: VisitClass;
  need: Need | null;
  language: Language;
  legs: TicketLeg[];
  token: string;
  trackUrl: string;
  bookedFor: Instant | null;
}
export interface TicketLeg {
  id: Id;
  serviceId: Id;
  queueId: Id;
  state: LegState;
  ahead: number | null;
  estimate: Estimate | null;
  counterId: Id | null;
}
export interface JoinWaitingList {
  serviceId: Id;
  date: BusinessDate;
  from?: string;
  until?: string;
  person?: Person;
  language?: Language;
}
export interface Person {
  name?: string;
  nik?: string;
  phone?: string;
}
export interface MadeWebhook {
  webhook: Webhook;
  secret: string;
}
export interface Webhook {
  id: Id;
  url: string;
  types: WebhookType[] | null;
  isActive: boolean;
  madeAt: Instant;
  pending: number;
  dead: number;
}
export interface MovedBooking {
  startsAt: Instant;
}
export interface NewBooking {
  serviceId: Id;
  startsAt: Instant;
  person?: Person;
  language?: Language;
}
export interface NewWebhook {
  url: string;
  types?: WebhookType[] | null;
}
export interface PartnerBookingAnswer {
  booking: PartnerBooking;
}
export interface PartnerBookings {
  bookings: PartnerBooking[];
  nextAfter: Id | null;
}
export interface PartnerQueues {
  queues: {
    id: Id;
    agencyId: Id;
    name: Text;
    series: string;
    waiting: number;
    estimate: Estimate | null;
    availability: Availability;
    called: string[];
  }[];
}
export interface Text {
  id: string;
  en: string;
}
export interface PartnerService {
  id: Id;
  code: string;
  name: Text;
  agency: {
    id: Id;
    name: Text;
    short: string;
  };
  minutes: number;
  requirements: Text[];
  asks: PersonField[];
  queueId: Id;
  booking: {
    slotMinutes: number;
    daysAhead: number;
    cutOffMinutes: number;
  } | null;
}
export interface PartnerServices {
  services: PartnerService[];
  nextAfter: Id | null;
}
export interface Ping {
  type: 'ping';
  timestamp: Instant;
  data: {};
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: {
    path: string;
    message: string;
    code?: string;
    facts?: {
      [k: string]: string | number;
    };
  }[];
  facts?: {
    [k: string]: string | number | boolean;
  };
}
export interface Replayed {
  deliveryId: Id;
}
export interface RotateWebhook {
  graceHours?: number;
}
export interface Slot {
  startsAt: Instant;
  minutes: number;
  places: number;
  left: number;
}
export interface Slots {
  serviceId: Id;
  slots: Slot[];
}
export interface TrackView {
  at: Instant;
  building: BuildingView;
  label: string;
  businessDate: string;
  issuedAt: Instant;
  language: Language;
  legs: {
    serviceId: Id;
    serviceName: Text;
    agencyShort: string;
    state: LegState;
    ahead: number | null;
    estimate: Estimate | null;
    zone: ZoneView;
    counters: string;
    counterName: Text | null;
    calledAt: Instant | null;
    calls: number;
    backAt: Instant | null;
    requirements: Text[];
  }[];
  delay: {
    minutes: number;
    left: number;
    allowed: boolean;
  };
  bookedFor: Instant | null;
}
export interface ZoneView {
  id: Id;
  word: Text;
  floor: Text;
  colour: ZoneColour;
  cloth: Cloth;
}
export interface WaitingListAnswer {
  waiting: WaitingListEntry;
}
export interface WaitingListEntry {
  id: Id;
  serviceId: Id;
  date: BusinessDate;
  from: Instant;
  until: Instant;
  joinedAt: Instant;
  before: number;
  offer: {
    startsAt: Instant;
    minutes: number;
    until: Instant;
  } | null;
}
export interface WaitingTold {
  type: 'waiting-list.offered' | 'waiting-list.ended';
  timestamp: Instant;
  data: {
    seq: number;
    waiting: {
      id: Id;
      serviceId: Id;
      date: BusinessDate;
      offer: {
        startsAt: Instant;
        minutes: number;
        until: Instant;
      } | null;
      why: ('lapsed' | 'too-late') | null;
    };
    building: string;
  };
}
export interface Webhooks {
  webhooks: Webhook[];
}
