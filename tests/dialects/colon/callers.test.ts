import { unique } from '../../http/api';
import { BAD_TOKEN, NO_TOKEN, NOBODY, NOT_ADMIN, REVOKED, told, useColon } from './colon';

const START = '2026-02-09T16:20:56.789Z';
const colon = useColon({ settings: { ACCESS_TOKEN_TTL: '3600' } });

beforeEach(() => colon.clock.set(START));

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
const OWN = ['GET /auth:me', 'POST /auth:me', 'POST /auth:logout'];

const NO_CHALLENGE = 'Bearer';
const INVALID = 'Bearer error="invalid_token"';

const refusal = async (line: string, asking: Parameters<typeof colon.askAnonymously>[1] = {}) => {
  const answer = await colon.askAnonymously(line, asking);
  return [told(answer), answer.headers['www-authenticate']];
};

describe.each([...ADMINISTRATION, ...OWN])('%s', (line) => {
  test('is for nobody without a good token, whatever the body', async () => {
    const bodies = line.startsWith('GET') ? [{}] : [{}, { raw: '{' }, { body: {} }];
    for (const body of bodies) {
      expect(await refusal(line, body)).toEqual([NO_TOKEN, NO_CHALLENGE]);
      expect(await refusal(line, { ...body, token: 'nobodys' })).toEqual([BAD_TOKEN, INVALID]);
    }
  });
});

test.each(['Basic YWRtaW46eA==', 'Bearer', 'Bearer a b', 'Token x', 'Bearer x, Bearer y'])(
  'no credentials are: %s',
  async (Authorization) => {
    expect(await refusal('GET /users:list', { headers: { Authorization } })).toEqual([BAD_TOKEN, INVALID]);
  },
);

test('an access token that is over', async () => {
  const { access_token: token } = await colon.signIn(await colon.person({ roles: ['admin'] }));
  expect((await colon.ask('GET /users:list', { token })).status).toBe(200);
  colon.clock.advance(3600);
  expect(await refusal('GET /users:list', { token })).toEqual([BAD_TOKEN, INVALID]);
});

test('one whose session was ended', async () => {
  const { access_token: token, refresh_token } = await colon.signIn(await colon.person());
  await colon.ask('POST /auth:logout', { token, body: { refresh_token } });
  expect(await refusal('GET /auth:me', { token })).toEqual([REVOKED, INVALID]);
});

test.each(['POST /api/users/ID/suspend', 'POST /api/users/ID/lock', 'DELETE /api/users/ID'])(
  'one whose owner is gone: %s',
  async (line) => {
    const person = await colon.person({ roles: ['admin'] });
    const { access_token } = await colon.signIn(person);
    const key = await colon.api.server.token(person.id);
    await colon.api.ask(line.replace('ID', String(person.id)));
    for (const token of [access_token, key]) {
      expect(await refusal('GET /users:list', { token })).toEqual([BAD_TOKEN, INVALID]);
    }
  },
);

test('nobody’s request is looked at before the caller is known', async () => {
  const token = await colon.api.server.token((await colon.person({ username: unique('caller') })).id);
  const wrong = { raw: 'x', headers: { 'Content-Type': 'text/plain' } };
  expect(told(await colon.askAnonymously('POST /users:create', wrong))).toBe(NO_TOKEN);
  expect(told(await colon.ask('POST /users:create', { token, ...wrong }))).toBe(NOT_ADMIN);
});
