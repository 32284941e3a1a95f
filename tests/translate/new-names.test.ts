import { createTable } from '../../routes/table';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { translated } from './support/said';

// A name that a translation makes up must be nobody's: `{{password}}` in a collection is the password of whoever runs it.

const NEW_USER = 'POST /api/v1/users\n\n{"name":"Ann","email":"{{mail}}"}';

test('what is asked for of a new user has a name of its own', async () => {
  const { request, curl } = await translated(NEW_USER, 'rest');
  expect(request?.body).toEqual({
    username: '{{new_username}}',
    email: '{{mail}}',
    password: '{{new_user_password}}',
  });
  expect(curl).toContain('"$new_username"');
});

test('what its own dialect asks for and nobody said has the same', async () => {
  const { request, notes } = await translated(
    'POST /api/users\n\n{"username":"ann","email":"a@b.cd"}',
    'rest',
  );
  expect(request?.body).toMatchObject({ password: '{{new_user_password}}' });
  expect(notes).toEqual([
    { what: 'password', why: 'rest would refuse this: password is required', field: 'password' },
  ]);
});

test('a name that the request itself has is not taken for something else', async () => {
  const text = NEW_USER.replace('Ann', '{{new_user_password}}').replace('{{mail}}', '{{new_username}}');
  const { request } = await translated(text, 'rest');
  expect(request?.body).toEqual({
    username: '{{new_username_2}}',
    email: '{{new_username}}',
    password: '{{new_user_password_2}}',
  });
});

test('an id to fill in neither', async () => {
  const { request } = await translated('PUT /api/users/77\n\n{"email":"{{user_ulid}}"}', 'colon');
  expect(request?.query).toEqual({ id: '{{user_ulid_2}}' });
});

test('a name that stands anywhere in a collection neither', async () => {
  const { collection } = await rewriteCollection(
    createTable(),
    {
      variable: [{ key: 'new_username', value: 'root' }],
      item: [
        { name: 'in', request: { method: 'GET', url: '{{baseUrl}}/api/users?q={{new_user_password}}' } },
        {
          name: 'new',
          request: {
            method: 'POST',
            url: '{{baseUrl}}/api/v1/users',
            body: { mode: 'raw', raw: '{"name":"Ann","email":"{{mail}}"}' },
          },
        },
      ],
    },
    'rest',
  );
  const [, made] = collection['item'] as { request: { body: { raw: string } } }[];
  expect(JSON.parse(made?.request.body.raw ?? '')).toEqual({
    username: '{{new_username_2}}',
    email: '{{mail}}',
    password: '{{new_user_password_2}}',
  });
});
