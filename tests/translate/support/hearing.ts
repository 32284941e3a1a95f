import { isDeepStrictEqual } from 'node:util';
import type { HttpMethod } from '../../../routes/binding';
import { chooseRoute } from '../../../routes/choose';
import type { TranslatedRequest } from '../../../src/domain/translation';
import { TABLE } from '../../conformance/support/dialects';

/** What a server would do on a request: an operation with what it says, aimed at these. Found without the translator. */
export interface Heard {
  readonly operation: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A request as its parts. */
export type Parts = Pick<TranslatedRequest, 'method' | 'path' | 'query' | 'body'>;

/** Somebody whose three ids these tests know, and a token with its two. The one who asks is the user. */
export const USER = { id: 2, ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ', hexId: '60d5ec49f8d2a31b4c7e9f01' };
export const TOKEN = { id: 7, ulid: '01KH58VDTRJ89NV9Y1JZW0Y42R' };

const named = (known: Readonly<Record<string, number | string>>, ref: unknown): unknown => {
  const { value } = (ref ?? {}) as { value?: string };
  return Object.values(known).map(String).includes(String(value)) ? 'the one' : ref;
};

type Row = Readonly<Record<string, unknown>>;

/** What is meant where a new user's fields say nothing (wire contract, "One user, five shapes"). */
const newUser = (said: Row): Row => {
  const roles = (said['roles'] ?? ['user']) as string[];
  return {
    ...{
      name: null,
      status: 'active',
      phone: null,
      userType: 'employee',
      employeeId: null,
      isEmailVerified: false,
    },
    // Readonly ranks last: it is the primary role of those alone who have no other.
    canWrite: roles.some((role) => role !== 'readonly'),
    ...said,
    roles,
  };
};

/** Operations that do what another does, as the other does it (wire contract: "Update to `suspended` is a suspend", ...). */
const ALIKE: Readonly<Record<string, (said: Row) => readonly [operation: string, said: Row]>> = {
  'users.suspend': (said) => ['users.update', { ...said, status: 'suspended' }],
  'users.unsuspend': (said) => ['users.update', { ...said, status: 'active' }],
  'users.setRoles': (said) => ['users.update', said],
  'users.getRoles': (said) => ['users.get', said],
  'directory.get': (said) => ['users.get', said],
  'directory.list': (said) => ['users.list', said],
  'auth.me': (said) => ['users.get', { ...said, user: 'the one' }],
  'users.create': (said) => ['users.create', newUser(said)],
};

const orderOf = (order: unknown): unknown => {
  const { by = 'id', descending = false } = (typeof order === 'object' ? order : { by: order }) as Row;
  return { by: by === 'ulid' ? 'id' : by, descending };
};

const nullFree = (values: Row): Row =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const flat = (operation: string, input: Row): Row => {
  const { found, fields, changes, filter, user, token, name, counted, reads, acceptsRestricted, ...rest } =
    input;
  const signIn = name as { by: string; value: string } | undefined;
  const said = {
    ...rest,
    ...(operation === 'auth.signIn' ? { [signIn?.by ?? '']: signIn?.value } : { name }),
    ...Object.fromEntries(
      Object.entries((filter ?? {}) as Row).map(([key, value]) => [`filter.${key}`, value]),
    ),
    ...((fields ?? {}) as Row),
    ...((changes ?? {}) as Row),
    user: named(USER, user),
    token: named(TOKEN, token),
  };
  return nullFree({
    ...said,
    // A suspension without a reason and one that says so are the same.
    ...(operation === 'users.suspend' && {
      reason: input['reason'] ?? undefined,
      until: input['until'] ?? undefined,
    }),
    ...(operation.endsWith('.list') && { order: orderOf(input['order']) }),
  });
};

/** What the server would do. Throws what its decoder throws. */
export const hear = ({ method, path, query, body }: Parts): Heard => {
  const match = TABLE.match(path);
  const route = chooseRoute(match?.byMethod.get(method as HttpMethod) ?? [], body ?? undefined);
  if (!match || !route) throw new Error(`nobody serves ${method} ${path}`);
  const request = { path, params: match.params, query, body: body ?? undefined, callerId: USER.id };
  const input = (route.binding.inputOf(request) ?? {}) as Row;
  const said = flat(route.binding.operation, input);
  const [operation, values] = ALIKE[route.binding.operation]?.(said) ?? [route.binding.operation, said];
  return { operation, values };
};

// Roles, methods, paths and addresses are sets.
const asSet = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);

/** The names under which two requests do different things; `operation` where they are different ones. */
export const unlike = (one: Heard, other: Heard): string[] => {
  if (one.operation !== other.operation) return ['operation'];
  const names = new Set([...Object.keys(one.values), ...Object.keys(other.values)]);
  const isSame = (name: string): boolean =>
    isDeepStrictEqual(asSet(one.values[name]), asSet(other.values[name]));
  return [...names].filter((name) => !isSame(name));
};
