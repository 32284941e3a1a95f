import { translated } from './support/said';

type Remarks = readonly (readonly [what: string, why: string])[];

test.each<[string, string, Remarks]>([
  ['POST /api/users/2/suspend\n\n{"reason":"left"}', 'rails', [['reason', 'rails has no field for it']]],
  [
    'POST /api/users/2/suspend',
    'colon',
    [
      ['users.suspend', 'colon has no words for it'],
      ['status', 'colon: no field for it'],
    ],
  ],
  [
    'GET /api/users',
    'colon',
    [['limit', 'colon: its list comes in pages, each with the way to the next one']],
  ],
  [
    'GET /api/users?q=ann&sort=-email&limit=5',
    'colon',
    [
      ['?sort', 'colon cannot order its list so'],
      ['?q', 'colon has no such filter'],
    ],
  ],
  ['GET /api/users?role=editor&limit=5', 'colon', [['?role', 'colon: those alone whose first role it is']]],
  [
    'GET /users:list?role=editor',
    'flask',
    [['?role', 'flask: all who have the role, also after another one']],
  ],
  [
    'GET /api/users?limit=5&cursor=abc',
    'rails',
    [['?cursor', 'rails: a cursor is good for the list alone that gave it: begin with the first page']],
  ],
  [
    'PUT /api/users/2/roles\n\n{"roles":["user","admin"]}',
    'rails',
    [['roles', 'rails: one role, which replaces the whole set']],
  ],
  [
    'PUT /api/users/2\n\n{"email":"a@b.cd","password":"Long-enough-1"}',
    'colon',
    [['password', 'colon: in a request of its own: POST /users:update with action=reset_password']],
  ],
  [
    'PUT /api/users/2\n\n{"password":"weak-but-long"}',
    'colon',
    [['password', 'colon refuses it: new_password must include at least one uppercase letter']],
  ],
  [
    'POST /api/admin/tokens\n\n{"user_id":3,"name":"nightly"}',
    'colon',
    [
      ['user_id', 'colon has no field for it'],
      ['can_write', 'colon means false where it says nothing else'],
      ['expires_at', 'colon means null where it says nothing else'],
    ],
  ],
  [
    'POST /auth:logout\n\n{"refresh_token":"rrt_1"}',
    'flask',
    [['refresh_token', 'flask has no field for it']],
  ],
  [
    'PUT /form/api/v1/user/users/60d5ec49f8d2a31b4c7e9f01\n\n{"mobile":"","email":"a@b.cd"}',
    'laravel',
    [['mobile', 'laravel reads what would say it as nothing']],
  ],
  ['GET /health', 'rest', [['system.health', 'rest has no words for it']]],
])('what is lost of %j in %s', async (text, to, lost) => {
  const translation = await translated(text, to);
  expect(translation.lost.map(({ what, why }) => [what, why])).toEqual(lost);
});
