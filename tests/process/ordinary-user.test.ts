import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyProgram, copyWholeProgram } from '../support/program-copy';
import { refusalOf } from '../support/refusal';
import {
  cleanUp,
  ROOT,
  type RosterOptions,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';

jest.setTimeout(120_000);
afterAll(cleanUp);

const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;
/** Root steps down; anybody else is an ordinary user already. */
const uid = IS_ROOT ? NOBODY : undefined;
const canStepDown =
  spawnSync(process.execPath, ['--version'], IS_ROOT ? { uid: NOBODY, cwd: '/' } : {}).status === 0;
const testStepping = canStepDown ? test : test.skip;
const named = (name: string): string =>
  canStepDown ? name : `${name} (skipped: Node itself is out of reach of the user nobody)`;

let options: RosterOptions;

const canReach = (file: string): boolean => {
  const open = `require('node:fs').accessSync(${JSON.stringify(join(ROOT, file))}, 4)`;
  return spawnSync(process.execPath, ['-e', open], uid === undefined ? {} : { uid, cwd: '/' }).status === 0;
};

beforeAll(async () => {
  if (!canStepDown) return;
  const isReachable = ['package.json', 'node_modules/express/package.json'].every(canReach);
  const copy = await (isReachable ? copyProgram() : copyWholeProgram());
  chmodSync(dirname(copy), 0o755);
  options = {
    ...(uid === undefined ? {} : { uid }),
    entry: join(copy, 'bin', 'roster.js'),
    settings: { BCRYPT_COST: '4' },
  };
});

/** A directory of the ordinary user's own. */
const ownDirectory = (): string => {
  const directory = temporaryDirectory();
  if (uid !== undefined) chownSync(directory, uid, uid);
  return directory;
};

testStepping(named('an ordinary user starts, stops and starts again'), async () => {
  const dataDir = join(ownDirectory(), 'data');
  const first = await startServer({ ...options, dataDir });
  const token = /^API token {6}(\S+)$/m.exec(first.stderr())?.[1] ?? '';
  expect((await ask(first.address, 'GET /api/users', { token })).status).toBe(200);
  const owner = uid ?? process.getuid?.();
  for (const name of ['.', 'postgres']) {
    const { mode, uid: found } = statSync(join(dataDir, name));
    expect([name, (mode & 0o777).toString(8), found]).toEqual([name, '700', owner]);
  }
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  const second = await startServer({ ...options, dataDir });
  expect((await ask(second.address, 'GET /api/users', { token })).status).toBe(200);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
});

describe('a DATA_DIR that may not be written is one line', () => {
  const forbidden = (): string => {
    const directory = temporaryDirectory();
    chmodSync(directory, 0o555);
    return join(directory, 'data');
  };

  testStepping(named('for the embedded Postgres'), async () => {
    const dataDir = forbidden();
    const message = await refusalOf(['serve'], { ...options, dataDir });
    expect(message).toContain(`DATA_DIR ${dataDir} cannot be used: it belongs to another user`);
  });

  testStepping(named('for the secret that signs, where DATABASE_URL is set'), async () => {
    const dataDir = forbidden();
    const settings = { DATABASE_URL: process.env['ROSTER_TEST_DATABASE_URL'] ?? '' };
    const message = await refusalOf(['serve'], { ...options, dataDir, settings });
    expect(message).toContain(`DATA_DIR ${dataDir} cannot be used: it belongs to another user`);
  });
});

(IS_ROOT && canStepDown ? test.each : test.skip.each)([['users', 'list'], ['tokens', 'list'], ['backup']])(
  "a database of another user's is one line: %s %s (skipped where nobody else can own one)",
  async (...args) => {
    const dataDir = temporaryDirectory();
    chmodSync(dataDir, 0o711);
    mkdirSync(join(dataDir, 'postgres'), { mode: 0o700 });
    expect(await refusalOf(args, { ...options, dataDir })).toContain(
      `DATA_DIR ${dataDir} cannot be used: it belongs to another user`,
    );
  },
);
