import { unique, useApi } from '../../http/api';
import { told } from '../manners';
import { invalid } from './manners';

const api = useApi();

const valid = (): Record<string, unknown> => ({
  name: 'Jane Smith',
  email: `${unique('jane')}@example.com`,
  role: 'user',
  status: 'active',
});

const create = async (body: unknown) => told(await api.ask('POST /api/v1/users', { body }));

const update = async (body: unknown) => {
  const { id } = await api.server.user({ username: unique('user') });
  return told(await api.ask(`PUT /api/v1/users/${id}`, { body }));
};

/** With the field as given: a new user that is right in all else, and an update of nothing else. */
const both = async (field: string, value: unknown) => [
  await create({ ...valid(), [field]: value }),
  await update({ [field]: value }),
];

const BLANK = "can't be blank";
const INVALID = 'is invalid';
const NO_EMAIL = 'must be a valid email address';
const NOT_LISTED = 'is not included in the list';

const OTHER_TYPES = [0, 7, true, false, [], ['text'], {}, { id: 1 }];
const UNSTORABLE = ['abc\u0000', 'abc\ud800'];
const NO_EMAILS = [
  ...['plain', 'a@b', '@example.com', 'a@', 'a@example.', 'a@.com', 'a@b@example.com', 'a b@example.com'],
  ...['a@example.com,b@example.com', 'A <a@example.com>', 'a@example.com\r\nBcc: b@example.com'],
  ...['a＠example.com', 'a@exam\u200bple.com', 'abc@example.com\u0000', 'abc@example.com\ud800'],
];

const cells = (field: string, values: readonly unknown[], message: string) =>
  values.map((value) => [field, value, message] as const);

test.each([
  ...cells('name', [null, '', ' ', ' \t\n '], BLANK),
  ...cells('name', [...OTHER_TYPES, ...UNSTORABLE, 'line\nbreak', 'ansi\u001b[31m'], INVALID),
  ...cells('name', ['n'.repeat(256), '𐐷'.repeat(256)], 'is too long (maximum is 255 characters)'),
  ...cells('email', [null, '', ' ', ' \t\n '], BLANK),
  ...cells('email', OTHER_TYPES, INVALID),
  ...cells('email', NO_EMAILS, NO_EMAIL),
  ...cells('email', [`${'e'.repeat(243)}@example.com`], 'is too long (maximum is 254 characters)'),
  ...cells('role', [null, 'boss', 'Admin', 'ADMIN', ' admin', 'admin,user', '1', 'constructor'], NOT_LISTED),
  ...cells('role', OTHER_TYPES, INVALID),
  ...cells('status', [null, 'suspended', 'Active', ' active', 'locked', 'toString'], NOT_LISTED),
  ...cells('status', OTHER_TYPES, INVALID),
])('%s: %j %s', async (field, value, message) => {
  expect(await both(field, value)).toEqual([
    invalid({ [field]: [message] }),
    invalid({ [field]: [message] }),
  ]);
});

test.each<[field: string, value: unknown]>([
  ['name', 'n'.repeat(254)],
  ['name', 'n'.repeat(255)],
  ['name', '𐐷'.repeat(255)],
  ['name', ` ${'n'.repeat(255)} `],
  ['name', 'O’Brien, Zoë <🙂>'],
  ['role', ''],
  ['role', '  '],
  ['status', ''],
  ['status', '\t'],
  ['status', 'active'],
  ['status', 'inactive'],
  ...['admin', 'user', 'readonly', 'creator', 'editor', 'publisher', 'deo', 'general'].map(
    (role): [string, unknown] => ['role', role],
  ),
  ['password', 7],
  ['username', 'with@sign'],
])('%s: %j is as good as any', async (field, value) => {
  const [created, updated] = await both(field, value);
  expect([created?.slice(0, 3), updated?.slice(0, 3)]).toEqual(['201', '200']);
});

test.each([253, 254])('an email of %i characters is none too long', async (length) => {
  const email = (letter: string) => `${letter.repeat(length - 12)}@example.com`;
  expect((await create({ ...valid(), email: email('a') })).slice(0, 3)).toBe('201');
  expect((await update({ email: email('b') })).slice(0, 3)).toBe('200');
});

test.each(['name', 'email'])('%s must be there in a new user', async (field) => {
  const { [field]: _missing, ...body } = valid();
  expect(await create(body)).toBe(invalid({ [field]: [BLANK] }));
});

test('no body at all is an empty one', async () => {
  expect(told(await api.ask('POST /api/v1/users'))).toBe(invalid({ name: [BLANK], email: [BLANK] }));
});
