import type { User } from '../../../src/domain/user';
import { bind } from '../../binding';
import { shape } from '../../codec/fields';
import { type Reply, saying, showing } from '../../codec/reply';
import { readingFor } from '../../codec/user-fields';
import { textOf, YES_NO } from '../../codec/wire-types';
import { inBody, inPath } from '../../locator';
import { decodeExtension } from './security-bodies';
import { decodeNewUser, decodeUserChanges } from './user-body';
import { listOfUsers } from './user-list';
import { userShape } from './user-shapes';

const user = inPath('id', 'hex');
const userInBody = inBody('user_id', 'hex');
const floor = 'administrators' as const;

/** A sentence that names the user. */
const telling = (sentence: (id: string) => string): Reply<User> =>
  showing(
    shape<User>([
      {
        key: 'message',
        of: ({ hexId }) => sentence(hexId),
        schema: textOf(100),
        example: sentence('60d5ec49f8d2a31b4c7e9f01'),
      },
    ]),
  );

const lockStatus = shape<User>(
  [{ key: 'locked', of: ({ lock }) => lock !== null, schema: YES_NO, example: false }],
  'LockStatus',
);

const unlocked = telling((id) => `User ${id} unlocked`);

/** Users, for administrators alone. */
export const users = [
  bind('users.list', ['GET /user/users'], { floor, ...listOfUsers }),
  bind('users.create', ['POST /user/users'], {
    floor,
    body: decodeNewUser,
    decode: ({ body }) => ({ fields: decodeNewUser(body) }),
    reply: showing(userShape, { status: 201 }),
  }),
  bind('users.get', ['GET /user/users/{id}'], {
    at: { user },
    floor,
    decode: readingFor(userShape),
    reply: showing(userShape),
  }),
  bind('users.update', ['PUT /user/users/{id}', 'PATCH /user/users/{id}'], {
    at: { user },
    floor,
    body: decodeUserChanges,
    decode: ({ body }) => ({ changes: decodeUserChanges(body) }),
    reply: showing(userShape),
  }),
  bind('users.delete', ['DELETE /user/users/{id}'], {
    at: { user },
    floor,
    reply: saying({ message: 'User deleted' }),
  }),
];

/** Locks, codes and the age of passwords, for administrators alone. */
export const security = [
  bind('users.lock', ['POST /user/users/{id}/lock'], {
    at: { user },
    floor,
    reply: telling((id) => `User ${id} locked`),
  }),
  bind('users.unlock', ['POST /user/users/{id}/unlock'], { at: { user }, floor, reply: unlocked }),
  bind('users.unlock', ['POST /user/unlock'], { at: { user: userInBody }, floor, reply: unlocked }),
  bind('users.resetOtpCount', ['POST /user/users/{id}/reset-otp-count'], {
    at: { user },
    floor,
    reply: telling((id) => `OTP count reset for ${id}`),
  }),
  bind('users.extendPasswordExpiry', ['POST /user/security/extend-password-expiry'], {
    at: { user: userInBody },
    floor,
    body: decodeExtension,
    decode: ({ body }) => ({ days: decodeExtension(body).days ?? null }),
    reply: saying({ message: 'Password expiry extended' }),
  }),
  bind('users.get', ['GET /user/security/lock-status/{id}'], {
    at: { user },
    floor,
    reply: showing(lockStatus),
  }),
];
