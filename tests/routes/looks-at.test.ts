import { looksAt, type Shape } from '../../routes/codec/fields';
import { userShape as colon } from '../../routes/dialects/colon/user-shape';
import * as flask from '../../routes/dialects/flask/user-shapes';
import * as laravel from '../../routes/dialects/laravel/user-shapes';
import { userShape as rails } from '../../routes/dialects/rails/user-shape';
import { directoryShape } from '../../routes/dialects/rest/directory-shape';
import { userShape as rest } from '../../routes/dialects/rest/user-shape';
import type { User, UserField } from '../../src/domain/user';
import { userWith } from '../support/user-record';

const AT = '2026-02-08T04:36:57.120000Z';

/** Where something is there, and where nothing is: what is looked at may depend on it. */
const USERS: readonly User[] = [
  userWith({}),
  userWith({
    name: 'Ann',
    phone: '+4930123456',
    employeeId: 'E-1',
    status: 'suspended',
    suspension: { reason: null, until: AT, at: AT, by: 1 },
    lock: { cause: 'administrator', until: null, by: 1 },
    lastSignInAt: AT,
    passwordExpiresAt: AT,
    ownPasswordExpiry: AT,
  }),
  userWith({ lastSignInAt: AT, updatedAt: '2026-02-09T04:36:57.120000Z' }),
];

const SHAPES: Readonly<Record<string, Shape<User>>> = {
  rest,
  colon,
  rails,
  'laravel, read': laravel.readUserShape,
  'laravel, written': laravel.writtenUserShape,
  'flask, listed': flask.listedUserShape,
  'flask, profile': flask.profileShape,
  flask: flask.userShape,
};

/** The fields that are looked at when these users are encoded. */
const seen = (shape: Shape<User>): Set<UserField> => {
  const fields = new Set<UserField>();
  for (const user of USERS) {
    shape.encode(
      new Proxy(user, {
        get(target, name: UserField) {
          fields.add(name);
          return target[name];
        },
      }),
    );
  }
  return fields;
};

test.each(Object.entries(SHAPES))('%s: what is looked at is what is said', (_name, shape) => {
  expect([...seen(shape)].sort()).toEqual([...(looksAt(shape) ?? [])].sort());
});

test('a shape of which one line does not say looks at anything', () => {
  expect(looksAt(directoryShape)).toBeUndefined();
});
