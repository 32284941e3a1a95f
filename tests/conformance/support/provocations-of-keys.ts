import type { Dialect } from '../../../routes/dialect';
import { withKey } from '../../http/idempotent-creates';
import { firstSaying, type Provocation } from './provocations';
import type { Saying } from './saying';
import { uniqueFields } from './scene';

const create = (dialect: Dialect): Saying | null =>
  firstSaying(dialect, 'users.create', {}, {}, uniqueFields());

/** Creates whose idempotency key will not do. */
export const KEY_PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  idempotency_key_malformed: async (scene, dialect) => {
    const saying = create(dialect);
    return saying && scene.ask(saying, withKey('two words'));
  },
  idempotency_key_reused: async (scene, dialect) => {
    const [first, second] = [create(dialect), create(dialect)];
    if (!first || !second) return null;
    await scene.ask(first, withKey(dialect.name));
    return scene.ask(second, withKey(dialect.name));
  },
  idempotency_result_gone: async (scene, dialect) => {
    const saying = create(dialect);
    if (!saying) return null;
    await scene.ask(saying, withKey(`${dialect.name}-gone`));
    const sql = 'update users set deleted_at = now() where id = (select max(id) from users)';
    await scene.server.database.pool.query(sql);
    return scene.ask(saying, withKey(`${dialect.name}-gone`));
  },
};
