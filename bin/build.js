// Compiles the sources to dist/ when they are newer than what is there. Plain JavaScript, since it runs before there is
// anything compiled, and in this process, so that signals have one process to reach.
const { spawnSync } = require('node:child_process');
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');
const { bundleConsole } = require('./bundle-console.js');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const CONSOLE = join('src', 'console');
const PEERS = join('bench', 'peers');
const SOURCES = ['src', 'routes', 'db', 'bench', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Time of the latest change below a path, in milliseconds; 0 when it is not there. */
function latestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time tells of files that were taken away.
  const names = readdirSync(path).filter((name) => name !== 'node_modules');
  return Math.max(stats.mtimeMs, ...names.map((name) => latestChange(join(path, name))));
}

function isCurrent() {
  const built = statSync(stamp, { throwIfNoEntry: false });
  return built !== undefined && SOURCES.every((name) => latestChange(join(root, name)) <= built.mtimeMs);
}

function state() {
  return existsSync(stamp) ? 'is older than its sources' : 'is not built yet';
}

function compilerPath() {
  try {
    return join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
  } catch {
    throw new Error(
      `Roster ${state()} and the compiler is not installed: run \`npm ci --include=dev\` first, or copy a built dist/ here.`,
    );
  }
}

function runCompiler(options) {
  const run = spawnSync(process.execPath, [compilerPath(), ...options], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`Roster does not compile:\n${run.stdout}${run.stderr}`);
}

function compileTo(directory) {
  const information = join(directory, '.tsbuildinfo');
  runCompiler([
    ...['-p', join(root, 'tsconfig.build.json')],
    ...['--outDir', directory, '--tsBuildInfoFile', information],
  ]);
  // What the bundler takes apart it does not judge.
  runCompiler(['-p', join(root, CONSOLE)]);
  bundleConsole(directory);
}

/** What the compiler leaves where it is: files among the sources that are served as they are. */
function copyServed(directory) {
  const folders = SOURCES.filter((name) =>
    statSync(join(root, name), { throwIfNoEntry: false })?.isDirectory(),
  );
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.ts')) continue;
      const from = join(entry.parentPath, entry.name);
      if ([CONSOLE, PEERS].some((own) => from.startsWith(join(root, own)))) continue;
      const to = join(directory, from.slice(root.length + 1));
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, to);
    }
  }
}

/** Moves every file to its place. A rename is whole or not at all, so nobody who reads just now meets half a file. */
function publish(directory) {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(dist, from.slice(directory.length + 1));
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
}

function makeStaging() {
  try {
    mkdirSync(dist, { recursive: true });
    return mkdtempSync(join(dist, '.staging-'));
  } catch (error) {
    throw new Error(`Roster ${state()} and cannot be built here by this user: ${error.message}`);
  }
}

// Any number of processes may do this at once: the first start of two servers, or of many tests.
function compile() {
  const changedBefore = new Date();
  const staging = makeStaging();
  try {
    compileTo(staging);
    copyServed(staging);
    publish(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
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
