import { unique } from '../../http/api';
import { error, MALFORMED, missing, told, useColon, wrong } from './colon';

const colon = useColon();

const create = (fields: Readonly<Record<string, unknown>>) =>
  colon.ask('POST /apikeys:create', { body: { name: unique('key'), role: 'user', ...fields } });

const outcome = async (fields: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await create(fields);
  return answer.status === 201 ? '201' : told(answer);
};

const NAME = wrong('name must be between 3 and 100 characters', 'INVALID_KEY_NAME');
const DESCRIPTION = wrong('description must not exceed 500 characters');
const ROLE = wrong("role must be 'admin' or 'user'", 'INVALID_ROLE');

test.each<[Record<string, unknown>, string]>([
  [{}, missing('name')],
  [{ name: null, role: 'nobody' }, missing('name')],
  [{ name: '', description: 5 }, missing('name')],
  [{ name: 'x', description: 5 }, missing('role')],
  [{ name: 'x', role: null }, missing('role')],
  [{ name: 'x', role: '' }, missing('role')],
  [{ name: 'x', description: 'x'.repeat(501), role: 'nobody', can_write: 'x' }, NAME],
  [{ name: 'xyz', description: 'x'.repeat(501), role: 'nobody', can_write: 'x' }, DESCRIPTION],
  [{ name: 'xyz', role: 'nobody', can_write: 'x' }, ROLE],
  [{ name: 'xyz', role: 'user', can_write: 'x' }, wrong('can_write must be a boolean')],
])('the first failure of %j', async (body, expected) => {
  expect(told(await colon.ask('POST /apikeys:create', { body }))).toBe(expected);
});

test.each<[body: unknown]>([[undefined], [[]], ['text'], [null]])('no object: %j', async (body) => {
  expect(told(await colon.ask('POST /apikeys:create', { body }))).toBe(MALFORMED);
});

test.each<[unknown, string]>([
  ['a', NAME],
  ['ab', NAME],
  ['abc', '201'],
  ['ßßß', '201'],
  ['𠮷𠮷', NAME],
  ['𠮷𠮷𠮷', '201'],
  ['x'.repeat(100), '201'],
  ['x'.repeat(101), NAME],
  ['   ', NAME],
  [' ab ', NAME],
  [` ${'y'.repeat(100)} `, '201'],
  ['a\u0000bc', wrong('name is invalid', 'INVALID_KEY_NAME')],
  ['a\nbc', wrong('name is invalid', 'INVALID_KEY_NAME')],
  [5, wrong('name must be a string', 'INVALID_KEY_NAME')],
  [['abc'], wrong('name must be a string', 'INVALID_KEY_NAME')],
])('name %j', async (name, expected) => {
  expect(await outcome({ name })).toBe(expected);
});

test.each<[unknown, string]>([
  ['', '201'],
  [null, '201'],
  ['x'.repeat(499), '201'],
  ['x'.repeat(500), '201'],
  ['𠮷'.repeat(500), '201'],
  ['x'.repeat(501), DESCRIPTION],
  [5, wrong('description must be a string')],
  ['a\u0000', wrong('description is invalid')],
])('description %#', async (description, expected) => {
  expect(await outcome({ description })).toBe(expected);
});

test.each<[unknown, string]>([
  ['admin', '201'],
  ['user', '201'],
  ['superadmin', ROLE],
  ['readonly', ROLE],
  ['Admin', ROLE],
  ['__proto__', ROLE],
  [5, ROLE],
  [['user'], ROLE],
])('role %j', async (role, expected) => {
  expect(await outcome({ role })).toBe(expected);
});

test('null is no can_write', async () => {
  expect(await outcome({ can_write: null })).toBe(wrong('can_write must not be null'));
});

test.each<[Record<string, unknown>, string]>([
  [{ name: '' }, NAME],
  [{ name: null }, wrong('name must not be null', 'INVALID_KEY_NAME')],
  [{ name: 'ab' }, NAME],
  [{ description: 'x'.repeat(501) }, DESCRIPTION],
  [{ role: '' }, ROLE],
  [{ role: null }, ROLE],
  [{ can_write: null }, wrong('can_write must not be null')],
  [{ name: 'ab', role: 'nobody' }, NAME],
])('no update to %j', async (body, expected) => {
  const { apikey } = (await create({})).json as { apikey: { id: string } };
  expect(told(await colon.ask(`POST /apikeys:update?id=${apikey.id}`, { body }))).toBe(expected);
});

test('a name is nobody else’s, in whatever dialect it was given', async () => {
  const TAKEN = error(409, 'API key name already exists', 'APIKEY_NAME_EXISTS');
  const name = unique('taken');
  const { apikey } = (await create({ name })).json as { apikey: { id: string } };
  expect(await outcome({ name })).toBe(TAKEN);
  expect(await outcome({ name: ` ${name} ` })).toBe(TAKEN);
  expect(told(await colon.ask(`POST /apikeys:update?id=${apikey.id}`, { body: { name } })).slice(0, 3)).toBe(
    '200',
  );
  const ofRest = unique('of rest');
  await colon.api.server.token(1, { name: ofRest });
  expect(await outcome({ name: ofRest })).toBe(TAKEN);
  expect(told(await colon.ask(`POST /apikeys:update?id=${apikey.id}`, { body: { name: ofRest } }))).toBe(
    TAKEN,
  );
});
