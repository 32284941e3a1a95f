import { readBody } from '../../routes/translate/reading/body-text';
import { readRequest } from '../../routes/translate/reading/read-request';
import { HEX, translated } from './support/said';

const flask = (roles: string): string => `PUT /form/api/v1/user/users/${HEX}\n\n{"roles":${roles}}`;

test.each<[string, string, unknown, readonly string[], readonly string[]]>([
  [flask('["{{role}}"]'), 'rest', { roles: ['{{role}}'] }, [], []],
  [flask('["{{role}}"]'), 'flask', { roles: ['{{role}}'] }, [], []],
  [
    flask('["{{role}}"]'),
    'rails',
    { role: '{{role}}' },
    ['roles: {{role}} is to be what rails takes here'],
    [],
  ],
  [
    flask('["{{one}}","user"]'),
    'rails',
    { role: '{{one}}' },
    ['roles: {{one}} is to be what rails takes here'],
    ['roles: rails: one role, which replaces the whole set'],
  ],
  [flask('{{roles}}'), 'rest', { roles: '{{roles}}' }, [], []],
  [
    'PUT /api/v1/users/2\n\n{"role":"{{role}}"}',
    'flask',
    { roles: ['{{role}}'] },
    ['role: {{role}} is to be what flask takes here'],
    [],
  ],
])('%s in %s', async (text, to, body, notes, lost) => {
  const translation = await translated(text, to);
  const own = translation.notes.filter(({ field }) => field === 'roles');
  expect(translation.request?.body).toEqual(body);
  expect(readBody(readRequest(translation.curl ?? ''))).toEqual(body);
  expect(own.map(({ what, why }) => `${what}: ${why}`)).toEqual(notes);
  expect(translation.lost.map(({ what, why }) => `${what}: ${why}`)).toEqual(lost);
});

test('a name that stands for the whole list stands without quotes, one that stands in it with them', async () => {
  const [whole, within] = await Promise.all(
    ['{{roles}}', '["{{role}}"]'].map((roles) => translated(flask(roles), 'rest')),
  );
  expect([whole?.curl, within?.curl].map((curl) => curl?.split('-d ')[1])).toEqual([
    `'{"roles":'"$roles"'}'`,
    `'{"roles":["'"$role"'"]}'`,
  ]);
});
