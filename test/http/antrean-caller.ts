import { expect } from 'vitest';
import { z } from 'zod';
import type { TestApp } from './open-test-app.ts';
import type { Answer, CallOptions, TestClient } from './test-client.ts';

/** A system that speaks the Antrean service, as one of a hospital's would. */

export const antreanPath = '/api/v1/antrean';
export const everyScope = ['catalogue', 'bookings', 'check-in', 'queues'];

const envelope = z.strictObject({
  response: z.record(z.string(), z.unknown()).optional(),
  metadata: z.strictObject({ message: z.string().min(1), code: z.int() }),
});

/** Every answer is the envelope, and its code is the status of HTTP. */
export function expectEnvelope(answer: Answer, what: string): z.infer<typeof envelope> {
  expect(answer.headers['content-type'], what).toBe('application/json; charset=utf-8');
  const parsed = envelope.parse(answer.json);
  expect(parsed.metadata.code, what).toBe(answer.status);
  expect([200, 201], `${what}: ${answer.text}`).toContain(answer.status);
  expect(answer.text, what).not.toMatch(/node_modules|\.ts:\d|SQLITE| at \w+ \(/);
  return parsed;
}

export const weekday = { kodedokter: '12345', jampraktek: '08:00-12:00' };
export const asked = {
  kodepoli: 'KTP',
  tanggalperiksa: '2026-11-24',
  ...weekday,
};

let people = 0;

/** A citizen of their own for each booking. */
export const citizen = (): { nik: string; nohp: string; nomorkartu: string } => {
  people += 1;
  return {
    nik: String(5_103_014_509_880_000 + people),
    nohp: '085635228888',
    nomorkartu: '0001234567890',
  };
};

export const mappings = [
  {
    poliCode: 'KTP',
    serviceId: 'service-b01',
    sessions: [
      { doctorCode: '12345', doctorName: 'Sesi pagi', opens: '08:00', closes: '12:00' },
      { doctorCode: '67890', doctorName: 'Sesi siang', opens: '13:00', closes: '14:00' },
    ],
  },
  { poliCode: 'PINDAH', serviceId: 'service-a09', sessions: [] },
  { poliCode: 'TANPA', serviceId: 'service-c01', sessions: [] },
];

/** Writes the set-up of the adapter as an administrator does. */
export async function setUpAntrean(admin: TestClient, antrean: object): Promise<Answer> {
  const { json } = await admin.get('/api/v1/admin/antrean');
  return admin.post('/api/v1/admin/antrean', { setupSeq: json.setupSeq, antrean });
}

export interface AntreanCaller {
  readonly keyId: string;
  readonly secret: string;
  token: string;
  /** The answer's code and message as one, and what it holds. */
  ask(name: string, body?: unknown): Promise<Told>;
  send(name: string, options: CallOptions, method?: string): Promise<Answer>;
  renewToken(): Promise<void>;
}

export interface Told {
  readonly code: number;
  readonly message: string;
  // What came is looked at freely: each test says what it expects of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly response: any;
}

let keys = 0;

/** With a key of its own, made by the administrator, and a token from it. */
export async function openCaller(
  server: TestApp,
  admin: TestClient,
  more: object = {},
): Promise<AntreanCaller> {
  keys += 1;
  const body = { partnerName: `Antrean ${keys}`, scopes: everyScope, ...more };
  const made = await admin.post('/api/v1/admin/partner-keys', body);
  expect(made.status).toBe(201);
  const client = server.client();
  const caller: AntreanCaller = {
    keyId: made.json.key.id,
    secret: made.json.secret,
    token: '',
    send: (name, options, method = 'POST') =>
      client.call(method, `${antreanPath}/${name}`, {
        ...options,
        headers: { 'x-username': caller.keyId, 'x-token': caller.token, ...options.headers },
      }),
    async ask(name, asks) {
      const { metadata, response } = expectEnvelope(await caller.send(name, { body: asks }), name);
      return { ...metadata, response };
    },
    async renewToken() {
      const headers = { 'x-username': caller.keyId, 'x-password': caller.secret };
      const answer = await client.get(`${antreanPath}/token`, headers);
      const { response } = expectEnvelope(answer, 'token');
      expect(answer.status, answer.text).toBe(200);
      caller.token = String(response?.['token']);
    },
  };
  await caller.renewToken();
  return caller;
}
