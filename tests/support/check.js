// Everything that must be green, in the order of how soon it tells. `--tested` leaves the tests out, for a caller that
// has just run them.
const { spawnSync } = require('node:child_process');

const STEPS = [
  ['format and lint', 'lint'],
  ['types', 'typecheck'],
  ['import law', 'imports'],
  ['unused code', 'unused'],
  ['routes document', 'routes:check'],
  ['command-line document', 'cli:check'],
  ...(process.argv.includes('--tested') ? [] : [['tests', 'test']]),
];

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const failed = STEPS.filter(([name, script]) => {
  console.log(`\n== ${name} (npm run ${script})`);
  const run = spawnSync(npm, ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return run.status !== 0;
});

console.log(
  failed.length === 0
    ? `\nAll ${STEPS.length} checks are green.`
    : `\nNot green: ${failed.map(([name]) => name).join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
