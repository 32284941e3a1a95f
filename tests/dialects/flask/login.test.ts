import { unique } from '../../http/api';
import type { Asking } from '../../support/test-server';
import {
  form,
  INVALID_CREDENTIALS,
  line,
  PASSWORD,
  type Person,
  recordOf,
  START,
  told,
  useFlask,
} from './flask';

const flask = useFlask();

afterEach(() => flask.clock.set(START));

const login = (asking: Asking) => flask.askAnonymously('POST /auth/login', asking);
const failure = (status: number, msg: string): string => line(status, { msg, success: false });
const MISSING = failure(400, 'Missing credentials');

const person = () => flask.person({ employeeId: unique('E-') });

const NAMES: readonly (readonly [string, (person: Person) => Record<string, string>])[] = [
  ['identifier: a username', ({ username }) => ({ identifier: username })],
  ['identifier: an email', ({ email }) => ({ identifier: email })],
  ['email', ({ email }) => ({ email })],
  ['username', ({ username }) => ({ username })],
  ['employee_id', ({ employeeId }) => ({ employee_id: String(employeeId) })],
  ['another spelling of the same', ({ email }) => ({ email: ` ${email.toUpperCase()} ` })],
];

describe.each(NAMES)('by %s', (_what, nameOf) => {
  test.each<[string, (fields: Record<string, string>) => Asking]>([
    ['JSON', (body) => ({ body })],
    ['a form', (fields) => form(new URLSearchParams(fields).toString())],
  ])('as %s', async (_kind, asSent) => {
    const somebody = await person();
    const answer = await login(asSent({ ...nameOf(somebody), password: PASSWORD }));
    const { access_token: token } = answer.json as { access_token: string };
    expect(told(answer)).toBe(line(200, { access_token: token, success: true }));
    const status = await flask.askAnonymously('GET /user/status', { token });
    expect(status.json).toMatchObject({ user: { id: somebody.hexId } });
    expect((await flask.api.server.ask('GET /api/auth/me', { token })).status).toBe(200);
    const wrong = await login(asSent({ ...nameOf(somebody), password: 'not-the-password' }));
    expect(told(wrong)).toBe(INVALID_CREDENTIALS);
    expect(wrong.headers['www-authenticate']).toBe('Bearer');
  });
});

test('no name stands for another', async () => {
  const { username, email, employeeId } = await person();
  const wrong: Record<string, unknown>[] = [
    { username: email },
    { email: username },
    { employee_id: username },
    { username: employeeId },
    { identifier: employeeId },
    { email: employeeId },
    { employee_id: email },
  ];
  for (const name of wrong)
    expect([name, told(await login({ body: { ...name, password: PASSWORD } }))]).toEqual([
      name,
      INVALID_CREDENTIALS,
    ]);
});

describe('all that cannot sign in answers like a wrong password', () => {
  const tryOf = async (made: Person) =>
    told(await login({ body: { username: made.username, password: PASSWORD } }));

  test.each<[string, string, unknown]>([
    ['suspended', 'PUT', { is_active: false }],
    ['deleted', 'DELETE', undefined],
    ['of type general', 'PUT', { user_type: 'general' }],
  ])('%s', async (_state, method, body) => {
    const made = await person();
    expect((await flask.ask(`${method} /user/users/${made.hexId}`, { body })).status).toBe(200);
    expect(await tryOf(made)).toBe(INVALID_CREDENTIALS);
  });

  test('without a password, by each text that may look like none', async () => {
    const { username } = await flask.api.server.user({ username: unique('bare') });
    for (const password of ['', 'null', 'undefined', ' ', 'x'.repeat(73), 'a\u0000b'])
      expect(told(await login({ body: { username, password } }))).toBe(INVALID_CREDENTIALS);
  });
});

test('after five failures the sixth try is refused unheard, with the same body and no time to tell it by', async () => {
  const made = await person();
  const body = { username: made.username, password: 'not-the-password' };
  for (let tries = 0; tries < 5; tries += 1) expect(told(await login({ body }))).toBe(INVALID_CREDENTIALS);
  const refused = await login({ body: { ...body, password: PASSWORD } });
  expect(told(refused)).toBe(INVALID_CREDENTIALS);
  expect(refused.headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  expect(refused.headers['retry-after']).toBeUndefined();
  expect(await recordOf(flask, made.id)).toMatchObject({ failed_sign_ins: 5 });
});

test.each<[string, Asking]>([
  ['no body', {}],
  ['an empty object', { body: {} }],
  ['an empty form', form('')],
  ['no password', { body: { username: 'admin' } }],
  ['no password in a form', form('username=admin')],
  ['a password of null', { body: { username: 'admin', password: null } }],
  ['no name', { body: { password: PASSWORD } }],
  ['a name of null', { body: { identifier: null, password: PASSWORD } }],
  ['a mobile without a code', { body: { mobile: '+49305001' } }],
  ['a mobile with a password', { body: { mobile: '+49305001', password: PASSWORD } }],
  ['a code without a mobile', { body: { otp: '123456' } }],
  ['a code beside a password', { body: { username: 'admin', password: PASSWORD, otp: '123456' } }],
  ['a code of null', { body: { mobile: '+49305001', otp: null } }],
  ['a mobile of null', { body: { mobile: null, otp: '123456' } }],
])('something is missing: %s', async (_what, asking) => {
  expect(told(await login(asking))).toBe(MISSING);
});

test.each<[string, unknown, string]>([
  ['a password', { username: 'admin', password: 12345678 }, 'password must be a string'],
  ['a name', { username: ['admin'], password: PASSWORD }, 'username must be a string'],
  ['an employee id', { employee_id: 7, password: PASSWORD }, 'employee_id must be a string'],
  ['an identifier', { identifier: {}, password: PASSWORD }, 'identifier must be a string'],
  ['a mobile', { mobile: 49305001, otp: '123456' }, 'mobile must be a string'],
  ['a code', { mobile: '+49305001', otp: 123456 }, 'otp must be a string'],
])('%s that is no text', async (_what, body, sentence) => {
  expect(told(await login({ body }))).toBe(failure(400, sentence));
});

test('POST /auth/generate-otp without a number', async () => {
  const ask = (body: unknown) => flask.askAnonymously('POST /auth/generate-otp', { body });
  expect(told(await ask({}))).toBe(failure(400, 'mobile is required'));
  expect(told(await ask({ mobile: null }))).toBe(failure(400, 'mobile must not be null'));
  expect(told(await ask({ mobile: 15 }))).toBe(failure(400, 'mobile must be a string'));
});

test.each([
  { identifier: '', email: null },
  { mobile: '', otp: '' },
  { otp: null, email: '', employee_id: '' },
])('fields that a form leaves blank, such as %j, are not there', async (blank) => {
  const { username } = await person();
  const answer = await login({ body: { ...blank, username, password: PASSWORD } });
  expect(answer.status).toBe(200);
});

test('nothing but blank names is no name', async () => {
  const answer = await login({ body: { identifier: '', username: '', password: PASSWORD } });
  expect(told(answer)).toBe(MISSING);
});
