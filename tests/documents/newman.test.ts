import { DIALECTS } from '../../routes/table';
import { FAST, usePrograms } from '../process/programs';
import { type Inputs, type Outcome, runCollection } from '../support/newman-run';
import { report } from '../support/report';
import { type ServerProcess, startServer } from '../support/roster-process';
import { ask } from '../support/test-server';
import { hasTool } from '../support/tools';

usePrograms();
jest.setTimeout(240_000);

const PASSWORD = 'a-password-of-this-test';
const TOKEN = 'the-token-of-the-runs-in-this-test-0123456789';

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ settings: { ...FAST, ADMIN_PASSWORD: PASSWORD, ADMIN_TOKEN: TOKEN } });
});
afterAll(() => server.stop());

const read = async (path: string): Promise<unknown> =>
  (await ask(server.address, `GET ${path}`, { token: TOKEN })).json;

type Entry = Readonly<Record<string, unknown>>;

/** All that a run could leave behind. When the administrator last signed in is no part of it. */
const everything = async (): Promise<unknown> => {
  const users = (await read('/api/directory')) as Entry[];
  return {
    users: users.map(({ last_login: _, ...user }) => user),
    tokens: ((await read('/api/admin/tokens')) as Entry[]).map(({ last_used_at: _, ...token }) => token),
    policies: await read('/api/policies'),
    sessions: await read('/api/users/1/sessions'),
  };
};

const COLLECTIONS = [...DIALECTS.map(({ name }) => name), 'all'];

/** A file as people import it: from the server itself. */
const imported = async (name: string): Promise<object> => (await read(`/postman/${name}.json`)) as object;

const withNewman = hasTool('newman') ? test : test.skip;

let callers = 1;

const runOne = async (name: string, inputs: Omit<Inputs, 'baseUrl'>): Promise<Outcome> => {
  callers += 1;
  return runCollection(
    { collection: await imported(name), environment: await imported('environment') },
    { inputs: { baseUrl: server.address, ...inputs }, address: `127.0.0.${callers}` },
  );
};

const runAll = async (inputs: Omit<Inputs, 'baseUrl'>): Promise<void> => {
  for (const name of COLLECTIONS) {
    const { requests, assertions, skipped, failures } = await runOne(name, inputs);
    report(
      `newman ${name}: ${requests} requests, ${assertions} assertions, ${failures.length} failed, ${skipped} skipped`,
    );
    expect([name, failures, skipped]).toEqual([name, [], 0]);
    expect(requests).toBeGreaterThan(5);
    expect(assertions).toBeGreaterThan(2 * requests);
  }
};

withNewman(
  'all collections are green one after another, twice, and leave the directory as it was',
  async () => {
    const before = await everything();
    await runAll({ username: 'admin', password: PASSWORD, token: '' });
    expect(await everything()).toEqual(before);
    await runAll({ username: '', password: '', token: TOKEN });
    expect(await everything()).toEqual(before);
  },
);

withNewman('whoever may not run it is told so by the first requests, and is signed out', async () => {
  const stranger = { username: 'stranger', email: 'stranger@example.com', password: PASSWORD };
  const made = await ask(server.address, 'POST /api/users', { token: TOKEN, body: stranger });
  const { id } = made.json as { id: number };
  const before = await everything();
  const { failures, names } = await runOne('rails', { ...stranger, token: '' });
  expect(failures[0]).toMatch(/^Create a policy without limits for this run: answers 201 .* 403/);
  expect(names).toEqual([
    'Sign in (where the environment has no token)',
    'Who am I?',
    'Create a policy without limits for this run',
    'Sign out (end of the run)',
  ]);
  expect(await everything()).toEqual(before);
  expect(await read(`/api/users/${id}/sessions`)).toEqual([]);
});

withNewman('a wrong password is tried once', async () => {
  const { failures, names } = await runOne('all', { username: 'admin', password: 'a wrong one', token: '' });
  expect(failures[0]).toMatch(/answers 200 .* 401/);
  expect(names).toEqual(['Sign in (where the environment has no token)']);
});
