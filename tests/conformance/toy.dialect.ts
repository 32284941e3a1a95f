import Joi from 'joi';
import { bind } from '../../routes/binding';
import { type BodyField, bodyDecoder } from '../../routes/codec/body';
import { type Field, shape } from '../../routes/codec/fields';
import { saying, showing } from '../../routes/codec/reply';
import { anyText, choice, PROBLEM, ruled, time, userSchemas } from '../../routes/codec/schemas';
import { asItIs, idField } from '../../routes/codec/user-fields';
import { userList } from '../../routes/codec/user-list';
import type { Dialect } from '../../routes/dialect';
import { inBody, inPath, inQuery } from '../../routes/locator';
import { json } from '../../routes/wire';
import type { ErrorKind } from '../../src/domain/error';
import type { Instant } from '../../src/domain/instant';
import { inRankOrder, isRoleName, ROLE_NAMES, type RoleName } from '../../src/domain/role';
import type { SignedIn } from '../../src/domain/session';
import type { NewUser, User, UserChanges } from '../../src/domain/user';
import { reasonProblem } from '../../src/domain/user-rules';

// A dialect that nobody speaks: other words for everything, an id in another form and place from line to line, eight
// operations at one URL, times in seconds, roles in one text. It says the whole of a user, so it loses nothing.

const STATES = choice({ in: 'active', out: 'suspended' });
const ofState = (wire: unknown): string => (wire === 'in' ? 'active' : 'suspended');
const PENS = choice({ sharp: true, blunt: false });
const KINDS = choice({ staff: 'employee', guest: 'general' });
const HATS = Joi.any().custom((text: unknown, helpers) => {
  const names = ofHats(text);
  const problem = { rule: 'one_of', expected: ROLE_NAMES };
  return names.every(isRoleName) ? inRankOrder(names) : helpers.error(PROBLEM, { problem });
});
const NO_SCHEMA = { schema: {}, example: null };
const toHats = (roles: unknown): string => (roles as string[]).join('+');
const ofHats = (wire: unknown): string[] => String(wire).split('+');

const HANDLE: BodyField = { key: 'handle', to: 'username', schema: userSchemas.username };
const SECRET: BodyField = { key: 'secret', to: 'password', schema: userSchemas.password };
const HAT: BodyField = { key: 'hats', to: 'roles', schema: HATS, write: toHats };
const BODY: readonly BodyField[] = [
  HANDLE,
  SECRET,
  HAT,
  { key: 'called', to: 'name', schema: userSchemas.name.allow(null) },
  { key: 'post', to: 'email', schema: userSchemas.email },
  { key: 'state', to: 'status', ...STATES },
  { key: 'pen', to: 'canWrite', ...PENS },
  { key: 'bell', to: 'phone', schema: userSchemas.phone.allow(null) },
  { key: 'kind', to: 'userType', ...KINDS },
  { key: 'badge', to: 'employeeId', schema: userSchemas.employeeId.allow(null) },
  { key: 'proven', to: 'isEmailVerified', schema: Joi.boolean() },
];
const newPerson = bodyDecoder<NewUser & { username: string }>(BODY, { required: ['handle', 'post'] });
const changes = bodyDecoder<UserChanges>(BODY);
const crown = bodyDecoder<{ roles: RoleName[] }>([HAT], { required: ['hats'] });
const halt = bodyDecoder<{ reason?: string; until?: Instant }>([
  { key: 'why', to: 'reason', schema: ruled(reasonProblem) },
  { key: 'until', to: 'until', schema: time() },
]);
const credentials = bodyDecoder<{ username: string; password: string }>(
  [HANDLE, SECRET].map((field) => ({ ...field, schema: anyText() })),
  { required: ['handle', 'secret'] },
);
type Read = (wire: unknown) => unknown;
type Of = Field<User>['of'];
const told = (key: string, shows: string, of: Of, read: Read) => ({ key, shows, of, read, ...NO_SCHEMA });
const same = (key: string, shows: Parameters<typeof asItIs>[1]) => asItIs(key, shows, NO_SCHEMA);
const since = (instant: string | null) => instant && Math.floor(Date.parse(instant) / 1000);
const moment = (wire: unknown) => (wire === null ? null : new Date(Number(wire) * 1000).toISOString());

const person = shape<User>([
  idField('hexId', NO_SCHEMA),
  same('handle', 'username'),
  told('called', 'name', (user) => [user.name ?? user.username], String),
  same('post', 'email'),
  told('hats', 'roles', (user) => toHats(user.roles), ofHats),
  told('state', 'status', (user) => STATES.write(user.status), ofState),
  same('pen', 'canWrite'),
  same('bell', 'phone'),
  same('kind', 'userType'),
  same('badge', 'employeeId'),
  same('proven', 'isEmailVerified'),
  told('born', 'createdAt', (user) => since(user.createdAt), moment),
  told('changed', 'updatedAt', (user) => since(user.updatedAt), moment),
  told('seen', 'lastSignInAt', (user) => since(user.lastSignInAt), moment),
]);
const pass = { key: 'pass', of: ({ accessToken }: SignedIn) => accessToken, ...NO_SCHEMA };
const STATUSES: Partial<Record<ErrorKind, number>> = {
  ...{
    malformed: 400,
    invalid: 422,
    unauthenticated: 401,
    forbidden: 403,
    not_found: 410,
    conflict: 423,
    precondition_failed: 412,
    gone: 404,
  },
  ...{ too_large: 413, unsupported_media: 415, method_not_allowed: 405, rate_limited: 429, unavailable: 503 },
};
const user = inPath('key', 'hex');
const DO = ['POST /people/{key}'] as const;
const when = (verb: string) => ({ at: { user }, when: { field: 'do', equals: verb } });
const done = saying({ done: true });

const bindings = [
  bind('users.list', ['GET /people'], userList({ shape: person, filters: [], sorts: { id: 'id' } })),
  bind('users.create', ['POST /people'], {
    body: newPerson,
    decode: ({ body }) => ({ fields: newPerson(body) }),
    reply: showing(person, { under: 'made', beside: { hurrah: true } }),
  }),
  bind('users.get', ['GET /people/{key}'], { at: { user }, reply: showing(person, { under: 'one' }) }),
  bind('users.get', ['GET /person'], { at: { user: inQuery('who', 'ulid') }, reply: showing(person) }),
  bind('users.update', ['PUT /person', 'POST /person'], {
    at: { user: inBody('who', 'integer') },
    body: changes,
    decode: ({ body }) => ({ changes: changes(body) }),
    reply: showing(person),
  }),
  bind('users.delete', DO, { ...when('drop'), reply: done }),
  bind('users.restore', DO, { ...when('revive'), reply: done }),
  bind('users.suspend', DO, {
    ...when('halt'),
    body: halt,
    decode: ({ body }) => ({ reason: null, until: null, ...halt(body) }),
    reply: showing(person),
  }),
  bind('users.unsuspend', DO, { ...when('resume'), reply: showing(person) }),
  bind('users.lock', DO, { ...when('bar'), reply: showing(person) }),
  bind('users.unlock', DO, { ...when('unbar'), reply: done }),
  bind('users.endSessions', DO, { ...when('oust'), reply: done }),
  bind('users.setRoles', DO, {
    ...when('crown'),
    body: crown,
    decode: ({ body }) => crown(body),
    reply: done,
  }),
  bind('auth.signIn', ['POST /door'], {
    body: credentials,
    decode: ({ body }) => {
      const { username, password } = credentials(body);
      return { name: { by: 'username' as const, value: username }, password };
    },
    reply: showing(shape<SignedIn>([pass])),
  }),
  bind('auth.signOut', ['DELETE /door'], { decode: () => ({}), reply: done }),
  bind('auth.me', ['GET /mirror'], { reply: showing(person) }),
];

/** The sixth dialect. */
export const toy: Dialect = {
  name: 'toy',
  prefix: '/toy',
  area: { claims: ['/toy'], bindings },
  encodeError: ({ kind, code, details: { issues } }) =>
    json(STATUSES[kind] ?? 500, { fault: code, ...(issues && { at: issues.map(({ field: at }) => at) }) }),
  losses: { shown: {}, written: {} },
};
