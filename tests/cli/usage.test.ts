import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createProgram, endingBy } from '../../src/cli/roster';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

class Ended extends Error {
  constructor(readonly code: number) {
    super(`ended with ${code}`);
  }
}

/** How a command line ends that is not understood, and what is written then. No command is run: that would fail. */
const end = async (line: string): Promise<{ code: number; stdout: string; stderr: string }> => {
  const written = { stdout: '', stderr: '' };
  const program = endingBy((code) => {
    throw new Ended(code);
  }, createProgram());
  const prepare = (command: Command): void => {
    command.configureOutput({
      writeOut: (text) => {
        written.stdout += text;
      },
      writeErr: (text) => {
        written.stderr += text;
      },
    });
    if (command.commands.length === 0)
      command.action(() => {
        throw new Error(`${line} was understood`);
      });
    command.commands.forEach(prepare);
  };
  prepare(program);
  try {
    await program.parseAsync(line.split(' '), { from: 'user' });
  } catch (error) {
    if (error instanceof Ended) return { code: error.code, ...written };
    throw error;
  }
  throw new Error(`${line} did not end`);
};

test.each<[string, RegExp]>([
  ['users list ada', /^error: too many arguments for 'list'/],
  [
    'users list --status gone',
    /^error: option '--status <status>' argument 'gone' is invalid\. Allowed choices are /,
  ],
  ['users list --role king', /^error: option '--role <role>' argument 'king' is invalid\. /],
  ['users list --deleted', /^error: option '--deleted <which>' argument missing/],
  [
    'users list --limit 0',
    /^error: option '--limit <count>' argument '0' is invalid\. Give a whole number from 1 on\./,
  ],
  ['users list --limit 1e3', /^error: option '--limit <count>' argument '1e3' is invalid\. /],
  ['users suspend', /^error: missing required argument 'user'/],
  [
    'users suspend ada --until tomorrow',
    /^error: option '--until <time>' argument 'tomorrow' is invalid\. Give a time /,
  ],
  ['users suspend ada --until 0d', /^error: option '--until <time>' argument '0d' is invalid\. /],
  ['users suspend ada --until 2030-02-30T00:00:00Z', /^error: option '--until <time>' argument '2030-02-30/],
  ['users unsuspend ada bob', /^error: too many arguments for 'unsuspend'/],
  ['users reset-password', /^error: missing required argument 'user'/],
  ['users reset-password ada hush', /^error: too many arguments for 'reset-password'/],
  ['tokens', /^Usage: roster tokens /],
  ['tokens create', /^error: missing required argument 'user'/],
  ['tokens create ada --expires 2030', /^error: option '--expires <time>' argument '2030' is invalid\. /],
  [
    'tokens create ada --expires 90d --never-expires',
    /^error: option '--never-expires' cannot be used with option '--expires <time>'/,
  ],
  ['tokens list --user', /^error: option '--user <user>' argument missing/],
  ['tokens revoke', /^error: missing required argument 'id'/],
  [
    'tokens revoke nightly',
    /^error: command-argument value 'nightly' is invalid for argument 'id'\. Give the id /,
  ],
  [
    'tokens revoke 648a1f0b9c3d2e4f5a6b7c8d',
    /^error: command-argument value '648a1f0b9c3d2e4f5a6b7c8d' is invalid /,
  ],
  ['tokens revok 7', /^error: unknown command 'revok'\n\(Did you mean revoke\?\)\n/],
  ['doctor --fix', /^error: unknown option '--fix'/],
  ['doctor now', /^error: too many arguments for 'doctor'/],
  ['migrate --rollback --reset', /^error: option '--rollback' cannot be used with option '--reset'/],
  ['routes --json --check x', /^error: option '--check <file>' cannot be used with option '--json'/],
])('roster %s: exit code 2 and nothing on standard output', async (line, text) => {
  const { code, stdout, stderr } = await end(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(text);
  // The error, how it is used, and where there is more.
  const [group = '', command] = line.split(' ');
  if (command && command !== 'revok') {
    expect(stderr.trim().split('\n')).toHaveLength(3);
    expect(stderr).toMatch(
      new RegExp(`\nUsage: roster ${group}.*\n\`roster ${group}.* --help\` tells more\\.\n$`),
    );
  }
});

test('so does the program, and nothing is left behind', async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  const line = 'tokens create ada --expires 90d --never-expires';
  expect(await runRoster(line.split(' '), { dataDir })).toEqual({ ...(await end(line)), signal: null });
  expect(existsSync(dataDir)).toBe(false);
});
