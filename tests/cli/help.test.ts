import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { leavesOf, referenceDocument } from '../../src/cli/reference-document';
import { createProgram } from '../../src/cli/roster';
import { cleanUp, ROOT, runRoster } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}`.trim() : '';

const LEAVES = leavesOf(createProgram());
const NAMES = LEAVES.map(nameOf);

const helpOf = (name: string): string => {
  const document = referenceDocument(createProgram());
  const start = document.indexOf(`\n## roster ${name}\n`);
  const end = document.indexOf('\n## ', start + 1);
  return document.slice(start, end < 0 ? undefined : end);
};

test('there are the commands that are promised', () => {
  expect(NAMES).toEqual(
    expect.arrayContaining([
      'serve',
      'migrate',
      'routes',
      'doctor',
      ...['list', 'create', 'suspend', 'unsuspend', 'unlock', 'reset-password'].map(
        (verb) => `users ${verb}`,
      ),
      ...['list', 'create', 'revoke'].map((verb) => `tokens ${verb}`),
    ]),
  );
});

/** The words of a command line as a shell splits them, up to where another program or a file takes over; none where it is all another's. */
const wordsOf = (line: string): string[] => {
  const own = /(?<![/\w])roster (.*?)(?:\s+(?:[|<>]|2>).*|\))?$/.exec(line)?.[1] ?? '';
  return [...own.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
};

/** Whether the command line is understood: it reaches a command, with options and arguments that it takes. */
const parse = async (words: readonly string[]): Promise<string> => {
  let reached = '';
  const program = createProgram();
  const prepare = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (command.commands.length === 0)
      command.action(() => {
        reached = nameOf(command);
      });
    command.commands.forEach(prepare);
  };
  prepare(program);
  await program.parseAsync([...words], { from: 'user' });
  return reached;
};

describe.each(NAMES)('roster %s', (name) => {
  const help = helpOf(name);
  const examples = /\nExamples:\n([\s\S]*?)\n\n/.exec(help)?.[1] ?? '';

  test('says what it does, and what it needs', () => {
    expect(LEAVES[NAMES.indexOf(name)]?.description()).toMatch(/^[a-z][^\n]{20,120}[^.]$/);
    expect(help).toMatch(/\nNeeds:\n {2}\S/);
    expect(help.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });

  test('has examples, and they are understood', async () => {
    const lines = examples.split('\n').filter((line) => /^ {2}\S/.test(line));
    const own = lines.map(wordsOf).filter((words) => words.length > 0);
    expect(own.length).toBeGreaterThan(0);
    const reached = await Promise.all(own.map(parse));
    expect(reached).toContain(name);
  });
});

test('the help of every option of the lists tells what it takes', () => {
  expect(helpOf('users list')).toMatch(/--status <status>.*choices: "active", "suspended"/);
  expect(helpOf('tokens create')).toMatch(/--expires <time>.*\(default: 24h\)/);
});

test('roster --help tells the exit codes, and where settings come from', async () => {
  const { code, stdout, stderr } = await runRoster(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Exit codes: 0 done, 1 refused or failed');
  expect(stdout).toContain('2 wrong usage,');
  expect(stdout).toContain('.env.example');
  expect(stdout).not.toContain('reference');
});

test('roster --version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(await runRoster(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('docs/cli.md is current (else: npm run cli:write)', async () => {
  const file = join(ROOT, 'docs', 'cli.md');
  expect(readFileSync(file, 'utf8')).toBe(referenceDocument(createProgram()));
  expect(await runRoster(['reference', '--check', file])).toMatchObject({
    code: 0,
    stdout: `${file} is current.\n`,
    stderr: '',
  });
  const { code, stderr } = await runRoster(['reference', '--check', join(ROOT, 'README.md')]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^roster: \S+README\.md is stale: run `npm run cli:write`\n$/),
  });
});
