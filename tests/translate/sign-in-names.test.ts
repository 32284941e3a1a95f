import { translated } from './support/said';

const FLASK = 'POST /form/api/v1/auth/login\n\n{"identifier":"{{user}}","password":"{{pw}}"}';

test.each<[string, string, unknown, readonly string[], readonly string[]]>([
  [
    FLASK,
    'rest',
    { username: '{{user}}', password: '{{pw}}' },
    ['identifier: {{user}} is to be a username here; an email stands under email'],
    [],
  ],
  [FLASK, 'flask', { identifier: '{{user}}', password: '{{pw}}' }, [], []],
  [
    FLASK,
    'laravel',
    { email: '{{user}}', password: '{{pw}}' },
    ['identifier: {{user}} is to be an email here'],
    [],
  ],
  [
    FLASK.replace('{{user}}', 'ann@example.com'),
    'rest',
    { email: 'ann@example.com', password: '{{pw}}' },
    [],
    [],
  ],
  [
    FLASK.replace('{{user}}', 'ann'),
    'laravel',
    { email: '{{email}}', password: '{{pw}}' },
    ['email: laravel asks for it: fill it in for {{email}}'],
    ['identifier: laravel has no field for it'],
  ],
])('%j in %s', async (text, to, body, notes, lost) => {
  const translation = await translated(text, to);
  expect(translation.request?.body).toEqual(body);
  expect(translation.notes.map(({ what, why }) => `${what}: ${why}`)).toEqual(notes);
  expect(translation.lost.map(({ what, why }) => `${what}: ${why}`)).toEqual(lost);
});
