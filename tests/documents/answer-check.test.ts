import { createTable } from '../../routes/table';
import { createAnswerCheck } from '../support/answer-check';
import type { Answer } from '../support/test-server';

// What every other test relies on: that an answer which is not declared is found out.

const check = createAnswerCheck(createTable());

const JSON_TYPE = 'application/json; charset=utf-8';
const HEALTH = { name: 'roster', status: 'live', version: '1.0.0' };

const inJson = (status: number, json: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': JSON_TYPE, ...headers },
  text: JSON.stringify(json),
  json,
});

const inText = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  text,
  json: undefined,
});

test.each([
  ['GET /health', inJson(200, HEALTH)],
  ['HEAD /health', { ...inJson(200, undefined), text: '' }],
  ['GET /health?verbose=1', inJson(200, HEALTH)],
  ['GET /api/users/1', inText(404, 'User not found')],
  ['GET /api/nothing', inText(404, 'Not Found')],
  ['DELETE /api/users', inText(405, 'Method Not Allowed')],
  ['GET /users:nothing', inJson(404, { code: 404, error: 'not found' })],
])('%s: declared', (line, answer) => {
  expect(check(line, answer)).toBeNull();
});

test.each([
  ['GET /health', inJson(200, { ...HEALTH, secret: 'x' }), /additional properties/],
  ['GET /health', inJson(200, { name: 'roster', status: 'live' }), /version/],
  ['GET /health', inJson(200, { ...HEALTH, status: 'dead' }), /constant/],
  ['GET /health', inJson(418, HEALTH), /status is not declared/],
  ['HEAD /health', { ...inJson(418, undefined), text: '' }, /status is not declared/],
  ['GET /health', inText(200, 'live'), /text\/plain is not declared/],
  ['GET /health', inJson(200, HEALTH, { ratelimit: 'many' }), /RateLimit/],
  ['GET /api/users/1', inText(404, 'No such user'), /constant/],
  ['GET /api/users/1', inJson(404, { error: 'User not found' }), /application\/json is not declared/],
  ['GET /api/nothing', inText(404, 'Nothing here'), /no error of the dialect rest/],
  ['GET /users:nothing', inText(404, 'Not Found'), /no error of the dialect colon/],
])('%s: not declared', (line, answer, problem) => {
  expect(check(line, answer)).toMatch(problem);
});

test('probes, documents and what never became a request are no part of any dialect', () => {
  expect(check('GET /api/users', inText(431, 'Request Header Fields Too Large'))).toBeUndefined();
  for (const line of ['GET /livez', 'GET /readyz', 'GET /openapi.json', 'OPTIONS /api/users']) {
    expect([line, check(line, inText(200, 'whatever'))]).toEqual([line, undefined]);
  }
});
