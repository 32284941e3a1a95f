import { isCurrent } from '../../db/migrate';
import type { Dialect } from '../../routes/dialect';
import { rest } from '../../routes/dialects/rest/rest.dialect';
import { createMatcher } from '../../routes/matcher';
import { routesOf } from '../../routes/route';
import type { RouteTable } from '../../routes/table';
import { createLogger } from '../../src/adapters/logger';
import { createApp } from '../../src/app';
import { appPartsOf } from '../../src/app-parts';
import { readConfig } from '../../src/config';
import { type Stop, startParts } from '../../src/server-parts';

// Roster with a table of so many bindings: twenty of the rest dialect, over and over below other prefixes. Not a table that
// a release would start on, since most operations are missing; that is why it is put in from outside.
const IN_EACH = 20;

const bindings = [...rest.area.bindings, ...(rest.administration?.bindings ?? [])].slice(0, IN_EACH);

const copy = (number: number): Dialect => {
  const prefix = number === 0 ? rest.prefix : (`/copy-${number}${rest.prefix}` as const);
  return { ...rest, name: `rest-${number}`, prefix, area: { claims: [prefix], bindings } };
};

const tableOf = (count: number): RouteTable => {
  const dialects = Array.from({ length: count / IN_EACH }, (_, number) => copy(number));
  const routes = dialects.flatMap((dialect) => routesOf(dialect, dialect.area));
  return { routes, match: createMatcher(routes).match, ownerOf: () => rest };
};

const main = async (count: number): Promise<void> => {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, isPretty: false });
  const stops: Stop[] = [];
  const { pool, wiring, http } = await startParts(config, logger, stops);
  const surroundings = { isReady: () => isCurrent(pool), logger };
  http.serveWith(createApp({ ...appPartsOf(wiring, config, surroundings), table: tableOf(count) }));
  process.once('SIGTERM', async () => {
    for (const stop of stops.reverse()) await stop();
    process.exit(0);
  });
  process.stderr.write(`listening at http://127.0.0.1:${http.port}\n`);
};

main(Number(process.argv[2])).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
