import { isDeepStrictEqual } from 'node:util';
import { startEmptyDatabases } from '../empty-databases';
import { withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { createAsker } from '../http';
import { ADMIN_TOKEN, startServer } from '../roster-server';
import { schemaOf } from '../schema';

const ROUNDS = { quick: 2, whole: 10 };

interface Round {
  readonly schema: string[];
  readonly administrators: number;
  readonly statuses: readonly (number | null)[];
}

const startTogether = async (chaos: Chaos, url: string): Promise<Round> => {
  const servers = await Promise.all([1, 2].map(() => startServer(chaos, { DATABASE_URL: url })));
  const statuses = await Promise.all(
    servers.map(async (server) => {
      const asker = createAsker(server.url);
      const { status } = await asker.ask('GET /api/users/1', { token: ADMIN_TOKEN });
      asker.close();
      return status;
    }),
  );
  await Promise.all(servers.map((server) => server.stop()));
  const administrators = await withClient(
    url,
    async (client) => (await client.query('select 1 from users')).rows.length,
  );
  return { schema: await schemaOf(url), administrators, statuses };
};

const isFine = ({ schema, administrators, statuses }: Round, first: Round): boolean =>
  isDeepStrictEqual(schema, first.schema) &&
  schema.filter((line) => line.startsWith('migration ')).every((line) => line.endsWith(' 1')) &&
  administrators === 1 &&
  statuses.every((status) => status === 200);

const run = async (chaos: Chaos) => {
  const { create } = await startEmptyDatabases(chaos);
  const count = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const rounds: Round[] = [];
  for (let round = 1; round <= count; round += 1) rounds.push(await startTogether(chaos, await create()));
  const failures = rounds.filter((round) => !isFine(round, rounds[0] ?? round)).length;
  return { figure: `${count} pairs of servers, failures ${failures}`, ok: failures === 0 };
};

/** Everybody wants to migrate. */
export const migrateTogether: Fault = {
  name: 'migrate-together',
  row: 152,
  says: 'two servers start at the same moment on an empty database',
  expected: 'both serve, each migration ran once, one administrator',
  run,
};
