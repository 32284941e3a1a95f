import { type OtpServer, otherThan, startOtpServer } from './otp-harness';
import { accountsOf, type Tokens } from './people';

const OLD = 'violet anchor drifts north';
const NEW = 'copper lantern hums low';
const COMMON = 'password1234567890';
const ADDRESS = '192.0.2.80';

let server: OtpServer;
let admin: string;

beforeAll(async () => {
  server = await startOtpServer({
    settings: { PASSWORD_PROFILE: 'strict', PASSWORD_HISTORY: '2', PASSWORD_RESET_MUST_CHANGE: 'true' },
    commonPasswords: [COMMON],
  });
  const chief = await server.user({ username: 'chief', roles: ['admin'] });
  admin = await server.token(chief.id);
});
afterAll(() => server.stop());

/** The entries of an action at or by a user, newest first, as the wire shows them. */
const entriesOf = async (query: string) =>
  (await server.ask(`GET /api/audit?${query}`, { token: admin })).json as { id: number }[];

/** How many failures and tries stand against a user. */
const countedAgainst = async (id: number) => {
  const { json } = await server.ask(`GET /api/directory/${id}`, { token: admin });
  const { rows } = await server.database.pool.query('select from sign_in_tries where user_id = $1', [id]);
  return { failures: (json as Record<string, unknown>)['failed_sign_ins'], tries: rows.length };
};

const NOTHING = { failures: 0, tries: 0 };

/** Passwords that the policy refuses to a user of this name, whose password is `OLD`. */
const refusals = (username: string): [string, string][] => [
  ['Kq7!', 'new_password must be at least 15 characters'],
  [COMMON, 'new_password is too common'],
  [
    `${username} drifts north`,
    'new_password must not contain the username, the email address or the name of this service',
  ],
  [OLD, 'new_password was used before'],
];

const changeEntry = (user: { id: number; username: string }, requestId = '') => ({
  id: expect.any(Number),
  at: '2026-03-01T12:00:00Z',
  action: 'auth.changePassword',
  result: 'refused',
  actor_id: user.id,
  actor: user.username,
  token_id: null,
  target_type: 'user',
  target_id: String(user.id),
  dialect: 'rest',
  binding: 'POST /api/auth/password',
  ip: '127.0.0.1',
  request_id: requestId,
  details: { name: user.username, reason: 'password_refused' },
});

test('a change to a password that is refused leaves an entry each time, and counts as no failure', async () => {
  const user = await server.user({ username: 'josephine', password: OLD });
  const { change, tokensOf } = accountsOf(server);
  const { access_token } = await tokensOf('josephine', OLD);
  const ids: (string | undefined)[] = [];
  for (const [password, sentence] of refusals('josephine')) {
    const answer = await change(access_token, OLD, password);
    expect([answer.status, answer.text]).toEqual([400, sentence]);
    ids.unshift(answer.headers['x-request-id']);
  }
  expect(await entriesOf(`action=auth.changePassword&target_id=${user.id}`)).toEqual(
    ids.map((id) => changeEntry(user, id)),
  );
  expect(await countedAgainst(user.id)).toEqual(NOTHING);
});

test('so does the same password again where it must be changed', async () => {
  const user = await server.user({ username: 'amelie', password: OLD });
  await server.ask(`PUT /api/users/${user.id}`, { token: admin, body: { password: NEW } });
  const { change, signIn } = accountsOf(server);
  const { access_token } = (await signIn('amelie', NEW)).json as Tokens;
  const answer = await change(access_token, NEW, NEW);
  expect([answer.status, answer.text]).toEqual([400, 'new_password was used before']);
  expect(await entriesOf(`action=auth.changePassword&target_id=${user.id}`)).toEqual([
    changeEntry(user, answer.headers['x-request-id']),
  ]);
  expect(await countedAgainst(user.id)).toEqual(NOTHING);
});

const resetEntry = (userId: number | null, name: string, requestId = '') => ({
  ...changeEntry({ id: 0, username: name }, requestId),
  action: 'auth.resetPasswordByCode',
  actor_id: null,
  actor: null,
  target_type: userId === null ? null : 'user',
  target_id: userId === null ? null : String(userId),
  binding: 'POST /api/auth/password/reset',
  ip: ADDRESS,
});

test('a reset to a password that is refused leaves one as well, and the code stays good', async () => {
  const mobile = '+49305101';
  const { id } = await server.user({ username: 'clarissa', phone: mobile, password: OLD });
  const otp = await server.codeFor(mobile);
  const expected: unknown[] = [];
  for (const [index, [new_password, sentence]] of refusals('clarissa').entries()) {
    const answer = await server.reset({ mobile, otp, new_password }, ADDRESS);
    expect([answer.status, answer.text]).toEqual([400, sentence]);
    // What nobody may set is refused before it is known who asks.
    const knownId = index < 2 ? null : id;
    expected.unshift(resetEntry(knownId, '…101', answer.headers['x-request-id']));
  }
  expect(await entriesOf('action=auth.resetPasswordByCode')).toEqual(expected);
  expect(await countedAgainst(id)).toEqual(NOTHING);
  expect((await server.reset({ mobile, otp, new_password: NEW }, ADDRESS)).status).toBe(200);
});

test('no entry tells what was wanted, and a wrong code is a wrong code whatever was wanted', async () => {
  const mobile = '+49305102';
  const { id } = await server.user({ username: 'theodora', phone: mobile, password: OLD });
  const otp = otherThan(await server.codeFor(mobile));
  expect((await server.reset({ mobile, otp, new_password: OLD }, ADDRESS)).text).toBe('Invalid code');
  expect(await entriesOf(`action=auth.resetPasswordByCode&target_id=${id}`)).toMatchObject([
    { result: 'refused', details: { name: '…102', reason: 'wrong_code' } },
  ]);
  const trail = `${JSON.stringify(await entriesOf('limit=200'))}${server.logLines.join('')}`;
  for (const secret of ['Kq7!', COMMON, 'drifts north', NEW]) expect(trail).not.toContain(secret);
});
