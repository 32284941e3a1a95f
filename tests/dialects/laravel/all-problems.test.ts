import { unique, useApi } from '../../http/api';
import { createVolley } from '../../support/volley';
import { told } from '../manners';
import { invalid, LARAVEL } from './manners';

const api = useApi();

const TAKEN = 'The email has already been taken.';

const create = async (body: unknown) => told(await api.ask('POST /api/admin/users', { body }));
const update = async (id: number, body: unknown) =>
  told(await api.ask(`PATCH /api/admin/users/${id}`, { body }));

test('all problems are told at once, field by field in the order of the document', async () => {
  const wrong = { phone_number: 7, role_id: 77, email: 'plain', name: 'n'.repeat(256) };
  const told4 = {
    role_id: ['The selected role id is invalid.'],
    phone_number: ['The phone number must be a string.'],
  };
  const told2 = {
    name: ['The name must not be greater than 255 characters.'],
    email: ['The email must be a valid email address.'],
  };
  const { id } = await api.server.user({ username: unique('user') });
  expect(await update(id, { ...wrong, password: 'x' })).toBe(invalid({ ...told2, ...told4 }));
  expect(await create({ password: 'x', ...wrong })).toBe(
    invalid({ ...told2, password: ['The password must be at least 8 characters.'], ...told4 }),
  );
});

test('a taken email is one of them, in whatever spelling', async () => {
  const { id } = await api.server.user({ username: unique('user'), email: 'Straße@example.com' });
  const other = await api.server.user({ username: unique('user') });
  for (const email of ['Straße@example.com', ' STRASSE@EXAMPLE.COM ']) {
    expect(await create(LARAVEL.newUser(email))).toBe(invalid({ email: [TAKEN] }));
    expect(await update(other.id, { email })).toBe(invalid({ email: [TAKEN] }));
    expect(await create({ ...LARAVEL.newUser(email), name: '', role_id: 'boss' })).toBe(
      invalid({
        name: ['The name field is required.'],
        email: [TAKEN],
        role_id: ['The selected role id is invalid.'],
      }),
    );
    expect(await update(other.id, { phone_number: null, email })).toBe(
      invalid({ email: [TAKEN], phone_number: ['The phone number must be a string.'] }),
    );
  }
  expect((await update(id, { email: 'strasse@example.com' })).slice(0, 3)).toBe('200');
});

test('the email of a deleted user is free', async () => {
  const { id } = await api.server.user({ username: unique('user'), email: 'free@example.com' });
  await api.ask(`DELETE /api/admin/users/${id}`);
  expect((await create(LARAVEL.newUser('free@example.com'))).slice(0, 3)).toBe('201');
});

test('nothing is changed by a request of which a part is right', async () => {
  const { id } = await api.server.user({ username: unique('user'), name: 'Before' });
  await update(id, { name: 'After', role_id: 77 });
  expect((await api.ask(`GET /api/admin/users/${id}`)).json).toMatchObject({ user: { name: 'Before' } });
});

test('of many who want one email at once, one gets it and the others are told so', async () => {
  const volley = createVolley(api.server.url);
  const shot = () => ({
    line: 'POST /api/admin/users',
    token: api.adminToken,
    body: LARAVEL.newUser('wanted@example.com'),
  });
  const lines = (await volley.fire(Array.from({ length: 8 }, shot))).map(told);
  volley.close();
  const others = lines.filter((line) => !line.startsWith('201'));
  expect(others).toEqual(Array(7).fill(invalid({ email: [TAKEN] })));
});
