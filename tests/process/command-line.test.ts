import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeRoutes } from '../../routes/describe';
import { createTable } from '../../routes/table';
import { type Outcome, ROOT, runRoster } from '../support/roster-process';
import { usePrograms } from './programs';

usePrograms();

const lineCount = (text: string): number => text.trim().split('\n').length;

const ok = async (args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runRoster(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('help', () => {
  test.each<[string, string[]]>([
    ['--help', ['Usage: roster [options] [command]', 'serve', 'migrate', 'routes', 'users', '.env.example']],
    ['help', ['Usage: roster [options] [command]']],
    ['serve --help', ['Usage: roster serve', 'Ctrl-C']],
    ['migrate --help', ['Usage: roster migrate', '--rollback', '--reset', '--yes']],
    ['routes --help', ['Usage: roster routes', '--json', '--write', '--check']],
    ['users --help', ['Usage: roster users', 'create', 'unlock']],
    ['users create --help', ['Usage: roster users create', '--role', 'superadmin', '--password-stdin']],
    ['users unlock --help', ['Usage: roster users unlock']],
  ])('roster %s', async (line, words) => {
    const text = await ok(line.split(' '));
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    expect(text.startsWith(words[0] ?? '')).toBe(true);
  });
});

describe('what is not understood ends in exit code 2, with the usage', () => {
  test.each<[string, RegExp]>([
    ['', /^Usage: roster /],
    ['nonsense', /^error: unknown command 'nonsense'\n/],
    ['--nonsense', /^error: unknown option '--nonsense'\n/],
    ['serve now', /^error: too many arguments for 'serve'/],
    ['migrate --nonsense', /^error: unknown option '--nonsense'\n/],
    ['routes --check', /^error: option '--check <file>' argument missing\n/],
    ['users', /^Usage: roster users /],
    ['users nonsense', /^error: unknown command 'nonsense'\n/],
    ['users create ada', /^error: missing required argument 'email'\n/],
    [
      'users create ada ada@example.com --role king',
      /^error: option '--role <role>' argument 'king' is invalid. There are admin, /,
    ],
    ['users unlock', /^error: missing required argument 'user'\n/],
  ])('roster %s', async (line, text) => {
    const { code, stdout, stderr } = await runRoster(line.split(' ').filter(Boolean));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(text);
    expect(stderr).toMatch(/Usage: roster/);
  });
});

describe('roster routes', () => {
  const rows = describeRoutes(createTable().routes);

  test('prints the table, one line for each route', async () => {
    const text = await ok(['routes']);
    expect(lineCount(text)).toBeGreaterThanOrEqual(rows.length);
    expect(text).toMatch(/^METHOD +PATH +OPERATION +PERMISSION +DIALECT +ALIASES *$/m);
    expect(text).toMatch(
      /^GET +\/api\/users\/\{id\} +users\.get +\S.* rest +GET \/api\/users\/get\/\{id\} *$/m,
    );
  });

  test('--json is JSON', async () => {
    const parsed: unknown = JSON.parse(await ok(['routes', '--json']));
    expect(parsed).toEqual(JSON.parse(JSON.stringify(rows)));
  });

  test('--check accepts the document of the repository', async () => {
    const file = join(ROOT, 'docs', 'routes.md');
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(1000);
    expect(await ok(['routes', '--check', file])).toBe(`${file} is current.\n`);
  });

  test.each<[string[], RegExp]>([
    [['--check', join(ROOT, 'README.md')], /^roster: \S+README\.md is stale: run `npm run routes:write`\n$/],
    [['--check', '/nowhere/routes.md'], /^roster: \/nowhere\/routes\.md cannot be used: ENOENT[^\n]*\n$/],
    [['--write', '/nowhere/routes.md'], /^roster: \/nowhere\/routes\.md cannot be used: ENOENT[^\n]*\n$/],
  ])('routes %j is refused in one line', async (args, line) => {
    const { code, stderr }: Outcome = await runRoster(['routes', ...args]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(line) });
  });
});
