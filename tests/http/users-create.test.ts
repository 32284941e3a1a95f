import { jsonOutcome, outcome, signIn, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, userLine } from './spellings';

const clock = movableClock('2024-05-06T07:08:09.900Z');
const api = useApi({ clock });

const PASSWORD = 'securepassword123';
const NOW = '2024-05-06T07:08:09Z';

const newUser = (fields: Record<string, unknown> = {}) => {
  const username = unique('user');
  return { username, email: `${username}@example.com`, password: PASSWORD, ...fields };
};

describe.each(STYLES)('create (%s)', (style) => {
  const create = (body: unknown) => api.ask(userLine(style, 'create'), { body });

  test('shows the user without its password, in the document’s key order, and where it is', async () => {
    const body = newUser();
    const answer = await create(body);
    const id = (answer.json as { id: number }).id;
    const { username, email } = body;
    const shown = { id, username, email, status: 'active', created_at: NOW, updated_at: NOW };
    expect(outcome(answer)).toBe(jsonOutcome(201, shown));
    expect(answer.headers['location']).toBe(`/api/users/${id}`);
    const found = await api.ask(`GET ${answer.headers['location']}`);
    expect(outcome(found)).toBe(jsonOutcome(200, shown));
  });

  test('a user may be made suspended', async () => {
    const answer = await create(newUser({ status: 'suspended' }));
    expect([answer.status, (answer.json as { status: string }).status]).toEqual([201, 'suspended']);
  });

  test('the password signs in, and is nowhere in the answer', async () => {
    const body = newUser();
    const answer = await create(body);
    expect(answer.text).not.toContain(PASSWORD);
    expect(await signIn(api, body.username, PASSWORD)).toMatch(/^eyJ/);
  });

  test('the new user has the role user', async () => {
    const { id } = (await create(newUser())).json as { id: number };
    expect(outcome(await api.ask(userLine(style, 'getRoles', { id })))).toBe(
      jsonOutcome(200, { roles: ['user'] }),
    );
  });
});

test('names are kept trimmed and composed, otherwise as written', async () => {
  const answer = await api.ask('POST /api/users', {
    body: { username: '  Zoe\u0308 Ünal ', email: ' Zoe\u0308@Example.COM ', password: PASSWORD },
  });
  expect(answer.json).toMatchObject({ username: 'Zoë Ünal', email: 'Zoë@Example.COM' });
});

describe('a taken name is a conflict, however it is written', () => {
  const taken: readonly (readonly [stored: string, asked: string])[] = [
    ['maria', 'MARIA'],
    ['strasse', 'Straße'],
    ['kelvin', '\u212Aelvin'],
    ['andre\u0301', 'André'],
    ['fullwidth', 'ｆｕｌｌｗｉｄｔｈ'],
    ['trimmed', '  trimmed\t'],
    ['sigma σ', 'SIGMA ς'],
  ];

  test.each(taken)('username %j, then %j', async (stored, asked) => {
    const first = newUser({ username: stored });
    expect((await api.ask('POST /api/users', { body: first })).status).toBe(201);
    const second = await api.ask('POST /api/users', { body: newUser({ username: asked }) });
    expect(outcome(second)).toBe('409 Username already exists');
  });

  test.each([
    ['one@example.com', 'ONE@Example.Com'],
    ['straße@example.com', 'strasse@example.com'],
    ['two@example.com', ' two@example.com '],
  ])('email %j, then %j', async (stored, asked) => {
    expect((await api.ask('POST /api/users', { body: newUser({ email: stored }) })).status).toBe(201);
    const second = await api.ask('POST /api/users', { body: newUser({ email: asked }) });
    expect(outcome(second)).toBe('409 Email already exists');
  });

  test('a refused create leaves nothing behind', async () => {
    const body = newUser();
    await api.ask('POST /api/users', { body });
    const count = () => api.server.database.pool.query('select count(*)::int as n from users');
    const before = (await count()).rows[0]?.n;
    await api.ask('POST /api/users', { body });
    expect((await count()).rows[0]?.n).toBe(before);
  });
});
