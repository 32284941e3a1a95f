import type { Route } from '../../../routes/route';
import type { Config } from '../../config';
import { statusAt } from '../../domain/lifecycle';
import { createTables } from '../../tables';
import { type Finding, fine } from './finding';

const WHAT = 'LIFECYCLE_FILE';

const countOf = (routes: readonly Route[], status: string, now: Date): number =>
  routes.filter(({ lifecycle }) => lifecycle !== null && statusAt(lifecycle, now) === status).length;

/** What the operator's file plans; nothing where there is none. Throws a `ConfigError` for one that cannot be followed. */
export const examineLifecycle = (config: Config): Finding[] => {
  if (config.lifecycleFile === null) return [];
  const { routes } = createTables(config).served();
  const now = new Date();
  const [planned, deprecated, brownout, sunset] = ['live', 'deprecated', 'brownout', 'sunset'].map((status) =>
    countOf(routes, status, now),
  );
  const says = `of ${routes.length} spellings ${deprecated} are deprecated, ${brownout} in a brownout, ${sunset} gone, ${planned} to be deprecated`;
  return [fine(WHAT, says)];
};
