import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres';
import { migrate } from '../db/migrate';
import { benchReads } from './reads';
import { benchSignIn } from './sign-in-timing';

type Benchmark = (databaseUrl: string, directory: string) => Promise<void>;

/** What `npm run bench -- <name>` runs; the first one without a name. */
const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['reads', benchReads],
  ['sign-in', benchSignIn],
]);

const main = async (name = 'reads'): Promise<void> => {
  const benchmark = BENCHMARKS.get(name);
  if (!benchmark) throw new Error(`no benchmark ${name}; there are: ${[...BENCHMARKS.keys()].join(', ')}`);
  const directory = mkdtempSync(join(tmpdir(), 'roster-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(directory, 'data'), role: 'server' });
  try {
    await migrate(postgres.url);
    await benchmark(postgres.url, directory);
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
