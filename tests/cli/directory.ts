import type { AuditEntry } from '../../src/domain/audit';
import { cleanUp, type Environment, type Outcome, runRoster } from '../support/roster-process';
import { startTestServer, type TestServer } from '../support/test-server';

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';

/** A server and commands that work on its directory. */
export interface Directory {
  readonly server: TestServer;
  /** The API token of the administrator `chief`, who has id 1. */
  readonly token: string;
  /** Runs `roster ...` on the directory. */
  run(args: readonly string[], more?: { input?: string; settings?: Environment }): Promise<Outcome>;
  /** What a command said that did its work and had nothing to add on standard error. */
  done(args: readonly string[], more?: { input?: string; settings?: Environment }): Promise<string>;
  /** The line in which a command refused. */
  refused(args: readonly string[], more?: { input?: string; settings?: Environment }): Promise<string>;
  /** The JSON that a command said. */
  json(args: readonly string[]): Promise<unknown>;
  /** The newest entries of the audit trail, of commands alone, newest first. */
  audited(binding: string): Promise<readonly AuditEntry[]>;
}

const open = (server: TestServer, token: string): Directory => {
  const run: Directory['run'] = (args, { input = '', settings = {} } = {}) =>
    runRoster(args, {
      input,
      settings: { DATABASE_URL: server.database.url, JWT_SECRET: SECRET, BCRYPT_COST: '4', ...settings },
    });
  const done: Directory['done'] = async (args, more) => {
    const { code, stdout, stderr } = await run(args, more);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  return {
    server,
    token,
    run,
    done,
    async refused(args, more) {
      const { code, stdout, stderr } = await run(args, more);
      expect({ code, stdout, stderr }).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^roster: [^\n]+\n$/),
      });
      return stderr.trim().replace(/^roster: /, '');
    },
    json: async (args) => JSON.parse(await done([...args, '--json'])),
    async audited(binding) {
      const { items } = await server.wiring.needs.work.read.audit.list(
        { dialect: 'machine' },
        { limit: 200 },
      );
      return items.filter((entry) => entry.binding === binding);
    },
  };
};

/** A directory with one administrator in it, for the tests of a file. */
export const useDirectory = (): (() => Directory) => {
  jest.setTimeout(60_000);
  let directory: Directory | undefined;
  beforeAll(async () => {
    const server = await startTestServer();
    const chief = await server.user({ username: 'chief', password: 'correct horse', roles: ['admin'] });
    directory = open(server, await server.token(chief.id));
  });
  afterAll(async () => {
    await directory?.server.stop();
    await cleanUp();
  });
  return () => {
    if (!directory) throw new Error('the directory is there only while tests run');
    return directory;
  };
};

/** What the audit trail says of everything that is done at the machine. */
export const AT_THE_MACHINE = {
  result: 'done',
  actorId: null,
  actor: 'machine',
  tokenId: null,
  dialect: 'machine',
  ip: 'local',
} as const;
