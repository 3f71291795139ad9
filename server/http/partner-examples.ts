import type { z } from 'zod';
import type {
  madePartnerKeySchema,
  newBookingSchema,
  newPartnerKeySchema,
  PartnerBooking,
  partnerQueuesSchema,
  partnerServicesSchema,
  slotsSchema,
} from '../../contract/partner.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { TrackView } from '../../contract/views.ts';
import type {
  joinWaitingListSchema,
  waitingListAnswerSchema,
  WaitingTold,
} from '../../contract/waiting-list.ts';
import type {
  BookingTold,
  deliveriesSchema,
  madeWebhookSchema,
  newWebhookSchema,
  pingSchema,
} from '../../contract/webhooks.ts';

/** One story through the whole interface: the same booking from its slot to its counter. */

const startsAt = '2026-11-24T10:00:00.000+08:00';
const token = 'b2theXRoaXMtaXMtb25seS1hbi1leGFtcGxl';
const agency = {
  id: 'agency-b',
  name: {
    id: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
    en: 'Investment and One-Stop Services Office (DPMPTSP)',
  },
  short: 'DPMPTSP',
};

export const servicesExample: z.infer<typeof partnerServicesSchema> = {
  services: [
    {
      id: 'service-b01',
      code: 'B01',
      name: { id: 'Layanan Perizinan Berusaha (OSS)', en: 'Business licensing (OSS)' },
      agency,
      minutes: 20,
      requirements: [{ id: 'KTP-el asli', en: 'Original e-ID card' }],
      asks: ['name', 'phone'],
      queueId: 'queue-b',
      booking: { slotMinutes: 30, daysAhead: 7, cutOffMinutes: 30 },
    },
    {
      id: 'service-c01',
      code: 'C01',
      name: { id: 'Pembayaran PBB', en: 'Property tax payment' },
      agency: { id: 'agency-c', name: { id: 'Bapenda', en: 'Revenue Agency' }, short: 'Bapenda' },
      minutes: 8,
      requirements: [],
      asks: [],
      queueId: 'queue-c',
      booking: null,
    },
  ],
  nextAfter: null,
};

export const slotsExample: z.infer<typeof slotsSchema> = {
  serviceId: 'service-b01',
  slots: [
    { startsAt: '2026-11-24T09:30:00.000+08:00', minutes: 30, places: 2, left: 0 },
    { startsAt, minutes: 30, places: 2, left: 1 },
  ],
};

export const queuesExample: z.infer<typeof partnerQueuesSchema> = {
  queues: [
    {
      id: 'queue-b',
      agencyId: 'agency-b',
      name: { id: 'Perizinan dan konsultasi', en: 'Permits and consultation' },
      series: 'B',
      waiting: 6,
      estimate: { fromMinutes: 15, toMinutes: 35 },
      availability: { open: true },
      called: ['B008', 'B009'],
    },
  ],
};

export const newBookingExample: z.input<typeof newBookingSchema> = {
  serviceId: 'service-b01',
  startsAt,
  person: { name: 'Ni Made Sukerti', phone: '0812-3456-789' },
  language: 'id',
};

export const bookingExample: PartnerBooking = {
  code: '7KQM-4TXR',
  qr: 'MPP:mpp-5f2c9a:7KQM4TXR',
  serviceId: 'service-b01',
  startsAt,
  minutes: 30,
  status: 'booked',
  language: 'id',
  madeAt: '2026-11-23T09:00:00.000+08:00',
  checkInFrom: '2026-11-24T09:45:00.000+08:00',
  checkInUntil: '2026-11-24T10:30:00.000+08:00',
  ticket: null,
};

export const movedExample: PartnerBooking = {
  ...bookingExample,
  startsAt: '2026-11-24T10:30:00.000+08:00',
  checkInFrom: '2026-11-24T10:15:00.000+08:00',
  checkInUntil: '2026-11-24T11:00:00.000+08:00',
};

const trackUrl = `https://antrean.example/t/${token}`;
const ticketOfBooking = { label: 'B014', token, trackUrl };

export const checkedInExample: PartnerBooking = {
  ...bookingExample,
  status: 'checked-in',
  ticket: ticketOfBooking,
};

export const issuedExample: IssuedAnswer = {
  ticket: {
    id: 'v0m5p2x9k',
    label: 'B014',
    businessDate: '2026-11-24',
    issuedAt: '2026-11-24T09:52:10.000+08:00',
    class: 'booked',
    need: null,
    language: 'id',
    legs: [
      {
        id: 'v0m5p2x9k-1',
        serviceId: 'service-b01',
        queueId: 'queue-b',
        state: 'waiting',
        ahead: 2,
        estimate: { fromMinutes: 5, toMinutes: 15 },
        counterId: null,
      },
    ],
    token,
    trackUrl,
    bookedFor: startsAt,
  },
  print: null,
};

export const newWebhookExample: z.input<typeof newWebhookSchema> = {
  url: 'https://portal.example/hooks/mpp',
  types: ['booking.called', 'booking.fulfilled'],
};

export const webhookExample: z.infer<typeof madeWebhookSchema>['webhook'] = {
  id: 'w4f1c2a9b7d3e',
  url: 'https://portal.example/hooks/mpp',
  types: ['booking.called', 'booking.fulfilled'],
  isActive: true,
  madeAt: '2026-11-23T09:05:00.000+08:00',
  pending: 0,
  dead: 0,
};

export const webhookSecretExample = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

export const deliveriesExample: z.infer<typeof deliveriesSchema> = {
  deliveries: [
    {
      id: 'msg-9f86d081884c7d659a2feaa0',
      seq: 1042,
      type: 'booking.called',
      state: 'pending',
      attempts: 2,
      lastStatus: 503,
      nextAt: '2026-11-24T10:08:31.000+08:00',
      madeAt: '2026-11-24T10:06:00.000+08:00',
    },
  ],
  nextAfter: null,
};

/** What became of the booking by the time of each message. */
const statusOf: Readonly<Record<BookingTold['type'], PartnerBooking['status']>> = {
  'booking.created': 'booked',
  'booking.moved': 'booked',
  'booking.cancelled': 'cancelled',
  'booking.noshow': 'noshow',
  'booking.checked-in': 'checked-in',
  'booking.called': 'arrived',
  'booking.serving': 'arrived',
  'booking.fulfilled': 'fulfilled',
  'booking.missed': 'noshow',
};
/** They have no number yet, and never will. */
const withoutNumber: ReadonlySet<BookingTold['type']> = new Set([
  'booking.created',
  'booking.moved',
  'booking.cancelled',
  'booking.noshow',
] as const);

export const bookingToldExample = (type: BookingTold['type']): BookingTold => ({
  type,
  timestamp: '2026-11-24T10:06:00.000+08:00',
  data: {
    seq: 1042,
    booking: {
      ...(type === 'booking.moved' ? movedExample : bookingExample),
      status: statusOf[type],
    },
    ...(withoutNumber.has(type) ? {} : { label: 'B014' }),
    building: 'https://antrean.example',
  },
});

export const joinExample: z.input<typeof joinWaitingListSchema> = {
  serviceId: 'service-b01',
  date: '2026-11-24',
  from: '09:00',
  until: '12:00',
};

export const waitingExample: z.infer<typeof waitingListAnswerSchema>['waiting'] = {
  id: 'w0c6a2b9d1e4f7a8b3c',
  serviceId: 'service-b01',
  date: '2026-11-24',
  from: '2026-11-24T09:00:00.000+08:00',
  until: '2026-11-24T12:00:00.000+08:00',
  joinedAt: '2026-11-23T09:10:00.000+08:00',
  before: 3,
  offer: null,
};

const waitingOffered: WaitingTold = {
  type: 'waiting-list.offered',
  timestamp: '2026-11-23T14:20:00.000+08:00',
  data: {
    seq: 1043,
    waiting: {
      id: 'w0c6a2b9d1e4f7a8b3c',
      serviceId: 'service-b01',
      date: '2026-11-24',
      offer: {
        startsAt: '2026-11-24T10:00:00.000+08:00',
        minutes: 30,
        until: '2026-11-23T14:50:00.000+08:00',
      },
      why: null,
    },
    building: 'https://antrean.example',
  },
};

export const waitingToldExamples: Readonly<Record<WaitingTold['type'], WaitingTold>> = {
  'waiting-list.offered': waitingOffered,
  'waiting-list.ended': {
    type: 'waiting-list.ended',
    timestamp: '2026-11-23T14:50:00.001+08:00',
    data: {
      ...waitingOffered.data,
      seq: 1050,
      waiting: { ...waitingOffered.data.waiting, offer: null, why: 'lapsed' },
    },
  },
};

export const pingExample: z.infer<typeof pingSchema> = {
  type: 'ping',
  timestamp: '2026-11-23T09:06:00.000+08:00',
  data: {},
};

export const newKeyExample: z.input<typeof newPartnerKeySchema> = {
  partnerName: 'Portal Karang Asri',
  scopes: ['catalogue', 'bookings', 'queues', 'webhooks'],
  agencyIds: null,
  isSandbox: true,
};

export const madeKeyExample: z.infer<typeof madePartnerKeySchema> = {
  key: {
    id: 'k7a61c0e4d2b8',
    partnerId: 'q19b3f7c2a5d0',
    partnerName: 'Portal Karang Asri',
    scopes: ['catalogue', 'bookings', 'queues', 'webhooks'],
    agencyIds: null,
    isSandbox: true,
    requestsPerMinute: 600,
    madeAt: '2026-11-23T09:00:00.000+08:00',
    lastUsedAt: null,
    endsAt: null,
  },
  secret: 'mppk_only-an-example-0000000000000000000000000000',
};

export const trackExample: TrackView = {
  at: '2026-11-24T09:58:00.000+08:00',
  building: {
    line1: 'Mal Pelayanan Publik',
    line2: 'Kabupaten Karang Asri',
    short: 'MPP Karang Asri',
    timeZone: 'Asia/Makassar',
    zoneName: 'WITA',
    contact: 'Pesawat 101',
    demo: false,
    languages: ['id', 'en'],
    today: { opens: '08:00', closes: '15:00', lastTicket: '14:30' },
    alwaysOpen: false,
  },
  label: 'B014',
  businessDate: '2026-11-24',
  issuedAt: '2026-11-24T09:52:10.000+08:00',
  language: 'id',
  legs: [
    {
      serviceId: 'service-b01',
      serviceName: { id: 'Layanan Perizinan Berusaha (OSS)', en: 'Business licensing (OSS)' },
      agencyShort: 'DPMPTSP',
      state: 'waiting',
      ahead: 1,
      estimate: { fromMinutes: 5, toMinutes: 10 },
      zone: {
        id: 'zone-biru',
        word: { id: 'BIRU', en: 'BLUE' },
        floor: { id: 'Lantai 1', en: 'Floor 1' },
        colour: 'biru',
        cloth: 'kawung',
      },
      counters: '7–9',
      counterName: null,
      calledAt: null,
      calls: 0,
      backAt: null,
      requirements: [{ id: 'KTP-el asli', en: 'Original e-ID card' }],
    },
  ],
  delay: { minutes: 15, left: 1, allowed: true },
  bookedFor: startsAt,
};
