import type { User } from '../../src/domain/user';
import type { Answer } from '../support/test-server';
import { sessionOf } from './support/provocations';
import { type Somebody, useScene } from './support/scene';

// What reads show of a user although its version stands still: a tag that hid it would be no validator.

const scene = useScene();

const read = ({ id }: Pick<User, 'id'>, ifNoneMatch?: string): Promise<Answer> =>
  scene.now().server.ask(`GET /api/directory/${id}`, {
    token: scene.now().token,
    ...(ifNoneMatch !== undefined && { headers: { 'If-None-Match': ifNoneMatch } }),
  });

const failToSignIn = ({ person }: Somebody) =>
  scene.now().server.ask('POST /api/auth/login', { body: { username: person.username, password: 'wrong' } });

const inARow = async (count: number, act: () => Promise<unknown>): Promise<void> => {
  for (let done = 0; done < count; done += 1) await act();
};

const acting = (action: string) => async (somebody: Somebody) => {
  const until = new Date(scene.now().clock.now().getTime() + 60_000).toISOString();
  const line = `POST /api/users/${somebody.user.id}/${action}`;
  await scene.now().server.ask(line, { token: scene.now().token, body: { until } });
};

const otp = ({ person }: Somebody) =>
  scene.now().server.ask('POST /api/auth/otp/send', { body: { mobile: person.phone } });

type Act = (somebody: Somebody) => Promise<unknown>;

const CHANGES: readonly (readonly [what: string, before: Act, act: Act])[] = [
  ['a sign-in', async () => {}, ({ person }) => sessionOf(scene.now(), person.username)],
  ['a failed sign-in', async () => {}, failToSignIn],
  ['a lock', (somebody) => inARow(4, () => failToSignIn(somebody)), failToSignIn],
  [
    'the end of a lock',
    (somebody) => inARow(5, () => failToSignIn(somebody)),
    async () => scene.now().clock.advance(25 * 3_600_000),
  ],
  ['the end of a suspension', acting('suspend'), async () => scene.now().clock.advance(61_000)],
  ['a resend of a code', otp, otp],
  ['the close of codes', (somebody) => inARow(5, () => otp(somebody)), otp],
  ['codes opened again', (somebody) => inARow(2, () => otp(somebody)), acting('reset-otp-count')],
];

test.each(CHANGES)('%s', async (_what, before, act) => {
  const somebody = await scene.now().somebody();
  await before(somebody);
  const first = await read(somebody.user);
  await act(somebody);
  const second = await read(somebody.user, first.headers['etag']);
  expect(second.status).toBe(200);
  expect(second.text).not.toBe(first.text);
  const versions = [first, second].map(({ json }) => (json as { version: number }).version);
  expect(versions[1]).toBe(versions[0]);
  expect(second.headers['etag']).not.toBe(first.headers['etag']);
});

test('an update with nothing to change in it, and the end of sessions, leave the tag as it is', async () => {
  const { server, token, somebody } = scene.now();
  const { user, person } = await somebody();
  const tag = (await read(user)).headers['etag'];
  await server.ask(`PUT /api/users/${user.id}`, { token, body: { email: person.email } });
  await server.ask(`PUT /api/users/${user.id}`, { token, body: {} });
  await server.ask(`DELETE /api/users/${user.id}/sessions`, { token });
  expect((await read(user, tag)).status).toBe(304);
});
