/** The words between a building and its hub, as docs/BOOKING.md tells them. */

export interface HubRequest {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HubAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Question {
  readonly session: string;
  readonly places: number;
  readonly waitSeconds: number;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function read(text: string): Json | null {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && body['protocol'] === 1 ? body : null;
  } catch {
    return null;
  }
}

const isWhole = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

export function readQuestion(text: string): Question | null {
  const { session, places, waitSeconds } = read(text) ?? {};
  if (typeof session !== 'string' || !isWhole(places, 64) || !isWhole(waitSeconds, 60)) return null;
  return { session, places, waitSeconds };
}

function isAnswer(row: unknown): row is HubAnswer {
  if (!isObject(row) || !isObject(row['headers'])) return false;
  const { id, status, headers, body } = row;
  const isText = (value: unknown): boolean => typeof value === 'string';
  return isText(id) && isText(body) && isWhole(status, 599) && Object.values(headers).every(isText);
}

export function readAnswers(text: string): readonly HubAnswer[] | null {
  const { answers } = read(text) ?? {};
  return Array.isArray(answers) && answers.every(isAnswer) ? answers : null;
}
