import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../roster';

const MIGRATIONS = join('db', 'migrations');
const MOST_BYTES = 256 * 1024 * 1024;

const git = (...args: string[]) =>
  spawnSync('git', ['-C', ROOT, ...args], { encoding: 'buffer', maxBuffer: MOST_BYTES });

const latestMigration = (): string =>
  readdirSync(join(ROOT, MIGRATIONS))
    .filter((name) => /^\d{4}-.*\.ts$/.test(name))
    .toSorted()
    .at(-1) ?? '';

/** The last commit without the latest migration; null where git does not tell. */
export const commitBeforeLatestMigration = (): string | null => {
  const file = join(MIGRATIONS, latestMigration());
  const { status, stdout } = git('log', '--diff-filter=A', '--format=%H', '--', file);
  if (status !== 0) return null;
  const added = stdout.toString('utf8').trim().split('\n').at(-1);
  const parent = git('rev-parse', '--verify', added ? `${added}^` : 'HEAD');
  return parent.status === 0 ? parent.stdout.toString('utf8').trim() : null;
};

const run = (program: string, args: string[], input?: Buffer): void => {
  const { status, stderr, stdout, error } = spawnSync(program, args, {
    ...(input && { input }),
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? `${stderr}${stdout}`}`);
};

/** Builds a commit in this directory with the packages that are installed here. Throws an `Error` where it does not compile. */
export const buildCommit = (commit: string, directory: string): void => {
  mkdirSync(directory);
  const archive = git('archive', commit);
  if (archive.status !== 0) throw new Error(`git archive ${commit} failed`);
  run('tar', ['-x', '-C', directory], archive.stdout);
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  run(process.execPath, [join(directory, 'bin', 'build.js')]);
};
