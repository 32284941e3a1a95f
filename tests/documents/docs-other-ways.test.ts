import { useApi } from '../http/api';
import { report } from '../support/report';
import { between, blocksOf, cardOf, plain } from './docs-pages';

const api = useApi();

const operation = async (id: string): Promise<string> =>
  (await api.server.ask(`GET /docs/operations/${id}`)).text;

const noteOf = (card: string): string => plain(between(card, '<p class="note">', '</p>')[0] ?? '');

test.each([
  ['users.suspend', 'rails', 'users.update does it', 'PUT /api/v1/users/2\n\n{\n  "status": "inactive"\n}'],
  [
    'users.unsuspend',
    'flask',
    'users.update does it',
    'PUT /form/api/v1/user/users/60d5ec49f8d2a31b4c7e9f01\n\n{\n  "is_active": true\n}',
  ],
  [
    'users.setRoles',
    'laravel',
    'users.update does it (role_id: one role, which replaces the whole set)',
    expect.stringMatching(/^PUT \/api\/admin\/users\/2\n\n\{\n {2}"role_id": \d+\n\}$/),
  ],
  [
    'users.setRoles',
    'colon',
    'users.update does it (role: one alone, which replaces them all)',
    expect.stringMatching(/^POST \/users:update\?id=\w{26}\n\n\{\n {2}"role": "\w+"\n\}$/),
  ],
  ['auth.me', 'rails', 'users.get does it, aimed at oneself', 'GET /api/v1/users/2'],
  ['directory.list', 'rails', 'users.list does it, with the permission users:read', 'GET /api/v1/users'],
])('%s in %s is said another way', async (id, dialect, note, request) => {
  const card = cardOf(await operation(id), dialect);
  expect(noteOf(card)).toBe(`No word of its own for it: ${note}`);
  expect(blocksOf(card)['Request']).toEqual(request);
});

test('a dialect that has a word for it is shown with that alone', async () => {
  const html = await operation('users.suspend');
  expect(noteOf(cardOf(html, 'rest'))).toBe('');
  expect(between(html, '<section class="saying" id="', '"')).toEqual(['rest', 'rails', 'flask']);
});

const wordlessOf = (html: string): string[] => {
  const strip = between(html, '<section class="wordless"', '</section>')[0] ?? '';
  return [
    ...between(strip, '<h2 id="wordless">', '</h2>'),
    ...between(strip, '<li>', '</li>'),
    ...between(strip, '<p>', '</p>'),
  ].map((part) => plain(part).trim());
};

test.each([
  [
    'users.suspend',
    [
      'No word for it: colon laravel',
      'colon users.update would do it, but for status: no field for it',
      'laravel users.update would do it, but for status: seed 003 has no field for it',
      'Users and tokens are the same in every dialect: say it in rest.',
    ],
  ],
  [
    'users.endSession',
    [
      'No word for it: colon rails laravel flask',
      'Users and tokens are the same in every dialect: say it in rest.',
    ],
  ],
  ['users.list', []],
])('%s: who cannot do it at all, and what to do instead', async (id, expected) => {
  expect(wordlessOf(await operation(id))).toEqual(expected);
});

test('every dialect is on the page of every operation: with a card, or among those without a word', async () => {
  const list = await api.server.ask('GET /docs');
  const ids = between(list.text, '<article class="operation" id="', '"');
  for (const id of ids) {
    const html = await operation(id);
    const cards = between(html, '<section class="saying" id="', '"').map((anchor) =>
      anchor.replace(/-\d+$/, ''),
    );
    const without = wordlessOf(html)[0]?.replace('No word for it: ', '').split(' ') ?? [];
    expect([id, [...new Set([...cards, ...without])].sort()]).toEqual([
      id,
      ['colon', 'flask', 'laravel', 'rails', 'rest'],
    ]);
  }
  report(`docs: ${ids.length} operations, each with all five dialects`);
});
