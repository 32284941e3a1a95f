import { DEFAULT_ROLE } from '../../../src/domain/role';
import { NEW_USER } from '../../../src/domain/user';
import { usernameStem } from '../../../src/domain/username-from-email';
import type { BodyField } from '../../codec/body';
import type { Route } from '../../route';
import type { Values } from '../canonical';
import { type NameMaker, nameOfValue } from '../names';
import { isOpen } from '../reading/placeholder';
import { says, write } from './field-value';
import type { Wanted } from './wanted';

/** What a new user has in any case, for dialects that want it said. */
const FILLS: Readonly<Record<string, (said: Values) => unknown>> = {
  username: ({ email }) => (typeof email === 'string' && !isOpen(email) ? usernameStem(email) : undefined),
  name: ({ username }) => username,
  roles: () => [DEFAULT_ROLE],
  userType: () => NEW_USER.userType,
};

/** What stands where nobody said anything. */
export interface Fill {
  readonly wire: unknown;
  /** Why it stands there, from "the dialect asks for it" on. */
  readonly why: string;
}

/** What stands where a route insists on something: what is meant anyway, or a name to fill in. */
export const fillOf = (
  route: Route,
  field: BodyField,
  { said, open, operation }: Wanted,
  nameIt: NameMaker,
): Fill => {
  const { key, to } = field;
  const value = operation === 'users.create' && !(to in said) ? FILLS[to]?.({ ...open, ...said }) : undefined;
  const wire = value === undefined || isOpen(value) ? value : write(route, field, value, undefined);
  const isMeant = isOpen(wire) || (wire !== undefined && says(route, field, wire, value));
  if (isMeant) return { wire, why: `${JSON.stringify(wire)} stands there` };
  const name = nameIt(nameOfValue(operation, key));
  return { wire: name, why: `fill it in for ${name}` };
};
