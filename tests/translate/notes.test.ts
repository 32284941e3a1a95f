import { createTable } from '../../routes/table';
import { translateText } from '../../routes/translate/translate';

const table = createTable();

type Remarks = readonly (readonly [what: string, why: string])[];

test.each<[string, string, Remarks]>([
  [
    'GET /api/users/3',
    'colon',
    [
      ['id', 'nothing is known of 3: put a ULID for {{user_ulid}}'],
      ['permission', 'colon lets administrators alone do this'],
    ],
  ],
  [
    'GET /api/users/:id',
    'flask',
    [
      ['id', '{{id}} is 24 hex digits here'],
      ['permission', 'flask lets administrators alone do this'],
    ],
  ],
  [
    'GET /api/users/abc',
    'rails',
    [
      ['id', 'abc is no id here, which is an integer'],
      ['id', 'put an integer for {{user_id}}'],
    ],
  ],
  [
    'GET /users:get',
    'rest',
    [
      ['id', 'stands nowhere in the request; it is a ULID'],
      ['id', 'put an integer for {{user_id}}'],
    ],
  ],
  ['GET /api/auth/me', 'rails', [['id', 'your own id, an integer, for {{user_id}}']]],
  [
    'POST /api/v1/users\n\n{"name":"Ann","email":"Ann.B@example.com"}',
    'rest',
    [
      ['username', 'rest asks for it: "ann.b" stands there'],
      ['password', 'rest asks for it: fill it in for {{new_user_password}}'],
    ],
  ],
  [
    'PUT /api/users/2\n\n{"email":"nobody","status":"{{status}}"}',
    'rails',
    [
      ['email', 'rest would refuse this: email must be a valid email address'],
      ['status', '{{status}} is to be what rails takes here'],
    ],
  ],
  [
    'PUT /api/users/2\n\n{"status":null}',
    'rails',
    [['status', 'rest would refuse this: status must not be null']],
  ],
  [
    'POST /api/users\n\n{"username":"{{user}}","email":"{{mail}}","password":"{{pw}}"}',
    'rails',
    [['name', 'rails asks for it: "{{user}}" stands there']],
  ],
  ['GET /api/users?colour=red', 'rails', [['colour', 'rest knows nothing of it and leaves it out']]],
  ['POST /api/users/2/unsuspend', 'flask', [['permission', 'flask lets administrators alone do this']]],
])('what is noted of %j in %s', async (text, to, notes) => {
  const translation = await translateText(table, text, to, null);
  const idsAside = translation.notes.filter(({ why }) => !why.startsWith('nothing is known of 2'));
  expect(idsAside.map(({ what, why }) => [what, why])).toEqual(notes);
});
