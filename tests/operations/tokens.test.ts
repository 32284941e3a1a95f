import type { ApiTokenChanges, TokenRef } from '../../src/domain/api-token';
import type { RoleName } from '../../src/domain/role';
import type { User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { callBy, controllersOf, entriesOf, onUser, refusalOf } from './calls';

const AT_THE_MACHINE = machineContext('test');

let server: TestServer;
let admin: User;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.user({ username: 'admin', roles: ['admin'] });
});
afterAll(() => server.stop());

let made = 0;
const owner = (roles: readonly RoleName[], canWrite?: boolean): Promise<User> => {
  made += 1;
  return server.user({ username: `owner${made}`, roles, ...(canWrite !== undefined && { canWrite }) });
};

const create = (input: ApiTokenChanges & { userId?: string }, context = callBy(admin)) =>
  controllersOf(server)['tokens.create']({ expiresAt: null, ...input }, context);

const tokenOf = ({ id }: User, fields: ApiTokenChanges = {}) =>
  create({ userId: String(id), ...fields }, AT_THE_MACHINE);

const statusOf = async (line: string, token: string, body?: unknown): Promise<number> =>
  (await server.ask(line, { token, body })).status;

describe('a new token', () => {
  test('belongs to the caller unless somebody is named', async () => {
    const { token } = await create({ name: 'mine' });
    expect(token.userId).toBe(admin.id);
    const other = await owner(['user']);
    expect((await create({ userId: String(other.id) })).token.userId).toBe(other.id);
    expect(await refusalOf(create({}, AT_THE_MACHINE))).toEqual(['user_not_found']);
  });

  test('shows what it was made with, and what its owner may', async () => {
    const reader = await owner(['readonly', 'editor'], false);
    const fields = {
      name: 'nightly',
      description: 'Export\nat night',
      role: 'user',
      canWrite: true,
    } as const;
    const { token } = await tokenOf(reader, fields);
    const shown = { ...fields, userId: reader.id, ownerRole: 'editor', ownerCanWrite: false };
    expect(token).toMatchObject(shown);
    expect((await tokenOf(reader)).token).toMatchObject({ description: null, role: null, canWrite: null });
    const entries = (await entriesOf(server, 'tokens.create')).map(({ details }) => details);
    expect(entries.at(-2)).toEqual({ userId: reader.id, ...fields, policyId: null, expiresAt: null });
  });

  test('has no description that is too long', async () => {
    const issues = [{ field: 'description', rule: 'too_long', expected: 500 }];
    const refusal = await refusalOf(create({ description: 'x'.repeat(501) }));
    expect(refusal).toEqual(['invalid_fields', { issues }]);
  });
});

describe('a token is found', () => {
  test('by either of its ids, and by nothing else', async () => {
    const { token } = await create({});
    const controllers = controllersOf(server);
    const get = (ref: TokenRef) => controllers['tokens.get']({ token: ref }, callBy(admin));
    const byId = { kind: 'id', value: String(token.id) } as const;
    const byUlid = { kind: 'ulid', value: token.ulid } as const;
    expect(await get(byId)).toEqual(await get(byUlid));
    const wrong: TokenRef[] = [
      { kind: 'id', value: '9223372036854775807' },
      { kind: 'ulid', value: String(token.id) },
      { kind: 'ulid', value: '01KH1K9G4KPG10BEV0PNTMYNWJ' },
    ];
    for (const ref of wrong) expect(await refusalOf(get(ref))).toEqual(['token_not_found']);
    const changes = { description: 'changed', role: 'user', canWrite: false } as const;
    const changed = await controllers['tokens.update']({ token: byUlid, changes }, callBy(admin));
    expect(changed).toMatchObject({ id: token.id, ...changes });
    const rotated = await controllers['tokens.rotate']({ token: byUlid }, callBy(admin));
    expect(rotated.token).toMatchObject({ id: token.id, ...changes });
    await controllers['tokens.revoke']({ token: byUlid }, callBy(admin));
    expect((await get(byId)).status).toBe('revoked');
    await controllers['tokens.delete']({ token: byUlid }, callBy(admin));
    expect(await refusalOf(get(byId))).toEqual(['token_not_found']);
  });

  test('with null as its owner again', async () => {
    const { token, secret } = await create({ role: 'user', canWrite: false });
    expect(await statusOf('GET /api/roles', secret)).toBe(403);
    const ref = { kind: 'ulid', value: token.ulid } as const;
    const changes = { role: null, canWrite: null, description: null };
    await controllersOf(server)['tokens.update']({ token: ref, changes }, callBy(admin));
    expect(await statusOf('GET /api/roles', secret)).toBe(200);
  });
});

describe('the list in the order of ulids', () => {
  test('comes in pages, each after the last ulid of the one before', async () => {
    const all = await controllersOf(server)['tokens.list']({ order: 'ulid' }, callBy(admin));
    const ulids = all.items.map(({ ulid }) => ulid);
    expect([ulids, all.next]).toEqual([[...ulids].sort(), undefined]);
    const walked: string[] = [];
    let after = '';
    for (let pages = 0; pages <= ulids.length; pages += 1) {
      const page = await controllersOf(server)['tokens.list'](
        { order: 'ulid', limit: 3, ...(after && { after: { key: after, id: Number.MAX_SAFE_INTEGER } }) },
        callBy(admin),
      );
      walked.push(...page.items.map(({ ulid }) => ulid));
      if (!page.next) break;
      after = page.next.key;
      expect(after).toBe(page.items.at(-1)?.ulid);
    }
    expect(walked).toEqual(ulids);
  });

  test('begins anywhere: the ulid need not be there', async () => {
    const after = { key: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', id: Number.MAX_SAFE_INTEGER };
    const page = await controllersOf(server)['tokens.list'](
      { order: 'ulid', limit: 3, after },
      callBy(admin),
    );
    expect(page).toEqual({ items: [] });
  });
});

describe('a narrowed token', () => {
  const NEW = () => {
    made += 1;
    return { username: `new${made}`, email: `new${made}@example.com`, password: 'password-1' };
  };

  test('of role user is an ordinary user with its owner’s account', async () => {
    const { secret } = await tokenOf(await owner(['superadmin']), { role: 'user' });
    expect(await statusOf('GET /api/auth/me', secret)).toBe(200);
    expect(await statusOf('GET /api/users', secret)).toBe(403);
    expect(await statusOf('POST /api/users', secret, NEW())).toBe(403);
    expect(await statusOf('POST /api/admin/tokens', secret, { user_id: admin.id })).toBe(403);
  });

  test('of role admin of a superadmin touches no superadmin and grants no such role', async () => {
    const root = await owner(['superadmin']);
    const { secret, token } = await tokenOf(root, { role: 'admin' });
    expect(await statusOf('POST /api/users', secret, NEW())).toBe(201);
    const other = await owner(['superadmin']);
    expect(await statusOf(`POST /api/users/${other.id}/lock`, secret)).toBe(403);
    expect(await statusOf(`PUT /api/users/${admin.id}/roles`, secret, { roles: ['superadmin'] })).toBe(403);
    // Nor does it lift what it is narrowed by.
    expect(await statusOf(`POST /api/admin/tokens/${token.id}/rotate`, secret)).toBe(403);
    expect(await statusOf('POST /api/admin/tokens', secret, { user_id: root.id })).toBe(403);
  });

  test('of role admin is worth what its owner is worth now', async () => {
    const demoted = await owner(['admin']);
    const { secret } = await tokenOf(demoted, { role: 'admin' });
    expect(await statusOf('GET /api/roles', secret)).toBe(200);
    await controllersOf(server)['users.setRoles']({ ...onUser(demoted), roles: ['user'] }, AT_THE_MACHINE);
    expect(await statusOf('GET /api/roles', secret)).toBe(403);
    expect(await statusOf('GET /api/auth/me', secret)).toBe(200);
  });

  test('that may not write reads all that its owner may', async () => {
    const { secret } = await tokenOf(await owner(['admin']), { canWrite: false });
    expect(await statusOf('GET /api/directory', secret)).toBe(200);
    expect(await statusOf('POST /api/users', secret, NEW())).toBe(403);
    expect(await statusOf('POST /api/admin/tokens', secret, { user_id: admin.id })).toBe(403);
  });

  test('that may write does so only where its owner may', async () => {
    const { secret } = await tokenOf(await owner(['admin'], false), { canWrite: true });
    expect(await statusOf('POST /api/users', secret, NEW())).toBe(403);
  });
});
