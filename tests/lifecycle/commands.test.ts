import { useDirectory } from '../cli/directory';
import { askDoctor } from '../cli/doctor';
import { refusalOf } from '../support/refusal';
import { postmasterPid, runRoster, temporaryDirectory } from '../support/roster-process';
import { fileOf, fileWith } from './lifecycle-file';

jest.setTimeout(60_000);

const SUNSET = '2040-07-01T00:00:00Z';
const FILE = fileOf(
  { match: 'aliases:rest', deprecated: '2026-01-01T00:00:00Z', sunset: SUNSET },
  { match: 'dialect:rails', deprecated: '2026-01-01T00:00:00Z' },
);
const settings = { LIFECYCLE_FILE: FILE };
const GET = 'GET /api/users/get/{id}';
const HOW = `deprecated 2026-01-01T00:00:00Z, gone ${SUNSET}, use GET /api/users/{id}`;

const here = useDirectory();

const said = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await runRoster(args, { settings });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('commands about the table tell of the file', () => {
  test('roster routes', async () => {
    const rows = JSON.parse(await said('routes', '--json')) as { path: string; lifecycle?: object }[];
    expect(rows.find(({ path }) => path === '/api/users/{id}')?.lifecycle).toEqual({ [GET]: HOW });
    expect(await said('routes')).toContain(`\nOn their way out:\n`);
    expect(await said('routes')).toContain(`\n  ${GET}: ${HOW}\n`);
  });

  test('roster explain', async () => {
    expect(await said('explain', 'GET /api/users/get/2')).toContain(`\nlifecycle   ${HOW}\n`);
    expect(await said('explain', 'GET /api/users/2')).toContain('\nlifecycle   no end planned\n');
  });

  test('roster translate', async () => {
    const { notes } = JSON.parse(
      (await runRoster(['translate', 'GET /api/users/get/2', '--to', 'rails', '--json'], { settings }))
        .stdout,
    ) as { notes: readonly { what: string }[] };
    expect(notes.filter(({ what }) => what.includes('/api/'))).toEqual([
      { what: GET, why: HOW, field: 'lifecycle' },
      {
        what: 'GET /api/v1/users/{id}',
        why: 'deprecated 2026-01-01T00:00:00Z, use GET /api/users/{id}',
        field: 'lifecycle',
      },
    ]);
  });

  test('roster openapi', async () => {
    const { paths } = JSON.parse(await said('openapi', '--dialect', 'rest')) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    const told = paths['/api/users/get/{id}']?.['get'] ?? {};
    expect([told['deprecated'], told['x-roster-lifecycle']]).toEqual([
      true,
      { deprecated: '2026-01-01T00:00:00Z', sunset: SUNSET, successor: 'GET /api/users/{id}' },
    ]);
    expect(Object.keys(told['responses'] as object)).toContain('410');
    const stays = paths['/api/users/{id}']?.['get'] ?? {};
    expect([stays['deprecated'], Object.keys(stays['responses'] as object).includes('410')]).toEqual([
      undefined,
      false,
    ]);
  });

  test('roster sunset list', async () => {
    const rows = JSON.parse(await said('sunset', 'list', '--json')) as { binding: string }[];
    expect(rows.find(({ binding }) => binding === GET)).toEqual({
      binding: GET,
      dialect: 'rest',
      operation: 'users.get',
      canonical: 'GET /api/users/{id}',
      status: 'deprecated',
      deprecated: '2026-01-01T00:00:00Z',
      sunset: SUNSET,
      successor: 'GET /api/users/{id}',
      brownouts: [],
      exempt: [],
    });
    expect(await said('sunset', 'list')).toMatch(
      /\nGET \/api\/users\/get\/\{id\} +users\.get +deprecated +2026-01-01T00:00:00Z +2040-07-01T00:00:00Z +GET \/api\/users\/\{id\} +–\n/,
    );
    const none = await runRoster(['sunset', 'list']);
    expect(none).toMatchObject({ code: 0, stdout: '', stderr: 'No spelling is on its way out.\n' });
  });
});

describe('roster sunset check', () => {
  const check = (...more: string[]) => here().run(['sunset', 'check', ...more], { settings });

  test('has nothing to look for where nothing has a sunset', async () => {
    const end = await here().run(['sunset', 'check']);
    expect(end).toMatchObject({ code: 0, stdout: 'No spelling has a sunset.\n', stderr: '' });
  });

  test('says so where nobody calls; the canonical spelling and others without a sunset do not count', async () => {
    const { server, token } = here();
    await server.ask('GET /api/users/1', { token });
    await server.ask('GET /api/v1/users/1', { token });
    await server.wiring.usage.flush();
    const { code, stdout, stderr } = await check();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Nobody calls any of the \d+ spellings with a sunset, in the last 30 days\.\n$/);
    expect((await check('--json')).stdout).toBe('[]\n');
  });

  test('fails where somebody does, and says who', async () => {
    const { server, token } = here();
    const ben = await server.user({ username: 'ben', password: 'correct horse', roles: ['readonly'] });
    const job = await server.token(ben.id, { name: 'nightly job' });
    const headers = { 'User-Agent': 'cron/1.0' };
    for (const id of [1, 2, 99]) await server.ask(`GET /api/users/get/${id}`, { token: job, headers });
    await server.ask('GET /api/users/list', { token });
    await server.wiring.usage.flush();

    const { code, stdout, stderr } = await check();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^roster: still called in the last 30 days: 2 of \d+ spellings with a sunset, 4 requests\n$/,
    );
    const [head, first, second, ...others] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^SPELLING +SUNSET +CALLER +REQUESTS +LAST +USER AGENT$/);
    expect(first).toMatch(
      /^GET \/api\/users\/get\/\{id\} +2040-07-01T00:00:00Z +token \d+ "nightly job" of ben +3 +20\S+Z +cron\/1\.0$/,
    );
    expect(second).toMatch(
      /^GET \/api\/users\/list +2040-07-01T00:00:00Z +token \d+ of chief +1 +20\S+Z +\S/,
    );
    expect(others).toEqual([]);

    const asJson = await check('--days', '1', '--json');
    expect(asJson.code).toBe(1);
    expect(asJson.stderr).toMatch(/^roster: still called today: 2 of \d+ /);
    expect((JSON.parse(asJson.stdout) as unknown[])[0]).toEqual({
      binding: GET,
      sunset: SUNSET,
      successor: 'GET /api/users/{id}',
      caller: {
        kind: 'token',
        token_id: expect.any(Number),
        token_name: 'nightly job',
        user_id: ben.id,
        username: 'ben',
      },
      requests: 3,
      errors: 1,
      last_at: expect.stringMatching(/^20\d\d-.*Z$/),
      user_agent: 'cron/1.0',
    });
  });

  test('names no successor where the body decides between several', async () => {
    const { server, token, run } = here();
    const going = fileOf({ match: 'POST /users:update', deprecated: '2026-01-01T00:00:00Z', sunset: SUNSET });
    await server.ask('POST /users:update', { token, body: {} });
    await server.wiring.usage.flush();
    const { stdout } = await run(['sunset', 'check', '--json'], { settings: { LIFECYCLE_FILE: going } });
    const uses = JSON.parse(stdout) as { binding: string; successor: string | null }[];
    expect(uses.map(({ binding, successor }) => [binding, successor])).toEqual([
      ['POST /users:update', null],
    ]);
  });

  test('looks back as far as it is told', async () => {
    await here().server.database.pool.query(
      "update usage set day = day - 10, last_at = last_at - interval '10 days'",
    );
    expect((await check('--days', '10')).code).toBe(0);
    expect((await check('--days', '11')).code).toBe(1);
  });
});

describe('a file that cannot be followed', () => {
  const bad = { LIFECYCLE_FILE: fileOf({ match: 'GET /api/usr/{id}', deprecated: SUNSET }) };
  const line = `LIFECYCLE_FILE ${bad.LIFECYCLE_FILE}: bindings[0]: match: "GET /api/usr/{id}" is no spelling; the nearest are `;

  test('keeps the server from starting, before there is a database', async () => {
    const dataDir = temporaryDirectory();
    expect((await refusalOf(['serve'], { dataDir, settings: bad })).startsWith(line)).toBe(true);
    expect(postmasterPid(dataDir)).toBeUndefined();
  });

  test.each([['routes'], ['openapi'], ['explain', 'GET /api/users/2'], ['sunset', 'list']])(
    'is refused by roster %s',
    async (...args) => {
      expect((await refusalOf(args, { settings: bad })).startsWith(line)).toBe(true);
    },
  );

  test('is found by the doctor', async () => {
    const { about } = await askDoctor({ settings: bad });
    expect(about('LIFECYCLE_FILE')).toEqual({
      state: 'fail',
      what: 'LIFECYCLE_FILE',
      says: expect.stringContaining(line),
      advice: expect.stringContaining('docs/lifecycle.md'),
    });
  });

  test('never shows what is in it', async () => {
    const LIFECYCLE_FILE = fileWith('PASSWORD=hush-hush');
    expect(await refusalOf(['serve'], { settings: { LIFECYCLE_FILE } })).toBe(
      `LIFECYCLE_FILE ${LIFECYCLE_FILE}: is not JSON at line 1, column 1`,
    );
  });
});

test('the doctor tells what a good one plans', async () => {
  expect((await askDoctor({ settings })).about('LIFECYCLE_FILE')).toEqual({
    state: 'ok',
    what: 'LIFECYCLE_FILE',
    says: expect.stringMatching(
      /^of \d+ spellings \d+ are deprecated, 0 in a brownout, 0 gone, 0 to be deprecated$/,
    ),
    advice: null,
  });
});
