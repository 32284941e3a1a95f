import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../support/test-server';
import type { Saying } from './saying';
import type { Scene } from './scene';

/** Waits until a request of the server stands before a row that somebody else holds. */
const untilSomebodyWaits = async ({ server }: Scene): Promise<void> => {
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await server.database.pool.query(waiting)).rows.length > 0) return;
    await pause(10);
  }
  throw new Error('no request waits');
};

/**
 * What an administrator is told who acts on another while it loses its own place, so that the other is the last one by
 * the time it is acted on. Whoever asks is an administrator, so there is no other way to this.
 */
export const actWhileLosingPlace = async (
  scene: Scene,
  sayingOn: (target: Awaited<ReturnType<Scene['somebody']>>['user']) => Saying | null,
): Promise<Answer | null> => {
  const { pool } = scene.server.database;
  const { user: actor } = await scene.somebody({ roles: ['admin'] });
  const { user: target } = await scene.somebody({ roles: ['admin'] });
  const token = await scene.server.token(actor.id);
  const saying = sayingOn(target);
  if (!saying) return null;
  await pool.query('update user_roles set role_id = 2 where user_id <> all($1) and role_id in (1, 3)', [
    [actor.id, target.id],
  ]);
  const holder = await pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from users where id = $1 for update', [target.id]);
    const answer = Promise.resolve(scene.ask(saying, { token }));
    await untilSomebodyWaits(scene);
    await pool.query('update user_roles set role_id = 2 where user_id = $1', [actor.id]);
    await holder.query('commit');
    return await answer;
  } finally {
    await pool.query('update user_roles set role_id = 3 where user_id = $1', [scene.root.id]);
    holder.release();
  }
};
