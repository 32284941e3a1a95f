#!/usr/bin/env node
// The command. Builds when the sources are newer, then hands over to the compiled command line in this same process.
const { build } = require('./build.js');

try {
  build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

require('../dist/src/cli/roster.js').main(process.argv);
