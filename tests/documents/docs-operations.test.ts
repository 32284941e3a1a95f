import { createTable } from '../../routes/table';
import { describeWhen } from '../../routes/when';
import { useApi } from '../http/api';
import { report } from '../support/report';
import { between, blocksOf, cardOf, plain } from './docs-pages';

const api = useApi();
const { routes } = createTable();

const page = async (path: string): Promise<string> => (await api.server.ask(`GET ${path}`)).text;
const operation = (id: string): Promise<string> => page(`/docs/operations/${id}`);

/** Whatever of the table stands in a list, one line each: operation, dialect, spelling, condition. */
const linesOf = (some: typeof routes): string[] =>
  some.map(({ binding, dialect, label }) =>
    [binding.operation, dialect.name, label, binding.when ? `where ${describeWhen(binding.when)}` : ''].join(
      ' | ',
    ),
  );

test('the list has every spelling of the table exactly once', async () => {
  const lines = between(await page('/docs'), '<article class="operation" id="', '</article>').flatMap(
    (article) =>
      between(article, '<li data-dialect="', '</li>').map((item) => {
        const [, dialect, label] = /^([^"]+)" data-spelling="([^"]+)"/.exec(item) ?? [];
        const when = plain(between(item, '<small>', '</small>')[0] ?? '');
        return [article.slice(0, article.indexOf('"')), dialect, label, when].join(' | ');
      }),
  );
  expect(lines.sort()).toEqual(linesOf(routes).sort());
  expect(lines).toEqual(
    expect.arrayContaining([
      'users.suspend | rest | POST /api/users/{id}/suspend | ',
      'users.suspend | rest | POST /api/users/suspend/{id} | ',
      'users.endSessions | colon | POST /users:update | where action=revoke_sessions',
      'users.delete | flask | DELETE /form/api/v1/user/users/{id} | ',
    ]),
  );
  report(`docs: ${lines.length} spellings on /docs`);
});

test('each page has a card for each binding, with every spelling of it once', async () => {
  let cards = 0;
  for (const id of new Set(routes.map(({ binding }) => binding.operation))) {
    const html = await operation(id);
    // What does it by way of another operation belongs to that one's page.
    const own = between(html, '<section class="saying" id="', '</section>').filter(
      (card) => !card.includes('No word of its own'),
    );
    const spelled = own.flatMap((card) =>
      between(card, '<code class="spelling">', '</code>').map((spelling) => plain(spelling)),
    );
    const expected = routes.filter(({ binding }) => binding.operation === id).map(({ label }) => label);
    expect([id, spelled.sort()]).toEqual([id, expected.sort()]);
    cards += own.length;
  }
  expect(cards).toBe(new Set(routes.map(({ binding }) => binding)).size);
});

test('users.suspend: who may, what is left behind, and who has no word for it', async () => {
  const facts = plain(between(await operation('users.suspend'), '<dl class="summary">', '</dl>')[0] ?? '');
  expect(facts).toContain('PermissionWhoever has the permission users:write (admin, superadmin)');
  expect(facts).toContain('EffectHas an effect: refused to callers that may only read');
  expect(facts).toContain('Audit trailusers.suspend');
  expect(facts).toContain('No word for itcolon, laravel');
});

test.each([
  [
    'rest',
    {
      Request: 'POST /api/users/2/suspend',
      Answer: '200 OK\n\n{\n  "success": true,\n  "message": "User suspended successfully"\n}',
      curl: `curl 'http://127.0.0.1:3000/api/users/2/suspend' \\\n  -X POST \\\n  -H "Authorization: Bearer $TOKEN"`,
    },
  ],
  [
    'rails',
    {
      Request: 'PUT /api/v1/users/2\n\n{\n  "status": "inactive"\n}',
      Answer: expect.stringContaining('"status": "inactive"'),
      curl: `curl 'http://127.0.0.1:3000/api/v1/users/2' \\\n  -X PUT \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d '{ "status": "inactive" }'`,
    },
  ],
  [
    'flask',
    {
      Request: 'PUT /form/api/v1/user/users/60d5ec49f8d2a31b4c7e9f01\n\n{\n  "is_active": false\n}',
      Answer: expect.stringContaining('"is_active": false'),
      curl: expect.stringContaining(`-d '{ "is_active": false }'`),
    },
  ],
])('users.suspend in %s', async (dialect, blocks) => {
  expect(blocksOf(cardOf(await operation('users.suspend'), dialect))).toEqual(blocks);
});

test.each([
  ['users.get', 'rest', 'There is no such user, or the id is none', '404 User not found'],
  [
    'users.get',
    'rails',
    'There is no such user, or the id is none',
    '404 {"error":"Not found","message":"User not found"}',
  ],
  [
    'users.create',
    'colon',
    'Somebody else has the username',
    '409 {"code":409,"error":"username already exists","error_code":"USERNAME_EXISTS"}',
  ],
  [
    'auth.signIn',
    'flask',
    'The name or the password is wrong, or the account cannot sign in',
    '401 {"msg":"Invalid credentials","success":false}',
  ],
  [
    'users.delete',
    'colon',
    'Nobody may do this to its own account',
    '403 {"code":403,"error":"cannot delete your own account","error_code":"CANNOT_MODIFY_SELF"}',
  ],
])('%s in %s: %s', async (id, dialect, when, answer) => {
  const errors = between(cardOf(await operation(id), dialect), '<dl class="errors">', '</dl>')[0] ?? '';
  const [status = '', body = ''] = answer.split(/ (.*)/);
  expect(plain(errors)).toContain(`${status} ${when}${body}`);
});

test('the errors of every dialect stand side by side', async () => {
  const html = await page('/docs/errors');
  const taken = between(html, 'id="email_taken"', '</section>')[0] ?? '';
  expect(between(taken, '<div>', '</div>').map(plain)).toEqual([
    'rest409 Email already exists',
    'colon409 {"code":409,"error":"email already exists","error_code":"EMAIL_EXISTS"}',
    'rails400 {"error":"Validation failed","messages":{"email":["has already been taken"]}}',
    'laravel422 {"status":"error","message":"Validation failed","errors":{"email":["The email has already been taken."]}}',
    'flask400 {"message":"Email already exists"}',
  ]);
});
