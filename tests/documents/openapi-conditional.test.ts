import type { Parameter } from '../../routes/documents/openapi/format';
import { operationAt, operationsOf, responseAt, SUBJECTS, type Subject } from './openapi';

const all = SUBJECTS.find(({ name }) => name === 'all') as Subject;

const CONDITIONS = ['If-Match', 'If-None-Match'];

const parametersOf = (line: string): readonly Parameter[] => operationAt(all, line).parameters ?? [];

const conditionsAt = (line: string): string[] =>
  parametersOf(line).flatMap(({ name }) => (CONDITIONS.includes(name) ? [name] : []));

const statusesAt = (line: string): string[] =>
  Object.keys(operationAt(all, line).responses).filter((status) => ['304', '412'].includes(status));

const validatorsAt = (line: string, status: number): string[] =>
  Object.keys(responseAt(all, line, status).headers).filter((name) =>
    ['ETag', 'Cache-Control'].includes(name),
  );

const ONE = ['ETag', 'Cache-Control'];

test.each([
  ['GET /api/users/{id}', ['If-None-Match'], ['304'], ONE],
  ['GET /api/users/get/{id}', ['If-None-Match'], ['304'], ONE],
  ['GET /api/auth/me', ['If-None-Match'], ['304'], ONE],
  ['GET /api/directory/{id}', ['If-None-Match'], ['304'], ONE],
  ['GET /users:get', ['If-None-Match'], ['304'], ONE],
  ['GET /form/api/v1/user/security/lock-status/{id}', ['If-None-Match'], ['304'], ONE],
  ['GET /api/users', [], [], ['Cache-Control']],
  ['GET /api/directory', [], [], ['Cache-Control']],
  ['GET /api/roles', [], [], []],
  ['GET /api/admin/tokens', [], [], []],
  ['POST /api/auth/login', [], [], []],
  ['PATCH /api/users/{id}', ['If-Match'], ['412'], ['ETag']],
  ['POST /users:update', ['If-Match'], ['412'], ['ETag']],
  ['POST /auth:me', ['If-Match'], ['412'], ['ETag']],
  ['DELETE /api/v1/users/{id}', ['If-Match'], ['412'], []],
  ['POST /api/users/{id}/restore', ['If-Match'], ['412'], []],
  ['PUT /api/users/{id}/roles', ['If-Match'], ['412'], []],
  ['DELETE /api/users/{id}/sessions/{sid}', ['If-Match'], ['412'], []],
  ['POST /form/api/v1/user/unlock', ['If-Match'], ['412'], []],
] as const)('%s', (line, conditions, statuses, validators) => {
  expect([conditionsAt(line), statusesAt(line), validatorsAt(line, 200)]).toEqual([
    conditions,
    statuses,
    validators,
  ]);
});

test('a create bears the tag of what it made, and makes no condition', () => {
  expect([conditionsAt('POST /api/users'), validatorsAt('POST /api/users', 201)]).toEqual([[], ['ETag']]);
});

test('what still holds is answered without a body', () => {
  const { content } = responseAt(all, 'GET /api/users/{id}', 304);
  expect([content, validatorsAt('GET /api/users/{id}', 304)]).toEqual([{}, ONE]);
});

test('each condition goes with its answer, and nothing else does', () => {
  for (const [line] of operationsOf(all)) {
    const answers = { 'If-Match': '412', 'If-None-Match': '304' } as const;
    const expected = conditionsAt(line).map((name) => answers[name as keyof typeof answers]);
    expect([line, statusesAt(line)]).toEqual([line, expected]);
  }
});

test.each([
  ['*', true],
  ['"7-1x2y3z"', true],
  ['W/"7-1x2y3z"', true],
  ['"7-1x2y3z", W/"8-abc"', true],
  ['7-1x2y3z', false],
  ['w/"7"', false],
  ['"7-1x2y3z', false],
  ['', false],
])('%j is a condition: %s', (condition, expected) => {
  for (const line of ['GET /api/users/{id}', 'PUT /api/users/{id}']) {
    const [parameter] = parametersOf(line).filter(({ name }) => CONDITIONS.includes(name));
    expect(all.checker.problemOf(parameter?.schema ?? {}, condition) === null).toBe(expected);
  }
});
