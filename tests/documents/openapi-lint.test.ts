import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { report } from '../support/report';
import { hasTool, TOOLS } from '../support/tools';
import { SUBJECTS } from './openapi';

jest.setTimeout(240_000);

const directory = mkdtempSync(join(tmpdir(), 'roster-openapi-'));
const files = SUBJECTS.map(({ name }) => join(directory, `${name}.json`));

beforeAll(() => {
  SUBJECTS.forEach(({ document }, index) => {
    writeFileSync(files[index] as string, JSON.stringify(document));
  });
});
afterAll(() => rmSync(directory, { recursive: true }));

const ENVIRONMENT = {
  PATH: process.env['PATH'],
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
};

/** What a linter prints. Its exit code is of no interest: it is non-zero for problems, which are read. */
const run = (entry: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(TOOLS, 'node_modules', entry), ...args, ...files],
      { cwd: TOOLS, env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // 2 and more: it could not even look.
        if (error && error.code !== 1) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(stdout);
      },
    );
  });

interface Problem {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

/** How often each rule was broken, with what it says of the first place. */
const byRule = (problems: readonly Problem[]): Record<string, string> => {
  const rules: Record<string, string> = {};
  for (const { rule, severity, message } of problems) {
    const count = problems.filter((other) => other.rule === rule).length;
    rules[rule] ??= `${severity}, ${count} times: ${message}`;
  }
  return rules;
};

/** The rules that a configuration switches off. */
const offIn = (file: string): string[] => {
  const { rules } = parse(readFileSync(join(TOOLS, file), 'utf8')) as { rules: Record<string, unknown> };
  return Object.keys(rules).filter((rule) => rules[rule] === 'off');
};

const tell = (tool: string, problems: readonly Problem[], config: string): void =>
  report(
    `${tool}: ${files.length} documents, ${problems.length} errors and warnings; off by name: ${offIn(config).join(', ')}`,
  );

interface RedoclyReport {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly message: string;
    readonly location: readonly { readonly pointer: string }[];
  }[];
}

// One report for each file, one behind the other.
const readRedocly = (output: string): Problem[] =>
  output
    .split(/(?<=\})\s*(?=\{\s*"totals")/)
    .map((text) => JSON.parse(text) as RedoclyReport)
    .flatMap(({ problems }) => problems)
    .map(({ ruleId, severity, message, location }) => ({
      rule: ruleId,
      severity,
      message: `${message} (${location[0]?.pointer})`,
    }));

(hasTool('@redocly/cli') ? test : test.skip)('Redocly finds nothing', async () => {
  const output = await run('@redocly/cli/bin/cli.js', [
    'lint',
    ...['--config', 'redocly.yaml', '--format', 'json', '--max-problems', '1000'],
  ]);
  expect(output.match(/"totals"/g)).toHaveLength(files.length);
  const problems = readRedocly(output);
  tell('redocly', problems, 'redocly.yaml');
  expect(byRule(problems)).toEqual({});
});

interface SpectralProblem {
  readonly code: string;
  readonly severity: number;
  readonly message: string;
  readonly path: readonly string[];
}

(hasTool('@stoplight/spectral-cli') ? test : test.skip)(
  'Spectral with the OWASP rules finds nothing',
  async () => {
    const output = await run('@stoplight/spectral-cli/dist/index.js', [
      'lint',
      ...['--ruleset', '.spectral.yaml', '--format', 'json', '--quiet'],
    ]);
    const problems = (JSON.parse(output) as SpectralProblem[]).map(({ code, severity, message, path }) => ({
      rule: code,
      severity: severity === 0 ? 'error' : 'warning',
      message: `${message} (${path.join('/')})`,
    }));
    tell('spectral', problems, '.spectral.yaml');
    expect(byRule(problems)).toEqual({});
  },
);
