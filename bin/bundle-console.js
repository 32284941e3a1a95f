// Makes the console's one script and one style out of src/console, each with all that it imports.
const { join } = require('node:path');

const root = join(__dirname, '..');
const source = join(root, 'src', 'console');

/** Writes console.js and console.css below a directory, where the server looks for them. Throws when they do not bundle. */
function bundleConsole(directory) {
  // Here rather than above: a built dist/ runs where there is no esbuild.
  const { buildSync } = require('esbuild');
  buildSync({
    absWorkingDir: root,
    entryPoints: [
      { in: join(source, 'main.tsx'), out: 'console' },
      { in: join(source, 'styles', 'console.css'), out: 'console' },
    ],
    outdir: join(directory, 'src', 'console'),
    tsconfig: join(source, 'tsconfig.json'),
    bundle: true,
    minify: true,
    format: 'iife',
    // What understands light-dark().
    target: ['chrome123', 'firefox120', 'safari17.5'],
    logLevel: 'silent',
  });
}

module.exports = { bundleConsole };
