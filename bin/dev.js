// Compiles on every change and starts the server anew: two processes that end together.
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { build } = require('./build.js');

const root = join(__dirname, '..');
const compiler = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');

build();

const watchers = [
  spawn(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], {
    cwd: root,
    stdio: 'inherit',
  }),
  // The compiled entry, not bin/roster.js: that one would compile as well.
  spawn(process.execPath, ['--watch', '--watch-preserve-output', join(root, 'bin', 'serve-built.js')], {
    cwd: root,
    stdio: 'inherit',
  }),
];

function stopAll() {
  for (const watcher of watchers) watcher.kill();
}

for (const watcher of watchers) watcher.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopAll);
