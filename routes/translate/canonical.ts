import { isDeepStrictEqual } from 'node:util';
import type { UserOrder } from '../../src/domain/paging';
import { inRankOrder, type RoleName } from '../../src/domain/role';
import type { SignInName } from '../../src/domain/sign-in';
import { toStored } from '../../src/domain/text';
import { NEW_USER } from '../../src/domain/user';
import { initialCanWrite } from '../../src/domain/write-permission';
import type { OperationId } from '../../src/operations/contract';

/** What a request says to an operation, by the domain's names, without what it is aimed at; filters as `filter.status`. */
export type Values = Readonly<Record<string, unknown>>;

type Input = Readonly<Record<string, unknown>>;

const ofSignIn = (name: unknown): Values => {
  const { by, value } = name as SignInName;
  return { [by]: value };
};

const ofFilter = (filter: unknown): Values =>
  Object.fromEntries(
    Object.entries((filter ?? {}) as object).map(([name, value]) => [`filter.${name}`, value]),
  );

/** The values in an operation's input, as a binding decodes it. */
export const valuesOf = (operation: OperationId, input: unknown): Values => {
  // Whether a total is counted, what of a user is told, and whether a password that must be changed can be told from a wrong one, is about
  // what the dialect can answer, not about what the request says.
  const {
    user,
    token,
    policy,
    session,
    found,
    counted,
    reads,
    acceptsRestricted,
    fields,
    changes,
    filter,
    name,
    ...rest
  } = (input ?? {}) as Input;
  const named = operation === 'auth.signIn' ? ofSignIn(name) : { name };
  const values = { ...rest, ...named, ...ofFilter(filter), ...(fields as Input), ...(changes as Input) };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
};

const BY_ID: UserOrder = { by: 'id', descending: false };

const DEFAULTS: Partial<Readonly<Record<OperationId, (said: Values) => Values>>> = {
  'users.create': ({ roles = NEW_USER.roles }) => ({
    ...NEW_USER,
    canWrite: initialCanWrite({ roles: roles as readonly RoleName[] }),
  }),
  'users.suspend': () => ({ reason: null, until: null }),
  'users.list': () => ({ order: BY_ID }),
  'directory.list': () => ({ order: BY_ID }),
  'tokens.list': () => ({ order: BY_ID.by }),
  'users.extendPasswordExpiry': () => ({ days: null }),
};

const text = (value: unknown): unknown => (typeof value === 'string' ? toStored(value) : value);

const orderOf = (order: unknown): unknown => {
  const { by, descending } = (
    typeof order === 'object' ? order : { by: order, descending: false }
  ) as UserOrder;
  // Users and tokens get both ids at once, so the order of one is that of the other: the one in which they were made.
  return { by: by === 'ulid' || by === undefined ? 'id' : by, descending };
};

/** Values that say the same in two ways, in one. */
const NORMAL: Readonly<Record<string, (value: unknown) => unknown>> = {
  roles: (roles) => (Array.isArray(roles) ? inRankOrder(roles as readonly RoleName[]) : roles),
  order: orderOf,
  username: text,
  email: text,
  name: text,
  employeeId: text,
  phone: (phone) => text(phone) || null,
};

const normal = (name: string, value: unknown): unknown => NORMAL[name]?.(value) ?? value;

/** Whether two values of one name mean the same. */
export const isSame = (name: string, one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(normal(name, one), normal(name, other));

/** With what is meant where nothing is said. */
export const effective = (operation: OperationId, said: Values): Values => ({
  ...DEFAULTS[operation]?.(said),
  ...said,
});

/** Without what would be meant anyway. */
export const essential = (operation: OperationId, said: Values): Values => {
  const defaults = DEFAULTS[operation]?.(said) ?? {};
  return Object.fromEntries(
    Object.entries(said).filter(
      ([name, value]) => !(name in defaults && isSame(name, defaults[name], value)),
    ),
  );
};

/** The names under which two inputs of an operation mean different things. */
export const differences = (operation: OperationId, one: Values, other: Values): string[] => {
  const [a, b] = [effective(operation, one), effective(operation, other)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !isSame(name, a[name], b[name]),
  );
};
