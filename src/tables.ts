import type { Dialect } from '../routes/dialect';
import { DIALECTS, type RouteTable } from '../routes/table';
import type { Config } from './config';
import { tableWith } from './lifecycle-file';

/** The route tables of a process, each made when it is first asked for, since most commands never do. */
export interface Tables {
  /** Of the dialects that are switched on: what a server answers. */
  served(): RouteTable;
  /** Of all dialects: what people and the ledger may speak of. */
  whole(): RouteTable;
}

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** The tables of these settings. Both throw a `ConfigError` for a `LIFECYCLE_FILE` that cannot be followed. */
export const createTables = (
  config: Pick<Config, 'lifecycleFile' | 'dialects'>,
  dialects: readonly Dialect[] = DIALECTS,
): Tables => {
  const whole = once(() => tableWith(config, dialects));
  return {
    whole,
    served: config.dialects === null ? whole : once(() => tableWith(config, dialects, config.dialects)),
  };
};
