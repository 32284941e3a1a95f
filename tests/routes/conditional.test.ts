import { bind } from '../../routes/binding';
import { json, type WireRequest } from '../../routes/wire';
import { entityTagOf, type Preconditions } from '../../src/domain/entity-tag';
import { AppError } from '../../src/domain/error';
import type { OperationContext } from '../../src/operations/context';
import type { Controllers } from '../../src/operations/contract';
import { userWith } from '../support/user-record';

const USER = userWith({ version: 4 });
const ETag = `"${entityTagOf(USER)}"`;
const KEPT = { 'Cache-Control': 'private, no-cache', ETag };
const REQUEST: WireRequest = { path: '/x', params: {}, query: {}, body: undefined, callerId: 1 };

const told = { schema: {}, example: null };
const shouting = { status: 200, told, encode: () => json(200, { shouted: true }, { 'X-Own': 'header' }) };
const broken = {
  status: 200,
  told,
  encode: () => {
    throw new Error('encoded');
  },
};

const controllers = {
  'auth.me': async () => USER,
  'users.create': async () => USER,
  'roles.list': async () => [],
  'users.delete': async () => {
    throw new AppError('user_not_found');
  },
} as unknown as Controllers;

const contextWith = (preconditions?: Partial<Preconditions>): OperationContext =>
  ({
    principal: null,
    ...(preconditions && { preconditions: { ifMatch: null, ifNoneMatch: null, ...preconditions } }),
  }) as OperationContext;

const naming = (tag: string, isWeak = false) => [{ opaque: tag.replaceAll('"', ''), isWeak }];

test.each([
  ['any', 'any'],
  ['its tag', naming(ETag)],
  ['its tag, weak', naming(ETag, true)],
] as const)('what the caller has kept is not encoded again: %s', async (_what, ifNoneMatch) => {
  const me = bind('auth.me', ['GET /x'], { reply: broken });
  expect(await me.serve(REQUEST, controllers, contextWith({ ifNoneMatch }))).toEqual({
    status: 304,
    headers: KEPT,
    body: { kind: 'none' },
  });
});

test.each([
  ['no condition', undefined],
  ['another tag', { ifNoneMatch: naming('"3-x"') }],
  ['no tag at all', { ifNoneMatch: [] }],
  ['If-Match alone', { ifMatch: 'any' }],
] as const)('all else is, with its tag: %s', async (_what, preconditions) => {
  const me = bind('auth.me', ['GET /x'], { reply: shouting });
  expect(await me.serve(REQUEST, controllers, contextWith(preconditions))).toEqual(
    json(200, { shouted: true }, { 'X-Own': 'header', ...KEPT }),
  );
});

test('an effect is carried out and answered whatever the caller has kept', async () => {
  const create = bind('users.create', ['POST /x'], {
    decode: () => ({ fields: { email: 'a@b.example' } }),
    reply: shouting,
  });
  expect(await create.serve(REQUEST, controllers, contextWith({ ifNoneMatch: 'any' }))).toEqual(
    json(200, { shouted: true }, { 'X-Own': 'header', ETag }),
  );
});

test('what shows no user has no tag', async () => {
  const roles = bind('roles.list', ['GET /x'], { reply: shouting });
  expect(await roles.serve(REQUEST, controllers, contextWith({ ifNoneMatch: 'any' }))).toEqual(
    json(200, { shouted: true }, { 'X-Own': 'header' }),
  );
});

test.each([
  ['without a condition', undefined, 'user_not_found'],
  ['with If-None-Match', { ifNoneMatch: 'any' }, 'user_not_found'],
  ['with If-Match: *', { ifMatch: 'any' }, 'version_stale'],
  ['with no tag in If-Match', { ifMatch: [] }, 'version_stale'],
] as const)('nobody is there, %s', async (_what, preconditions, code) => {
  const remove = bind('users.delete', ['DELETE /x'], { reply: shouting });
  const serving = remove.serve(REQUEST, controllers, contextWith(preconditions));
  await expect(serving).rejects.toMatchObject({ code });
});
