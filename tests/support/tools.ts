import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where heavy tools are, which only a few tests need: `npm ci --prefix tests/tools` installs them. */
export const TOOLS = join(__dirname, '..', 'tools');

const IS_CI = process.env['CI'] === 'true';

/** Whether the tests that need a tool can run. In CI they must: then a missing one is a failure of theirs. */
export const hasTool = (name: string): boolean => {
  const isThere = existsSync(join(TOOLS, 'node_modules', name));
  if (!isThere && !IS_CI)
    process.stdout.write(`skipped: ${name} is not installed; \`npm ci --prefix tests/tools\` brings it\n`);
  return isThere || IS_CI;
};

/** A tool as a library. Throws an `Error` when it is not installed. */
export const requireTool = <T>(name: string): T => createRequire(join(TOOLS, 'package.json'))(name) as T;

/** Whether the tests that need a program of the system can run; as with `hasTool`, in CI they must. */
export const hasProgram = (name: string, debianPackage = name): boolean => {
  // Not every program knows the option, or ends with 0 after it.
  const isThere = spawnSync(name, ['--version']).error === undefined;
  if (!isThere && !IS_CI)
    process.stdout.write(`skipped: ${name} is not installed; Debian's package ${debianPackage} has it\n`);
  return isThere || IS_CI;
};
