import type { NewUser } from '../../../src/domain/user';
import { unique } from '../../http/api';
import { DENIED, line, PASSWORD, type Person, told, useFlask } from './flask';

const flask = useFlask();
const { askAnonymously } = flask;

const MISSING = line(401, { msg: 'Missing Authorization Header' });

type Call = readonly [request: string, body?: (person: Person) => unknown];

/** What is for administrators; `{id}` is somebody else's. */
const FOR_ADMINISTRATORS: readonly Call[] = [
  ['GET /user/users'],
  ['GET /user/users?limit=1'],
  ['POST /user/users', () => newUser()],
  ['GET /user/users/{id}'],
  ['PUT /user/users/{id}', () => ({ mobile: '1' })],
  ['PATCH /user/users/{id}', () => ({ email: `${unique('changed')}@example.com` })],
  ['POST /user/users/{id}/lock'],
  ['POST /user/users/{id}/unlock'],
  ['POST /user/users/{id}/reset-otp-count'],
  ['POST /user/unlock', ({ hexId }) => ({ user_id: hexId })],
  ['POST /user/security/extend-password-expiry', ({ hexId }) => ({ user_id: hexId })],
  ['GET /user/security/lock-status/{id}'],
  ['DELETE /user/users/{id}'],
];

const newUser = () => {
  const username = unique('made');
  return { username, email: `${username}@example.com`, user_type: 'employee', password: PASSWORD };
};

const answerTo = async ([request, bodyOf]: Call, target: Person, token?: string) => {
  const body = bodyOf?.(target);
  return askAnonymously(request.replace('{id}', target.hexId), {
    ...(token !== undefined && { token }),
    ...(body !== undefined && { body }),
  });
};

const isRead = ([request]: Call): boolean => request.startsWith('GET');

const CALLERS: readonly (readonly [name: string, fields: Partial<NewUser>, may: (call: Call) => boolean])[] =
  [
    ['a user', {}, () => false],
    ['a creator', { roles: ['creator', 'general'] }, () => false],
    ['readonly', { roles: ['readonly'] }, () => false],
    ['an admin', { roles: ['admin'] }, () => true],
    ['a superadmin', { roles: ['superadmin'] }, () => true],
    ['an admin that may not write', { roles: ['admin'], canWrite: false }, isRead],
  ];

describe.each(CALLERS)('%s', (_name, fields, may) => {
  test.each(FOR_ADMINISTRATORS.map((call) => [call[0], call] as const))('%s', async (_request, call) => {
    const caller = await flask.person(fields);
    const answer = await answerTo(call, await flask.person(), await flask.signIn(caller));
    if (may(call)) expect([200, 201]).toContain(answer.status);
    else {
      expect(told(answer)).toBe(DENIED);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
    }
  });

  test('reads its own profile, and its own record only as an administrator', async () => {
    const caller = await flask.person(fields);
    const token = await flask.signIn(caller);
    expect((await askAnonymously('GET /user/status', { token })).status).toBe(200);
    const own: Call = ['GET /user/users/{id}'];
    expect((await answerTo(own, caller, token)).status).toBe(may(own) ? 200 : 403);
    const change: Call = ['PUT /user/users/{id}', () => ({ email: `${unique('own')}@example.com` })];
    expect((await answerTo(change, caller, token)).status).toBe(may(change) ? 200 : 403);
  });

  test('changes its own password and signs out', async () => {
    const token = await flask.signIn(await flask.person(fields));
    const body = { current_password: PASSWORD, new_password: 'NewSecurePassword456!' };
    expect((await askAnonymously('POST /user/change-password', { token, body })).status).toBe(200);
    expect((await askAnonymously('POST /auth/logout', { token })).status).toBe(200);
  });
});

test.each(FOR_ADMINISTRATORS.map((call) => [call[0], call] as const))(
  'nobody: %s',
  async (_request, call) => {
    expect(told(await answerTo(call, await flask.person()))).toBe(MISSING);
  },
);

test('a policy that does not allow the path refuses, also what the roles would', async () => {
  const { json } = await flask.api.ask('POST /api/policies', {
    body: { name: 'status alone', allowed_paths: ['/form/api/v1/user/status'] },
  });
  const token = await flask.api.server.token(flask.api.admin.id, { policyId: (json as { id: number }).id });
  expect((await askAnonymously('GET /user/status', { token })).status).toBe(200);
  expect(told(await askAnonymously('GET /user/users', { token }))).toBe(DENIED);
});
