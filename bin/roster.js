#!/usr/bin/env node
// The command. Builds when the sources are newer, then hands over to the compiled command line in this same process.
const { build } = require('./build.js');

const parent = process.ppid;
try {
  build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// npm was ended while we compiled, so nobody waits for us any more. Later it is the server that looks after this.
if (process.env.npm_lifecycle_event && process.ppid !== parent) process.exit(1);

require('../dist/src/cli/roster.js').main(process.argv);
