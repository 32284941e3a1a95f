import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';
import { useDirectory } from './directory';

jest.setTimeout(60_000);
afterAll(cleanUp);

const directory = useDirectory();

const folder = temporaryDirectory();

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const CURL = `curl -X PUT "$BASE_URL/api/v1/users/2" \\
  -H 'Content-Type: application/json' \\
  -d '{"status":"inactive"}'
`;

describe('one request', () => {
  const REPORT =
    /^rest users\.suspend, POST \/api\/users\/\{id\}\/suspend -> rails users\.update, PUT \/api\/v1\/users\/\{id\}\nanswers 200 \{.*\}\n$/;

  test.each<[string, readonly string[], string]>([
    ['an argument', ['POST /api/users/2/suspend'], ''],
    ['a file', [file('request.http', 'POST /api/users/suspend/2\n')], ''],
    ['standard input', [], 'POST /api/users/2/suspend'],
    ['standard input as -', ['-'], `curl -X POST http://h/api/users/2/suspend`],
  ])('from %s', async (name, args, input) => {
    const { code, stdout, stderr } = await runRoster(['translate', ...args, '--to', 'rails'], { input });
    const base = name.endsWith('-')
      ? CURL.replace('"$BASE_URL/api/v1/users/2"', 'http://h/api/v1/users/2')
      : CURL;
    expect({ code, stdout }).toEqual({ code: 0, stdout: base });
    expect(stderr).toMatch(name.startsWith('a file') ? /users\/suspend\/\{id\} -> rails/ : REPORT);
  });

  test('what is lost is told, and ends in exit code 3', async () => {
    const { code, stdout, stderr } = await runRoster([
      'translate',
      'POST /api/users/2/suspend\n\n{"reason":"left"}',
      '--to',
      'rails',
    ]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: CURL });
    expect(stderr.trim().split('\n').at(-1)).toBe('lost   reason: rails has no field for it');
  });

  test('what cannot be said at all ends in exit code 3, with nothing on standard output', async () => {
    const { code, stdout, stderr } = await runRoster(['translate', 'GET /health', '--to', 'rest']);
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: 'colon system.health, GET /health -> rest\nlost   system.health: rest has no words for it\n',
    });
  });

  test('an id that nobody knows is no mistake', async () => {
    const { code, stdout, stderr } = await runRoster(['translate', 'GET /api/users/2', '--to', 'colon']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'curl "$BASE_URL/users:get?id=$user_ulid"\n' });
    expect(stderr).toMatch(/^note {3}id: nothing is known of 2: put a ULID for \{\{user_ulid\}\}$/m);
  });

  test('--json tells all', async () => {
    const { code, stdout, stderr } = await runRoster([
      'translate',
      'GET /api/users/2',
      '--to',
      'rails',
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      to: { dialect: 'rails' },
      request: { path: '/api/v1/users/2' },
      lost: [],
    });
  });

  test('--resolve looks ids up in the directory', async () => {
    const { server, run } = directory();
    const { id, ulid } = await server.user({ username: 'ada' });
    const { code, stdout } = await run(['translate', `GET /api/users/${id}`, '--to', 'colon', '--resolve']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `curl "$BASE_URL/users:get?id=${ulid}"\n`,
    });
  });
});

describe('bad input ends in exit code 1, with one line', () => {
  test.each<[string, readonly string[], string]>([
    [
      'no file and no request',
      ['collection.json', '--to', 'rest'],
      'collection.json is no file and no request',
    ],
    [
      'no request',
      ['hello there', '--to', 'rest'],
      'the request must be a curl line, an HTTP request, a HAR entry or a Postman item',
    ],
    [
      'no collection',
      ['GET /api/users', '--to', 'rest', '--collection'],
      'this is no Postman collection (v2.1)',
    ],
    [
      'no route',
      ['GET /api/user/2', '--to', 'rest'],
      'the request must be one that some dialect serves, which GET /api/user/2 is not; the nearest are GET /api/users/{id}, ',
    ],
  ])('%s', async (_name, args, reason) => {
    const { code, stdout, stderr } = await runRoster(['translate', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`roster: ${reason}`)).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['a request', 'GET /api/users'],
    ['a collection without requests', '{"item":[]}'],
  ])('a dialect that there is not is wrong usage: %s', async (_name, text) => {
    const { code, stdout, stderr } = await runRoster(['translate', text, '--to', 'klingon']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /argument 'klingon' is invalid\. Allowed choices are rest, colon, rails, laravel, flask\./,
    );
  });

  test('no --to is wrong usage', async () => {
    const { code, stderr } = await runRoster(['translate', 'GET /api/users']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: required option '--to <dialect>' not specified\n/);
  });
});
