import { golden, heard } from '../conformance/support/golden';
import { startAnotherServer } from '../support/another-server';
import { ask } from '../support/test-server';
import { unique } from './api';
import { CREATES } from './creates';
import { expectReplay, useCreates, withKey } from './idempotent-creates';

const DAY_SECONDS = 24 * 3600;

const { api, clock, fresh, withoutTrace, makingOne } = useCreates();

const WAITING =
  "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/** Does something while creates can write all but their audit entry, once the first of them has come so far. */
const whileOneWrites = async <T>(deed: () => Promise<T>): Promise<T> => {
  const { pool } = api.server.database;
  const blocker = await pool.connect();
  try {
    await blocker.query('begin');
    await blocker.query('lock table audit_entries in share mode');
    return await deed();
  } finally {
    await blocker.query('rollback');
    blocker.release();
  }
};

const untilOneWaits = async (): Promise<void> => {
  while ((await api.server.database.pool.query(WAITING)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.each(CREATES.map((way) => [way.line, way] as const))('%s', (_line, way) => {
  test('asked for again, in quotes or not, it is answered again and makes nothing', async () => {
    const { key, send } = fresh(way);
    const first = await makingOne(way, send);
    clock.advance(60);
    expectReplay(await withoutTrace(way, send), first);
    expectReplay(await withoutTrace(way, () => send(withKey(`"${key}"`))), first);
  });

  test('with another body the key is refused, and still good for the first', async () => {
    const { send, other } = fresh(way);
    const first = await send();
    const refused = await withoutTrace(way, () => send({ body: other }));
    expect(heard(refused)).toEqual(golden(way.dialect, 'idempotency_key_reused'));
    expectReplay(await withoutTrace(way, send), first);
  });

  test('while the first is under way it is refused, and answered again afterwards', async () => {
    const { send } = fresh(way);
    const { first, refused } = await whileOneWrites(async () => {
      const underWay = send();
      await untilOneWaits();
      return { first: { underWay }, refused: await send() };
    });
    expect(heard(refused)).toEqual(golden(way.dialect, 'idempotency_in_flight'));
    expect(refused.headers['retry-after']).toBe('1');
    const made = await first.underWay;
    expectReplay(await withoutTrace(way, send), made);
  });

  test('the same key of somebody else is another key', async () => {
    const other = await api.server.user({ username: unique('other'), roles: ['admin'] });
    const token = await api.server.token(other.id);
    const { send } = fresh(way);
    await makingOne(way, send);
    const body = way.body(unique('theirs'));
    const theirs = await makingOne(way, () => send({ token, body }));
    expectReplay(await withoutTrace(way, () => send({ token, body })), theirs);
  });

  test('another token of the same user is the same caller', async () => {
    const { send } = fresh(way);
    const first = await send();
    const token = await api.server.token(api.admin.id);
    expectReplay(await withoutTrace(way, () => send({ token })), first);
  });

  test('after a restart it is answered again', async () => {
    const { send, asking } = fresh(way);
    const first = await send();
    const another = await startAnotherServer(api.server, clock);
    try {
      expectReplay(await withoutTrace(way, () => ask(another.url, way.line, asking)), first);
    } finally {
      await another.stop();
    }
  });

  test('for 24 hours; then the key is new although its row is still there', async () => {
    const { send } = fresh(way);
    const first = await send();
    clock.advance(DAY_SECONDS - 1);
    expectReplay(await withoutTrace(way, send), first);
    clock.advance(1);
    const body = way.body(unique('later'));
    const later = await makingOne(way, () => send({ body }));
    expectReplay(await withoutTrace(way, () => send({ body })), later);
  });
});
