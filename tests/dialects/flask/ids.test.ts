import { message, NO_USER, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

/** What stands where an id should be, escaped as it goes over the wire; `*` stands for the administrator's. */
const NO_IDS = [
  '1',
  '0',
  '01KH1K9G4KPG10BEV0PNTMYNWJ',
  '60d5ec49f8d2a31b4c7e9f0',
  '60d5ec49f8d2a31b4c7e9f011',
  '60D5EC49F8D2A31B4C7E9F01',
  '60d5ec49f8d2a31b4c7e9f0g',
  '%2060d5ec49f8d2a31b4c7e9f01',
  '60d5ec49f8d2a31b4c7e9f01%0A',
  '60d5ec49f8d2a31b4c7e9f01%00',
  '%00',
  '%zz',
  '%EF%BC%96%EF%BC%900d5ec49f8d2a31b4c7e9f01',
  '1e3',
  '0x10',
  '+1',
  '9223372036854775808',
  'admin',
  'null',
  '__proto__',
  "1'%20or%20'1'='1",
  '000000000000000000000000',
  'ffffffffffffffffffffffff',
];

const ON_USERS: readonly (readonly [request: string, body: unknown])[] = [
  ['GET /user/users/', undefined],
  ['PUT /user/users/', { mobile: '1' }],
  ['PATCH /user/users/', {}],
  ['DELETE /user/users/', undefined],
  ['GET /user/security/lock-status/', undefined],
];

const AFTER: readonly string[] = ['/lock', '/unlock', '/reset-otp-count'];

test.each(ON_USERS)('%s…', async (request, body) => {
  for (const id of NO_IDS) expect([id, told(await ask(`${request}${id}`, { body }))]).toEqual([id, NO_USER]);
});

test.each(AFTER)('POST /user/users/…%s', async (rest) => {
  for (const id of NO_IDS)
    expect([id, told(await ask(`POST /user/users/${id}${rest}`))]).toEqual([id, NO_USER]);
});

describe.each(['/user/unlock', '/user/security/extend-password-expiry'])('POST %s', (path) => {
  const post = (body: unknown) => ask(`POST ${path}`, { body });

  test('an id that is none', async () => {
    const ids = [...NO_IDS.map(decodeQuietly), 1, 1.5, true, {}, [], ['60d5ec49f8d2a31b4c7e9f01'], ''];
    for (const user_id of ids) expect([user_id, told(await post({ user_id }))]).toEqual([user_id, NO_USER]);
  });

  test('no id', async () => {
    expect(told(await post({}))).toBe(message(400, 'user_id is required'));
    expect(told(await post({ id: flask.api.admin.hexId }))).toBe(message(400, 'user_id is required'));
    expect(told(await post({ user_id: null }))).toBe(message(400, 'user_id must not be null'));
  });
});

const decodeQuietly = (id: string): string => {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};

test('the id is the user’s for life, and names nobody in another form', async () => {
  const person = await flask.person();
  for (const id of [String(person.id), person.ulid, person.hexId.toUpperCase()])
    expect(told(await ask(`GET /user/users/${id}`))).toBe(NO_USER);
  expect((await ask(`GET /user/users/${person.hexId}`)).status).toBe(200);
  await ask(`PUT /user/users/${person.hexId}`, { body: { username: `${person.username}-renamed` } });
  expect((await ask(`GET /user/users/${person.hexId}`)).json).toMatchObject({ id: person.hexId });
});

test.each([
  ['x', 'days must be an integer'],
  [0, 'days must be from 1 to 3650'],
])('what is wrong in the body is told before who is not there: days %j', async (days, sentence) => {
  const body = { user_id: 'nobody', days };
  expect(told(await ask('POST /user/security/extend-password-expiry', { body }))).toBe(
    message(400, sentence),
  );
});
