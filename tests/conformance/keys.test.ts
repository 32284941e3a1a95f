import { DIALECTS } from '../../routes/table';
import { createCapturedCodes } from '../accounts/otp-harness';
import { type Api, useApi } from '../http/api';
import { makePolicy } from '../limits/limited-token';
import { report } from '../support/report';
import type { Answer, Asking } from '../support/test-server';
import { type KeyCase, keyCases, keysOf, notAsSent } from './support/golden-keys';

const PASSWORD = 'UserPass123#';
const WRITES = /^(users|tokens|policies)\.(create|update|set)/;
const figures = { answers: 0, differences: 0 };

afterAll(() => {
  const { answers, differences } = figures;
  report(`keys: ${answers} answers in ${DIALECTS.length} dialects, differences = ${differences}`);
});

type Names = Readonly<Record<string, unknown>>;
/** What requests name, as `{thing.name}`. */
type World = Readonly<Record<string, Names>>;

const signedIn = async ({ server }: Api, username: string): Promise<Names> => {
  const answer = await server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } });
  const { access_token, refresh_token } = answer.json as Record<string, string>;
  return { access: access_token, refresh: refresh_token };
};

/** One who never signed in, some who did, one who is held off, a token that is not used, and a policy that is. */
const makeWorld = async (api: Api): Promise<World> => {
  const { server } = api;
  const person = async (username: string, phone: string | null = null): Promise<Names> => ({
    ...(await server.user({ username, phone, password: PASSWORD, roles: ['editor'] })),
  });
  const visitor = async (username: string): Promise<Names> => ({
    ...(await person(username)),
    ...(await signedIn(api, username)),
  });
  const world = {
    fresh: await person('fresh', '+49301234567'),
    seen: await visitor('seen'),
    again: await visitor('again'),
    third: await visitor('third'),
    held: await person('held'),
    policy: { id: await makePolicy(server, {}) },
  };
  const held = `/api/users/${world.held['id']}`;
  await api.ask(`POST ${held}/suspend`, { body: { reason: 'away', until: null } });
  await api.ask(`POST ${held}/lock`);
  await server.token(Number(world.third['id']), { policyId: world.policy.id });
  await server.token(Number(world.seen['id']), { name: 'unused' });
  const { rows } = await server.database.pool.query("select id, ulid from api_tokens where name = 'unused'");
  return { ...world, token: rows[0] };
};

const filled = (text: string, world: World): string =>
  text.replace(/\{(\w+)\.(\w+)\}/g, (_whole, thing: string, name: string) => {
    const value = world[thing]?.[name];
    if (value === undefined) throw new Error(`nothing is ${thing}.${name}`);
    return String(value);
  });

const askedAs = ({ as, body }: KeyCase, world: World): Asking => ({
  ...(as !== undefined && { token: String(world[as]?.['access']) }),
  ...(body !== undefined && { body: JSON.parse(filled(body, world)) }),
});

const told = ({ status, json }: Answer): string => `${status} ${json === undefined ? 'text' : keysOf(json)}`;

describe.each(DIALECTS.map(({ name }) => name))('%s', (name) => {
  const api = useApi({ codeSender: createCapturedCodes(), settings: { OTP_MIN_ANSWER_MS: '0' } });
  let world: World = {};
  beforeAll(async () => {
    world = await makeWorld(api);
  });

  test.each(keyCases(name).map((one) => [one.title, one] as const))('%s', async (_title, one) => {
    // When a token was last used is written down after the answer.
    await api.server.wiring.authenticator.settle();
    const asking = askedAs(one, world);
    const answer = await api.ask(filled(one.line, world), asking);
    figures.answers += 1;
    figures.differences += 1;
    expect([told(answer), answer.text]).toEqual([one.answer, answer.text]);
    // What is written under a key is what the key then shows.
    if (WRITES.test(one.title))
      expect([notAsSent(asking.body, answer.json), answer.text]).toEqual([[], answer.text]);
    figures.differences -= 1;
  });

  test('has cases for reading, listing and making users', () => {
    const operations = keyCases(name).map(({ title }) => title.split(/[,: ]/)[0]);
    expect(operations).toEqual(expect.arrayContaining(['users.get', 'users.list', 'users.create']));
  });
});
