/** A body of the right shape, so that one field at a time can be made wrong. */
export const goodBodies: Readonly<Record<string, Record<string, unknown>>> = {
  IssueTicket: {
    serviceIds: ['service-a01'],
    class: 'vulnerable',
    need: 'elderly',
    language: 'id',
  },
  CheckIn: { code: 'ABC' },
  SignIn: { username: 'nobody', password: 'nothing' },
  ChangePassword: { current: 'nothing', next: 'selendang-49-biru' },
  NewPairingCode: { kind: 'agent', name: 'Printer Loket 1' },
  PairDevice: { code: 'NOBODY' },
  Pause: { reason: 'break' },
  Empty: {},
  OpenCounter: { takeOver: true },
  CloseCounter: { shiftEnds: true },
  AutoCall: { on: true },
  Hold: { windowId: 'window-1' },
  CallNext: { finish: { outcome: 'completed', deliveredServiceIds: ['service-a01'] } },
  CallTicket: { ticketId: 'nobody', reason: 'other' },
  WalkIn: { serviceId: 'service-a01', class: 'vulnerable', need: 'elderly', language: 'id' },
  Finish: { outcome: 'completed', deliveredServiceIds: ['service-a01'] },
  Requeue: { place: 'last' },
  Park: { reason: 'copies', minutes: 5, note: 'Memfotokopi KK' },
  Transfer: { serviceId: 'service-b01', place: 'last', note: 'Mohon dibantu', returns: true },
  OneService: { serviceId: 'service-b01' },
  Claim: { how: 'phone' },
  Reprint: { printerId: 'printer-1' },
  ManualTicket: {
    serviceId: 'service-a01',
    number: 901,
    takenAt: '2026-11-22T09:00:00+08:00',
    class: 'vulnerable',
    need: 'elderly',
    language: 'id',
  },
  Note: { text: 'Foto sudah direkam' },
};

/** Only one destination can be named: the others are tried in its place. */
export const alternatives: Readonly<Record<string, readonly string[]>> = {
  Transfer: ['counterId', 'staffId'],
};
