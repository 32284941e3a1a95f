// Serves what dist/ holds, as `bin/dev.js` needs it: the compiler is already at work there.
require('../dist/src/cli/roster.js').main([process.execPath, 'roster', 'serve']);
