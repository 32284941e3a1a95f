import { setTimeout as pause } from 'node:timers/promises';
import { outcome, unique, useApi } from '../http/api';
import { STYLES, userLine } from '../http/spellings';

const api = useApi();

const REFUSED = /^409 /;

const sql = (text: string, values: unknown[] = []) => api.server.database.pool.query(text, values);

const activeAdministrators = async (): Promise<number> =>
  (
    await sql(`select count(*)::int as n from users u where deleted_at is null and status = 'active'
      and lock_cause is distinct from 'administrator'
      and exists (select from user_roles r where r.user_id = u.id and r.role_id in (1, 3))`)
  ).rows[0]?.n;

/** Waits until a request of the server stands before a row that somebody else holds. */
const untilSomebodyWaits = async (): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await sql(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
    await pause(10);
  }
  throw new Error('no request waits');
};

/** Two administrators; while one acts on the other it is already let in, it loses its own place. */
const actWhileLosing = async (line: (id: number) => string, body: unknown, losing: string) => {
  const actor = await api.server.user({ username: unique('actor'), roles: ['admin'] });
  const target = await api.server.user({ username: unique('target'), roles: ['superadmin', 'admin'] });
  await sql('delete from user_roles where user_id = $1 and role_id = 3', [target.id]);
  await sql('update users set deleted_at = now() where id <> all($1) and deleted_at is null', [
    [actor.id, target.id],
  ]);
  const token = await api.server.token(actor.id);
  const holder = await api.server.database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from users where id = $1 for update', [target.id]);
    const asked = api.server.ask(line(target.id), { token, body });
    const answer = Promise.resolve(asked);
    await untilSomebodyWaits();
    await sql(losing, [actor.id]);
    await holder.query('commit');
    return { answer: outcome(await answer), left: await activeAdministrators() };
  } finally {
    holder.release();
  }
};

const LOSSES = {
  suspended: "update users set status = 'suspended', suspended_at = now() where id = $1",
  deleted: 'update users set deleted_at = now() where id = $1',
  locked: "update users set lock_cause = 'administrator' where id = $1",
  demoted: 'update user_roles set role_id = 2 where user_id = $1',
} as const;

const ACTS = [
  ['suspend', undefined],
  ['update', { status: 'suspended' }],
  ['delete', undefined],
  ['lock', undefined],
  ['setRoles', { roles: ['editor'] }],
] as const;

describe.each(STYLES)('the last active administrator stays (%s)', (style) => {
  test.each(ACTS)('%s %j', async (operation, body) => {
    const line = (id: number) => userLine(style, operation, { id });
    const { answer, left } = await actWhileLosing(line, body, LOSSES.suspended);
    expect(answer).toMatch(REFUSED);
    expect(left).toBe(1);
  });
});

test.each(Object.entries(LOSSES))('whoever is %s counts as no administrator', async (_state, losing) => {
  const { answer, left } = await actWhileLosing((id) => `DELETE /api/users/${id}`, undefined, losing);
  expect(answer).toMatch(REFUSED);
  expect(left).toBe(1);
});

test('one that failures have locked still counts, and spares nobody', async () => {
  const { answer, left } = await actWhileLosing(
    (id) => `DELETE /api/users/${id}`,
    undefined,
    "update users set lock_cause = 'failures', locked_until = now() + interval '1 day' where id = $1",
  );
  expect(answer).toMatch(/^200 /);
  expect(left).toBe(1);
});
