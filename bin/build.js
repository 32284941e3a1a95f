// Compiles the sources to dist/ when they are newer than what is there. Plain JavaScript, since it runs before there is
// anything compiled, and in this process, so that signals have one process to reach.
const { spawnSync } = require('node:child_process');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const SOURCES = ['src', 'routes', 'db', 'bench', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Time of the latest change below a path, in milliseconds; 0 when it is not there. */
function latestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time tells of files that were taken away.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => latestChange(join(path, name))));
}

function isCurrent() {
  const built = statSync(stamp, { throwIfNoEntry: false });
  return built !== undefined && SOURCES.every((name) => latestChange(join(root, name)) <= built.mtimeMs);
}

function compilerPath() {
  try {
    return join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
  } catch {
    throw new Error(
      'Roster is not built yet and the compiler is not installed: run `npm ci --include=dev` first, or copy a built dist/ here.',
    );
  }
}

function compile() {
  const changedBefore = new Date();
  const run = spawnSync(process.execPath, [compilerPath(), '-p', join(root, 'tsconfig.build.json')], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`Roster does not compile:\n${run.stdout}${run.stderr}`);
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, '');
  // What was changed while the compiler ran may be missing from its output.
  utimesSync(stamp, changedBefore, changedBefore);
}

/** Makes dist/ current. A copy without sources, such as a container image, is taken as it is. */
function build({ force = false } = {}) {
  if (!existsSync(join(root, 'src'))) return;
  if (force) rmSync(dist, { recursive: true, force: true });
  if (!isCurrent()) compile();
}

module.exports = { build };

if (require.main === module) {
  try {
    build({ force: process.argv.includes('--force') });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
