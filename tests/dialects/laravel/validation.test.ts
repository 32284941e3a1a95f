import { unique, useApi } from '../../http/api';
import { told } from '../manners';
import { invalid } from './manners';

const api = useApi();

const valid = (): Record<string, unknown> => ({
  name: 'John Doe',
  email: `${unique('john')}@example.com`,
  password: 'password123',
  role_id: 2,
  phone_number: '1234567890',
});

const create = async (body: unknown) => told(await api.ask('POST /api/admin/users', { body }));

const update = async (body: unknown) => {
  const { id } = await api.server.user({ username: unique('user') });
  return told(await api.ask(`PUT /api/admin/users/${id}`, { body }));
};

const FIELDS = {
  name: 'The name field is required.',
  email: 'The email field is required.',
  password: 'The password field is required.',
  role_id: 'The role id field is required.',
  phone_number: 'The phone number field is required.',
};

test.each(Object.entries(FIELDS))('%s must be there in a new user', async (field, sentence) => {
  const { [field]: _missing, ...body } = valid();
  const answer = invalid({ [field]: [sentence] });
  expect(await create(body)).toBe(answer);
  expect(await create({ ...body, [field]: null })).toBe(answer);
  expect(await create({ ...body, [field]: '' })).toBe(answer);
  if (field !== 'password') expect(await create({ ...body, [field]: ' \t\n ' })).toBe(answer);
});

test('no body at all is an empty one', async () => {
  const everything = Object.entries(FIELDS).map(([field, sentence]) => [field, [sentence]]);
  expect(told(await api.ask('POST /api/admin/users'))).toBe(invalid(Object.fromEntries(everything)));
});

test.each([
  ['name', 'The name must be a string.'],
  ['email', 'The email must be a valid email address.'],
  ['role_id', 'The selected role id is invalid.'],
  ['phone_number', 'The phone number must be a string.'],
])('%s: null in an update', async (field, sentence) => {
  expect(await update({ [field]: null })).toBe(invalid({ [field]: [sentence] }));
});

const OTHER_TYPES = [0, 7.5, true, false, [], ['text'], {}, { id: 1 }];
const UNSTORABLE = ['abc\u0000', 'abc\ud800'];
const NO_EMAILS = [
  ...['plain', 'a@b', '@example.com', 'a@', 'a@example.', 'a@.com', 'a@b@example.com', 'a b@example.com'],
  ...['a@example.com,b@example.com', 'A <a@example.com>', 'a@example.com\r\nBcc: b@example.com'],
  ...['a＠example.com', 'a@exam\u200bple.com', 'abc@example.com\u0000', 'abc@example.com\ud800'],
];
const NO_ROLES = [
  ...[0, -1, 10, 1.5, 1e300, true, [], [2], {}, { id: 2 }],
  ...['0', '02', '+2', '2.0', '1e0', '10', 'user', 'two', '２', '1,2', 'constructor'],
];

const cells = (field: string, values: readonly unknown[], sentence: string) =>
  values.map((value) => [field, value, sentence] as const);

test.each([
  ...cells('name', OTHER_TYPES, 'The name must be a string.'),
  ...cells('name', [...UNSTORABLE, 'line\nbreak', 'ansi\u001b[31m'], 'The name format is invalid.'),
  ...cells('name', ['n'.repeat(256), '𐐷'.repeat(256)], 'The name must not be greater than 255 characters.'),
  ...cells('email', [...OTHER_TYPES, ...NO_EMAILS], 'The email must be a valid email address.'),
  ...cells('email', [`${'e'.repeat(243)}@example.com`], 'The email must not be greater than 254 characters.'),
  ...cells('role_id', NO_ROLES, 'The selected role id is invalid.'),
  ...cells('phone_number', [1234567890, ...OTHER_TYPES], 'The phone number must be a string.'),
  ...cells('phone_number', [...UNSTORABLE, '1\n2'], 'The phone number format is invalid.'),
  ...cells('phone_number', ['1'.repeat(33)], 'The phone number must not be greater than 32 characters.'),
])('%s: %j %s', async (field, value, sentence) => {
  const answer = invalid({ [field]: [sentence] });
  expect([await create({ ...valid(), [field]: value }), await update({ [field]: value })]).toEqual([
    answer,
    answer,
  ]);
});

test.each([
  ...cells('', OTHER_TYPES, 'The password must be a string.'),
  ...cells('', UNSTORABLE, 'The password format is invalid.'),
  ...cells('', ['1234567', '😀'.repeat(7), ' '], 'The password must be at least 8 characters.'),
  ...cells('', ['p'.repeat(73), `${'é'.repeat(36)}p`], 'The password must not be greater than 72 bytes.'),
])('password:%s %j %s', async (_none, password, sentence) => {
  expect(await create({ ...valid(), password })).toBe(invalid({ password: [sentence] }));
  expect((await update({ password })).slice(0, 3)).toBe('200');
});

test.each<[field: string, value: unknown]>([
  ['name', 'n'.repeat(254)],
  ['name', ` ${'𐐷'.repeat(255)} `],
  ['name', '7'],
  ...['1', ' 2 ', 4, 5, 6, 7, 8, 9].map((id): [string, unknown] => ['role_id', id]),
  ['phone_number', '1'.repeat(31)],
  ['phone_number', ` ${'1'.repeat(32)} `],
  ['phone_number', 'ask at the desk'],
  ['password', 'p'.repeat(72)],
  ['password', '        '],
])('%s: %j is as good as any', async (field, value) => {
  expect((await create({ ...valid(), [field]: value })).slice(0, 3)).toBe('201');
  expect((await update({ [field]: value })).slice(0, 3)).toBe('200');
});

test.each([253, 254])('an email of %i characters is none too long', async (length) => {
  const email = (letter: string) => `${letter.repeat(length - 12)}@example.com`;
  expect((await create({ ...valid(), email: email('a') })).slice(0, 3)).toBe('201');
  expect((await update({ email: email('b') })).slice(0, 3)).toBe('200');
});
