import { BAD_TOKEN, error, NOBODY, NOT_ADMIN, NOT_WRITER, told, useColon } from './colon';

const colon = useColon();

const ADMINISTRATION = [
  'GET /users:list',
  `GET /users:get?id=${NOBODY}`,
  'POST /users:create',
  `POST /users:update?id=${NOBODY}`,
  `POST /users:destroy?id=${NOBODY}`,
  'GET /apikeys:list',
  `GET /apikeys:get?id=${NOBODY}`,
  'POST /apikeys:create',
  `POST /apikeys:update?id=${NOBODY}`,
  `POST /apikeys:destroy?id=${NOBODY}`,
];
const EFFECTS = ADMINISTRATION.filter((line) => line.startsWith('POST'));
const SCOPE = 'Bearer error="insufficient_scope"';

const refusal = async (line: string, asking: Parameters<typeof colon.askAnonymously>[1] = {}) => {
  const answer = await colon.askAnonymously(line, asking);
  return [told(answer), answer.headers['www-authenticate']];
};

describe.each(['user', 'readonly', 'editor', 'general'] as const)('a caller whose role is %s', (role) => {
  test('is no administrator, whatever it asks', async () => {
    const token = await colon.api.server.token((await colon.person({ roles: [role] })).id);
    for (const line of ADMINISTRATION) {
      const bodies = line.startsWith('GET')
        ? [{}]
        : [{}, { raw: '{' }, { body: { action: 'revoke_sessions' } }];
      for (const body of bodies) expect(await refusal(line, { ...body, token })).toEqual([NOT_ADMIN, SCOPE]);
    }
  });

  test('nor where it asks about itself', async () => {
    const person = await colon.person({ roles: [role] });
    const token = await colon.api.server.token(person.id);
    for (const line of [`GET /users:get?id=${person.ulid}`, `POST /users:update?id=${person.ulid}`]) {
      expect(told(await colon.ask(line, { token }))).toBe(NOT_ADMIN);
    }
  });
});

test('an administrator that may not write reads', async () => {
  const token = await colon.api.server.token((await colon.person({ roles: ['admin'], canWrite: false })).id);
  for (const line of EFFECTS) expect(await refusal(line, { token, raw: '{' })).toEqual([NOT_WRITER, SCOPE]);
  expect((await colon.ask('GET /users:list', { token })).status).toBe(200);
  expect((await colon.ask('GET /apikeys:list', { token })).status).toBe(200);
});

describe('a superadmin', () => {
  const tokenOf = async (role: 'admin' | 'superadmin') =>
    colon.api.server.token((await colon.person({ roles: [role] })).id);

  test.each<[line: string, body: unknown]>([
    ['POST /users:update', { can_write: false }],
    ['POST /users:update', { action: 'reset_password', new_password: 'UserPass123#' }],
    ['POST /users:update', { action: 'revoke_sessions' }],
    ['POST /users:destroy', undefined],
  ])('is touched by its like alone: %s %j', async (line, body) => {
    const { ulid } = await colon.person({ roles: ['superadmin'] });
    const ask = async (token: string) => colon.ask(`${line}?id=${ulid}`, { token, body });
    expect(told(await ask(await tokenOf('admin')))).toBe(NOT_ADMIN);
    expect((await ask(await tokenOf('superadmin'))).status).toBe(200);
  });

  test('is made by its like alone', async () => {
    const { ulid } = await colon.person();
    const promote = async (token: string) =>
      colon.ask(`POST /users:update?id=${ulid}`, { token, body: { role: 'superadmin' } });
    expect(told(await promote(await tokenOf('admin')))).toBe(NOT_ADMIN);
    expect((await promote(await tokenOf('superadmin'))).json).toMatchObject({ user: { role: 'superadmin' } });
  });
});

describe('the last active administrator', () => {
  const alone = useColon();

  test('stays: two who delete each other at once leave one', async () => {
    const people = [
      await alone.person({ roles: ['admin'] }),
      await alone.person({ roles: ['admin'] }),
    ] as const;
    await alone.api.server.database.pool.query(
      `update users set status = 'suspended' where username <> all($1)`,
      [people.map(({ username }) => username)],
    );
    const [one, other] = people;
    const tokens = await Promise.all(people.map(({ id }) => alone.api.server.token(id)));
    const answers = await Promise.all([
      alone.ask(`POST /users:destroy?id=${other.ulid}`, { token: tokens[0] ?? '' }),
      alone.ask(`POST /users:destroy?id=${one.ulid}`, { token: tokens[1] ?? '' }),
    ]);
    const refused = error(403, 'cannot delete the last active administrator', 'CANNOT_DELETE_LAST_ADMIN');
    const lines = answers.map(told);
    expect(lines.filter((line) => line.startsWith('200'))).toHaveLength(1);
    expect([refused, BAD_TOKEN]).toContain(lines.find((line) => !line.startsWith('200')));
  });
});
