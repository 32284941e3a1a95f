import type { Instant } from '../../../src/domain/instant';
import type { User } from '../../../src/domain/user';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { asItIs, emailField, idField, lastSignInField, roleField, timeField } from '../../codec/user-fields';
import { idOf, YES_NO } from '../../codec/wire-types';

const lastTouched = ({ updatedAt, lastSignInAt }: User): Instant =>
  lastSignInAt !== null && lastSignInAt > updatedAt ? lastSignInAt : updatedAt;

const identity = [
  idField('ulid', { schema: idOf('ulid'), example: '01KH1K9G4KPG10BEV0PNTMYNWJ' }),
  asItIs('username', 'username', { example: 'newuser' }),
  emailField('newuser@example.com'),
  roleField('user'),
  asItIs('can_write', 'canWrite', { schema: YES_NO, example: true }),
];

/** The five keys by which somebody who signs in is told who it is. */
export const accountShape = shape<User>(identity, 'Account');

/** A user as seed 000 shows it; `last_login_at` is absent until the first sign-in. */
export const userShape = shape<User>(
  [
    ...identity,
    timeField('created_at', 'createdAt', wholeSeconds, '2026-02-09T16:20:56Z'),
    {
      ...timeField('updated_at', 'updatedAt', wholeSeconds, '2026-02-09T16:20:57Z'),
      of: (user) => wholeSeconds(lastTouched(user)),
      looksAt: ['updatedAt', 'lastSignInAt'],
      isPartial: true,
    },
    lastSignInField('last_login_at', wholeSeconds, { example: '2026-02-09T16:20:57Z', before: undefined }),
  ],
  'User',
);
