import { AppError } from '../../src/domain/error';
import type { User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import type { OperationContext } from '../../src/operations/context';
import { type Creation, createOnce } from '../../src/operations/create-once';
import { createUser } from '../../src/operations/users/create-user';
import { useApi } from '../http/api';

const api = useApi();

const CONTEXT = machineContext('test');

const withOnce = (key: string) => {
  const replayed = jest.fn();
  const context: OperationContext = { ...CONTEXT, once: { key, replayed } };
  return { context, replayed };
};

const countUsers = async (): Promise<number> =>
  (await api.server.database.pool.query('select count(*)::int as n from users')).rows[0].n;

const creationOf = (asked: Creation<User>['asked']): Creation<User> => ({
  operation: 'users.create',
  asked,
  idOf: ({ id }) => id,
  again: (on, { madeId }) => on.users.find({ kind: 'id', value: String(madeId) }, '2030-01-01T00:00:00Z'),
});

/** A create that is beaten by another call with the same key, and then fails as it may. */
const beaten = async (key: string, failure: Error, asked: Creation<User>['asked']) => {
  const { needs } = api.server.wiring;
  const { context, replayed } = withOnce(key);
  const make = () => api.server.user({ username: key });
  const outcome = createOnce(needs, creationOf(asked), context, async () => {
    await createOnce(needs, creationOf({ n: 1 }), withOnce(key).context, (transact) => transact(make));
    throw failure;
  });
  return { outcome, replayed };
};

test('a create that collides with what another call with its key has made meanwhile is answered with that', async () => {
  const { outcome, replayed } = await beaten('collides', new AppError('invalid_fields'), { n: 1 });
  expect((await outcome).username).toBe('collides');
  expect(replayed).toHaveBeenCalledTimes(1);
});

test('unless that was another create', async () => {
  const { outcome, replayed } = await beaten('differs', new AppError('email_taken'), { n: 2 });
  await expect(outcome).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  expect(replayed).not.toHaveBeenCalled();
});

test('a fault of ours stays one', async () => {
  const fault = new TypeError('a fault');
  const { outcome, replayed } = await beaten('fault', fault, { n: 1 });
  await expect(outcome).rejects.toBe(fault);
  expect(replayed).not.toHaveBeenCalled();
});

test('what is known to be wrong is never answered with what was right', async () => {
  const create = createUser(api.server.wiring.needs);
  const fields = { username: 'partly', email: 'partly@example.com' };
  const { context, replayed } = withOnce('partly');
  await create({ fields }, context);
  const found = { issues: [{ field: 'status', rule: 'type' as const }], given: ['status'] };
  await expect(create({ fields, found }, context)).rejects.toMatchObject({ code: 'invalid_fields' });
  expect(replayed).not.toHaveBeenCalled();
  expect((await create({ fields, found: { issues: [], given: [] } }, context)).username).toBe('partly');
  expect(replayed).toHaveBeenCalledTimes(1);
});

test('the machine has keys of its own', async () => {
  const before = await countUsers();
  const create = createUser(api.server.wiring.needs);
  const fields = { username: 'machine-made', email: 'machine-made@example.com' };
  const { context, replayed } = withOnce('machine');
  const [first, again] = [await create({ fields }, context), await create({ fields }, context)];
  expect([again, await countUsers()]).toEqual([first, before + 1]);
  expect(replayed).toHaveBeenCalledTimes(1);
});
