import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { startCommand } from '../command';
import { startEmptyDatabases } from '../empty-databases';
import { withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { migrationsOn, schemaOf } from '../schema';
import { between, until } from '../wait';

const ROUNDS = { quick: 3, whole: 20 };
const LONGEST_MS = 60_000;

const MIGRATING =
  "select 1 from pg_stat_activity where datname = current_database() and application_name = 'roster migrate'";

/** Starts a migration and resolves when it has begun. */
const migrating = async (chaos: Chaos, client: pg.Client, url: string) => {
  const command = startCommand(chaos, ['migrate'], { DATABASE_URL: url });
  await until('it migrates', LONGEST_MS, async () => (await client.query(MIGRATING)).rows.length > 0);
  return command;
};

/** What becomes of an empty database where nothing goes wrong, and how long that takes in milliseconds. */
const reference = async (chaos: Chaos, url: string) => {
  const ms = await withClient(url, async (client) => {
    const { ended } = await migrating(chaos, client, url);
    const took = await until('all is migrated', LONGEST_MS, async () => (await migrationsOn(client)) > 0);
    await ended;
    return took;
  });
  return { ms, schema: await schemaOf(url) };
};

interface Killed {
  /** Whether it was done when it was killed; all migrations are one transaction. */
  readonly isTooLate: boolean;
  /** Whether the next run ended well and left what an undisturbed one leaves. */
  readonly isWhole: boolean;
}

const killOnce = async (chaos: Chaos, url: string, mostMs: number, schema: string[]): Promise<Killed> => {
  const done = await withClient(url, async (client) => {
    const { child, ended } = await migrating(chaos, client, url);
    await sleep(between(0, mostMs));
    child.kill('SIGKILL');
    await ended;
    return migrationsOn(client);
  });
  const again = startCommand(chaos, ['migrate'], { DATABASE_URL: url });
  const code = await again.ended;
  if (code !== 0) chaos.progress(`migrate ended with ${code}: ${again.said()}`);
  return { isTooLate: done > 0, isWhole: code === 0 && isDeepStrictEqual(await schemaOf(url), schema) };
};

const run = async (chaos: Chaos) => {
  const databases = await startEmptyDatabases(chaos);
  const whole = await reference(chaos, await databases.create());
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const killed: Killed[] = [];
  for (let round = 1; round <= rounds; round += 1)
    killed.push(await killOnce(chaos, await databases.create(), whole.ms, whole.schema));
  const failures = killed.filter(({ isWhole }) => !isWhole).length;
  const early = killed.filter(({ isTooLate }) => !isTooLate).length;
  return {
    figure: `${rounds} kills, ${early} of them before it was done; failures ${failures}`,
    ok: failures === 0,
  };
};

/** A migration is cut off, and begun again. */
export const killMigration: Fault = {
  name: 'kill-migration',
  row: 152,
  says: 'kill -9 of `roster migrate` on an empty database, at any moment',
  expected: 'the next run ends well, each migration once, the same schema as an undisturbed one',
  run,
};
