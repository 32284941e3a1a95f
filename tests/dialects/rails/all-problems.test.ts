import { unique, useApi } from '../../http/api';
import { createVolley } from '../../support/volley';
import { told } from '../manners';
import { invalid } from './manners';

const api = useApi();

const TAKEN = 'has already been taken';

const create = async (body: unknown) => told(await api.ask('POST /api/v1/users', { body }));
const update = async (id: number, body: unknown) =>
  told(await api.ask(`PATCH /api/v1/users/${id}`, { body }));

test('all problems are told at once, field by field in the order of the document', async () => {
  const body = { status: 'asleep', role: 7, email: 'plain', name: 'n'.repeat(256) };
  const { id } = await api.server.user({ username: unique('user') });
  const everything = invalid({
    name: ['is too long (maximum is 255 characters)'],
    email: ['must be a valid email address'],
    role: ['is invalid'],
    status: ['is not included in the list'],
  });
  expect([await create(body), await update(id, body)]).toEqual([everything, everything]);
});

test('a taken email is one of them, in whatever spelling', async () => {
  const { id } = await api.server.user({ username: unique('user'), email: 'Straße@example.com' });
  const other = await api.server.user({ username: unique('user') });
  for (const email of ['Straße@example.com', ' STRASSE@EXAMPLE.COM ']) {
    expect(await create({ name: 'Jane', email })).toBe(invalid({ email: [TAKEN] }));
    expect(await update(other.id, { email })).toBe(invalid({ email: [TAKEN] }));
    expect(await create({ email, role: 'boss' })).toBe(
      invalid({ name: ["can't be blank"], email: [TAKEN], role: ['is not included in the list'] }),
    );
    expect(await update(other.id, { status: 'asleep', email, name: '' })).toBe(
      invalid({ name: ["can't be blank"], email: [TAKEN], status: ['is not included in the list'] }),
    );
  }
  expect((await update(id, { email: 'strasse@example.com' })).slice(0, 3)).toBe('200');
});

test('the email of a deleted user is free', async () => {
  const { id } = await api.server.user({ username: unique('user'), email: 'free@example.com' });
  await api.ask(`DELETE /api/v1/users/${id}`);
  expect((await create({ name: 'Jane', email: 'free@example.com' })).slice(0, 3)).toBe('201');
});

test('nothing is changed by a request of which a part is right', async () => {
  const { id } = await api.server.user({ username: unique('user'), name: 'Before' });
  await update(id, { name: 'After', role: 'boss' });
  expect((await api.ask(`GET /api/v1/users/${id}`)).json).toMatchObject({ name: 'Before', role: 'user' });
});

test('of many who want one email at once, one gets it and the others are told so', async () => {
  const volley = createVolley(api.server.url);
  const shot = (name: string) => ({
    line: 'POST /api/v1/users',
    token: api.adminToken,
    body: { name, email: 'wanted@example.com' },
  });
  const answers = await volley.fire(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(shot));
  volley.close();
  const lines = answers.map(told);
  expect(lines.filter((line) => line.startsWith('201'))).toHaveLength(1);
  expect(new Set(lines.filter((line) => !line.startsWith('201')))).toEqual(
    new Set([invalid({ email: [TAKEN] })]),
  );
});
