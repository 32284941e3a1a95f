import type { ErrorCode } from '../../../src/domain/error';
import type { AnswerHeader } from '../../codec/reply';
import type { Dialect } from '../../dialect';
import type { Json, JsonSchema } from '../../wire';
import type { SharedParts } from './components';
import type { Header, Reference } from './format';

const text = (maxLength: number, pattern: string): JsonSchema => ({ type: 'string', maxLength, pattern });

const COUNT: JsonSchema = {
  type: 'integer',
  format: 'int64',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
};

const listOf = (item: string): string => `^${item}(?:, ${item})*$`;

/** Every header that documents tell of. */
const HEADERS = {
  'X-Request-Id': {
    description: "The request's id: the caller's own where it sent a harmless one",
    schema: text(64, '^[A-Za-z0-9._:-]+$'),
    example: '4f6b1d0e-3d6e-4c58-9a4d-0f6c1f0a7b52',
  },
  'Access-Control-Allow-Origin': {
    description: 'Sent to the origins that the setting CORS_ORIGINS lists',
    schema: text(2048, '^\\S+$'),
    example: 'https://app.example.com',
  },
  RateLimit: {
    description: 'What is left of each limit, and the seconds until it is whole again',
    schema: text(128, listOf('"(?:minute|day)"; r=\\d+; t=\\d+')),
    example: '"minute"; r=59; t=60',
  },
  'RateLimit-Policy': {
    description:
      'Each limit that the call was counted against: its quota, its window in seconds and whose it is',
    schema: text(256, listOf('"(?:minute|day)"; q=\\d+; w=\\d+; pk=:[A-Za-z0-9+/=]+:')),
    example: '"minute"; q=60; w=60; pk=:YjBiMjA2ZGI5NjU2:',
  },
  'Retry-After': { description: 'Seconds after which a retry makes sense', schema: COUNT, example: 30 },
  'WWW-Authenticate': {
    description: 'RFC 6750: the scheme, and why credentials that were sent do not do',
    schema: {
      type: 'string',
      enum: ['Bearer', 'Bearer error="invalid_token"', 'Bearer error="insufficient_scope"'],
    },
    example: 'Bearer',
  },
  'Idempotency-Replayed': {
    description: 'The answer tells what an earlier request with the same Idempotency-Key has made',
    schema: { type: 'string', const: 'true' },
    example: 'true',
  },
  Location: {
    description: 'The path of what was made',
    schema: text(256, '^/\\S*$'),
    example: '/api/users/2',
  },
  Link: {
    description: 'RFC 8288: the next page, where there is one',
    schema: text(16_384, '^<[^>]*>; rel="next"$'),
    example: '</api/users?limit=50&cursor=WyI1MCIsNTBd.cXR5dWlv>; rel="next"',
  },
  'X-Total-Count': {
    description: 'On the first page: how many rows the whole list has, exact up to 10000',
    schema: text(16, '^\\d+\\+?$'),
    example: '1234',
  },
  ETag: {
    description: "The user's version, the same in every dialect; not in answers to PUT",
    schema: text(64, '^"\\d+-[0-9a-z]+"$'),
    example: '"7-1x2y3z"',
  },
  'Cache-Control': {
    description: 'Who may keep the answer: the caller alone, and only to ask whether it still holds',
    schema: { type: 'string', const: 'private, no-cache' },
    example: 'private, no-cache',
  },
} as const satisfies Readonly<Record<string, Header>> & Readonly<Record<AnswerHeader, Header>>;

export type HeaderName = keyof typeof HEADERS;

/** What every answer of a route has. */
const ALWAYS: readonly HeaderName[] = [
  'X-Request-Id',
  'Access-Control-Allow-Origin',
  'RateLimit',
  'RateLimit-Policy',
];

/** Headers of a status of these errors besides those that all answers have. */
export const headersOf = (status: number, codes: readonly ErrorCode[]): readonly HeaderName[] => {
  if (status === 401 || status === 403) return ['WWW-Authenticate'];
  const isBrief = status === 409 && codes.includes('idempotency_in_flight');
  return isBrief || [410, 429, 503].includes(status) ? ['Retry-After'] : [];
};

const SAMPLE = { limit: 60, remaining: 59, resetAt: new Date('2026-02-09T16:21:56Z') };

const ofBudget = (value: string): Header => ({
  description: "The budget that the call was counted against, in the dialect's own headers",
  schema: COUNT,
  example: Number(value) as Json,
});

/**
 * References to the headers that a dialect's answers have: those of every answer, its own, these, and in place of those of
 * the same name the last ones.
 */
export const headerReferences = (
  { quotaHeaders }: Dialect,
  more: readonly HeaderName[],
  parts: SharedParts,
  others: Readonly<Record<string, Header>> = {},
): Record<string, Reference> => {
  const own = Object.entries(quotaHeaders?.(SAMPLE) ?? {});
  return Object.fromEntries([
    ...[...ALWAYS, ...more]
      .filter((name) => !Object.hasOwn(others, name))
      .map((name) => [name, parts.header(name, HEADERS[name])] as const),
    ...own.map(([name, value]) => [name, parts.header(name, ofBudget(value))] as const),
    ...Object.entries(others).map(([name, header]) => [name, parts.header(`Going-${name}`, header)] as const),
  ]);
};
