/**
 * Bodies of requests whose rules a schema cannot say by itself, by the name of their schema. All
 * others are made from the schemas; a test sends each example through the parser of its route.
 */
export const bodyExamples: Readonly<Record<string, unknown>> = {
  IssueTicket: { serviceIds: ['service-a01'], class: 'vulnerable', need: 'elderly' },
  ErasePerson: { code: '7KQM-4TXR' },
  FindPerson: { nik: '5103014509880001' },
  CheckIn: { code: '7KQM-4TXR' },
  ReceptionCheckIn: { code: '7KQM-4TXR' },
  SignIn: { username: 'petugas-1', password: 'demo-petugas-1' },
  FindRatedVisit: { label: 'A012' },
  GiveSurveyAtTablet: { label: 'A012', answers: { time: 3, conduct: 4 } },
  GiveSurvey: { answers: { time: 3, conduct: 4 }, comment: 'Ruang tunggu sejuk' },
  Transfer: { serviceId: 'service-b01', place: 'last', note: 'Mohon dibantu' },
};
