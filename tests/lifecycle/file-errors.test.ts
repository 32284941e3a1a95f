import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../src/config';
import { createTables } from '../../src/tables';
import { temporaryDirectory } from '../support/roster-process';
import { fileOf, fileWith } from './lifecycle-file';

/** What is said against a file; fails where it takes more than a line, or where nothing is said. */
const refusal = (lifecycleFile: string, dialects: readonly string[] | null = null): string => {
  try {
    createTables({ lifecycleFile, dialects }).served();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).toMatch(/^LIFECYCLE_FILE \S+: [^\n]+$/);
    expect(error.message).not.toMatch(/hush/);
    expect(error.message.startsWith(`LIFECYCLE_FILE ${lifecycleFile}: `)).toBe(true);
    return error.message.slice(`LIFECYCLE_FILE ${lifecycleFile}: `.length);
  }
  throw new Error('nothing was said against it');
};

const BEFORE = '2026-01-01T00:00:00Z';
const LATER = '2026-07-01T00:00:00Z';
const GET = 'GET /api/users/get/{id}';
const entry = (more: object): string => JSON.stringify({ bindings: [{ match: GET, ...more }] });
const TIME = 'must be a time such as 2026-01-01T00:00:00Z';

test.each<[string, string, string | RegExp]>([
  ['nothing', '', 'is not JSON at line 1, column 1'],
  ['garbage', 'JWT_SECRET=hush-hush', 'is not JSON at line 1, column 1'],
  ['JSON that ends early', '{"bindings": [\n  {"match": "hush"', 'is not JSON at line 2, column 19'],
  ['a stray comma', '{"bindings": [\n  {"match": "x",}]}', 'is not JSON at line 2, column 17'],
  ['a stray comma in a list', '{"bindings": [\r\n1,\r\n ]}', 'is not JSON at line 3, column 2'],
  ['a list that is not closed', '{"bindings": [}', 'is not JSON at line 1, column 15'],
  ['a missing comma', '{"bindings": [] "hush": 1}', 'is not JSON at line 1, column 17'],
  ['a missing colon', '{"bindings" []}', 'is not JSON at line 1, column 13'],
  ['a missing value', '{"bindings": }', 'is not JSON at line 1, column 14'],
  ['more after the end', '{"bindings": []}\n]', 'is not JSON at line 2, column 1'],
  ['a comment', '// hush\n{}', 'is not JSON at line 1, column 1'],
  ['single quotes', "{'bindings': []}", 'is not JSON at line 1, column 2'],
  ['a key without quotes', '{bindings: []}', 'is not JSON at line 1, column 2'],
  ['a line break in a text', '{"bindings": [{"match": "hush\n"}]}', 'is not JSON at line 1, column 25'],
  ['an escape that is none', '{"bindings": ["\\x"]}', 'is not JSON at line 1, column 15'],
  ['a number that is none', '{"bindings": [01]}', 'is not JSON at line 1, column 15'],
  ['a word that is none', '{"bindings": [\n  nullify]}', 'is not JSON at line 2, column 3'],
  [
    'a key that stands twice',
    `{"bindings": [\n  {"match": "${GET}", "sunset": null,\n   "sunset": "${LATER}"}]}`,
    'the key "sunset" stands twice in one object, again at line 3, column 4',
  ],
  [
    'a key that stands twice, once escaped',
    '{"bindings": [], "binding\\u0073": []}',
    'the key "bindings" stands twice in one object, again at line 1, column 18',
  ],
  ['nesting without end', '['.repeat(100_000), 'is not JSON at line 1, column 100001'],
  ['a list', '[]', 'the file must be of type object'],
  ['null', 'null', 'the file must be of type object'],
  ['no bindings', '{}', 'bindings is required'],
  ['bindings that are no list', '{"bindings": {}}', 'bindings must be an array'],
  ['an unknown key', '{"bindings": [], "hushes": 1}'.replace('hushes', 'more'), 'more is not allowed'],
  ['an entry without a match', '{"bindings": [{}]}', 'bindings[0].match is required'],
  ['an unknown key of an entry', entry({ sunsets: LATER }), 'bindings[0].sunsets is not allowed'],
  ['a time that is none', entry({ deprecated: 'soon' }), `bindings[0].deprecated ${TIME}`],
  ['a day', entry({ deprecated: '2026-01-01' }), `bindings[0].deprecated ${TIME}`],
  ['a time of no zone', entry({ sunset: '2026-01-01T00:00:00' }), `bindings[0].sunset ${TIME}`],
  ['a number', entry({ deprecated: 1767225600 }), 'bindings[0].deprecated must be a string'],
  [
    'a brownout without an end',
    entry({ deprecated: BEFORE, brownouts: [{ from: LATER }] }),
    'bindings[0].brownouts[0].until is required',
  ],
  ['an exemption that is no list', entry({ exempt: 'x' }), 'bindings[0].exempt must be an array'],
])('%s is refused, with its place', (_what, text, says) => {
  if (typeof says === 'string') expect(refusal(fileWith(text))).toBe(says);
  else expect(refusal(fileWith(text))).toMatch(says);
});

test.each<[string, object, string]>([
  [
    'an unknown label',
    { match: 'GET /api/user/get/{id}', deprecated: BEFORE },
    'bindings[1]: match: "GET /api/user/get/{id}" is no spelling; the nearest are GET /api/users/get/{id}, ',
  ],
  [
    'a label of two spaces',
    { match: 'GET  /api/users/get/{id}', deprecated: BEFORE },
    'bindings[1]: match: "GET  /api/users/get/{id}" is no spelling; the nearest are GET /api/users/get/{id}, ',
  ],
  [
    'a label with a line break',
    { match: 'GET /api/users/get/{id}\n', deprecated: BEFORE },
    'bindings[1]: match: "GET /api/users/get/{id}\\n" is no spelling; the nearest are GET /api/users/get/{id}, ',
  ],
  [
    'a brownout after the sunset',
    {
      match: GET,
      sunset: LATER,
      brownouts: [{ from: '2026-07-02T00:00:00Z', until: '2026-07-03T00:00:00Z' }],
    },
    `bindings[1]: ${GET}: the brownout from 2026-07-02T00:00:00Z ends at 2026-07-03T00:00:00Z, which is not before the sunset (${LATER})`,
  ],
  [
    'a successor that fits none of the operations that the body decides between',
    { match: 'POST /users:update', deprecated: BEFORE, successor: 'GET /api/users' },
    'bindings[1]: POST /users:update: its successor GET /api/users does something else than users.',
  ],
  [
    'an unknown dialect',
    { match: 'dialect:cobol', deprecated: BEFORE },
    'bindings[1]: match: no dialect has the name "cobol"; there are rest, colon, rails, laravel, flask',
  ],
  [
    'a dialect without aliases',
    { match: 'aliases:colon' },
    'bindings[1]: match: the dialect colon has no aliases',
  ],
  [
    'a sunset before its deprecation',
    { match: GET, deprecated: LATER, sunset: BEFORE },
    `bindings[1]: ${GET}: the sunset (${BEFORE}) is before the deprecation (${LATER})`,
  ],
  [
    'a sunset without a deprecation',
    { match: GET, deprecated: null, sunset: LATER },
    `bindings[1]: ${GET}: a sunset or a brownout without a deprecation`,
  ],
  [
    'a brownout that ends before it begins',
    { match: GET, brownouts: [{ from: LATER, until: BEFORE }] },
    `bindings[1]: ${GET}: the brownout from ${LATER} ends at ${BEFORE}, before it begins`,
  ],
  [
    'a successor that there is not',
    { match: GET, successor: 'GET /api/people/{id}' },
    `bindings[1]: ${GET}: its successor GET /api/people/{id} is no spelling`,
  ],
  [
    'a successor that does something else',
    { match: GET, successor: 'GET /api/users' },
    `bindings[1]: ${GET}: its successor GET /api/users does something else than users.get`,
  ],
  [
    'a successor that goes as well',
    { match: 'GET /api/users/{id}', deprecated: BEFORE, successor: 'GET /api/users/get/{id}' },
    'bindings[1]: GET /api/users/{id}: its successor GET /api/users/get/{id} is itself on its way out',
  ],
])('%s is refused, with the entry and the spelling', (_what, rule, says) => {
  const file = fileOf({ match: GET, deprecated: BEFORE }, rule as { match: string });
  expect(refusal(file).startsWith(says)).toBe(true);
});

test('an entry that takes the successor of an earlier one away is named by the spelling that it hurts', () => {
  const file = fileOf(
    { match: GET, deprecated: BEFORE, successor: 'GET /api/v1/users/{id}' },
    { match: 'dialect:rails', deprecated: BEFORE },
  );
  expect(refusal(file)).toBe(
    `bindings[0]: ${GET}: its successor GET /api/v1/users/{id} is itself on its way out`,
  );
});

test('a successor that DIALECTS switches off is refused', () => {
  const file = fileOf({ match: GET, deprecated: BEFORE, successor: 'GET /api/v1/users/{id}' });
  expect(refusal(file, ['rest'])).toBe(
    `bindings[0]: ${GET}: its successor GET /api/v1/users/{id} is switched off by DIALECTS`,
  );
});

test.each([
  [
    'POST /users:update',
    'PUT /api/users/{id}',
    { 'users.update': 'PUT /api/users/{id}', 'users.endSessions': 'DELETE /api/users/{id}/sessions' },
  ],
  [
    'POST /users:update',
    'DELETE /api/users/sessions/{id}',
    { 'users.update': 'PUT /api/users/{id}', 'users.endSessions': 'DELETE /api/users/sessions/{id}' },
  ],
  [
    'POST /form/api/v1/auth/login',
    'POST /auth:login',
    { 'auth.signIn': 'POST /auth:login', 'auth.signInByCode': 'POST /api/auth/otp/login' },
  ],
])('where the body of %s decides, %s follows what it fits', (match, successor, led) => {
  const lifecycleFile = fileOf({ match, deprecated: BEFORE, successor });
  const { routes } = createTables({ lifecycleFile, dialects: null }).served();
  const going = routes.filter(({ label }) => label === match);
  const pairs = going.map(({ binding, lifecycle }) => [binding.operation, lifecycle?.successor]);
  expect(Object.fromEntries(pairs)).toEqual(led);
});

test('a file that is not there, and one that is a directory', () => {
  const directory = temporaryDirectory();
  expect(refusal(join(directory, 'none.json'))).toMatch(/^cannot be read: ENOENT/);
  mkdirSync(join(directory, 'folder'));
  expect(refusal(join(directory, 'folder'))).toMatch(/^cannot be read: EISDIR/);
});

test('a byte order mark, offsets and an empty list are no fault', () => {
  const text = `\uFEFF${entry({ deprecated: '2026-01-01T01:00:00+01:00' })}`;
  const { routes } = createTables({ lifecycleFile: fileWith(text), dialects: null }).served();
  const [going, ...others] = routes.filter(({ lifecycle }) => lifecycle !== null);
  expect([going?.label, going?.lifecycle?.deprecatedAt, others]).toEqual([GET, new Date(BEFORE), []]);
  expect(createTables({ lifecycleFile: fileOf(), dialects: null }).whole().routes.length).toBe(routes.length);
});
