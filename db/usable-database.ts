import type pg from 'pg';
import { handsConnectionsOn, isSameDatabase, missingSettings, withClient } from './pooler';

/** A database that cannot be used; the message is one line for the person who started the process. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

const OLDEST_VERSION = 140_000;

type Setting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL';

const SEE = 'see "PgBouncer" in docs/operations.md';
const SET_DIRECT = `set DATABASE_DIRECT_URL to the address of Postgres itself; ${SEE}`;

// What follows the question mark can hold a password as well.
const withoutSecrets = (url: string): string => {
  const shown = new URL(url);
  shown.password = '';
  shown.search = '';
  return shown.toString();
};

// A refused connection to a name with two addresses has its reasons inside.
const reasonOf = (error: unknown): string =>
  (error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error)).message;

const assertRecent = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Number(rows[0]?.version);
  if (version < OLDEST_VERSION)
    throw new Error(`it is version ${Math.floor(version / 10_000)}, and 14 is the oldest that will do`);
};

/** Throws where connections are not ours for as long as we hold them. */
const assertOwnConnections = async (url: string, advice: string): Promise<void> => {
  if (await handsConnectionsOn(url))
    throw new Error(`it leads through a pooler that hands connections on after each transaction: ${advice}`);
};

const isRefusedStart = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('unsupported startup parameter');

/** Throws where connections do not start as we ask them to. */
const assertOwnSettings = async (url: string): Promise<void> => {
  const missing = await missingSettings(url, false).catch((error: unknown) => {
    if (isRefusedStart(error)) return ['start-up options'];
    throw error;
  });
  if (missing.length > 0)
    throw new Error(`its connections come without ${missing.join(', ')}, as through a pooler: ${SET_DIRECT}`);
};

/** Throws where the pooler's connections have no time limit, or are not in UTC. */
const assertPoolerSettings = async (url: string): Promise<void> => {
  const missing = await missingSettings(url, true);
  if (missing.length > 0)
    throw new Error(
      `its connections come without ${missing.join(', ')}: have the pooler set them, or leave DATABASE_DIRECT_URL out where there is none; ${SEE}`,
    );
};

const assertSame = async (url: string, directUrl: string): Promise<void> => {
  if (!(await isSameDatabase(url, directUrl))) throw new Error('it is another database than DATABASE_URL');
};

const look = async (setting: Setting, url: string, further: () => Promise<void>): Promise<void> => {
  try {
    await withClient(url, assertRecent);
    await further();
  } catch (error) {
    throw new DatabaseError(`${setting} (${withoutSecrets(url)}) cannot be used: ${reasonOf(error)}`);
  }
};

/**
 * Throws a `DatabaseError` when a server does not answer, refuses us, is too old, or is not for what its setting says:
 * without a direct address, connections are to be Postgres's own; with one, those of the other may be handed on.
 */
export const assertUsable = async (url: string, directUrl: string | null): Promise<void> => {
  if (directUrl === null) {
    await look('DATABASE_URL', url, async () => {
      await assertOwnConnections(url, SET_DIRECT);
      await assertOwnSettings(url);
    });
    return;
  }
  await look('DATABASE_URL', url, () => assertPoolerSettings(url));
  await look('DATABASE_DIRECT_URL', directUrl, async () => {
    await assertOwnConnections(directUrl, SEE);
    await assertSame(url, directUrl);
  });
};
