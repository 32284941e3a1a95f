import { createTable } from '../../routes/table';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { SEED } from '../support/seed';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/test-server';
import { type Findings, fuzz } from './fuzz';
import { type FuzzOperation, operationsOf } from './operations';

const KEEPER = { username: 'keeper-of-the-directory', password: 'Keeper-password-1' };

const SETTINGS = {
  // So that none of it is refused for being too often, or takes its time.
  OTP_MIN_ANSWER_MS: '0',
  OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000000',
};

/** A server for whatever may be asked, with somebody who can tell afterwards whether it is still there. */
export const startFuzzServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const server = await startTestServer({ settings: SETTINGS, ...options });
  await server.user({ ...KEEPER, roles: ['superadmin'] });
  return server;
};

const countsOf = ({ statuses }: Findings): string =>
  Object.keys(statuses)
    .sort()
    .map((status) => `${status} × ${statuses[status]}`)
    .join(', ');

const FAULTS = ['error', 'fatal'];

/** What the server has logged as its own fault. */
export const loggedErrors = ({ logLines }: TestServer): string[] =>
  logLines.filter((line) => FAULTS.includes((JSON.parse(line) as { level: string }).level));

/** The tests that hold whatever these operations are asked. */
export const fuzzOperations = (
  name: string,
  operations: () => readonly FuzzOperation[],
  requests = COUNTS.fuzzRequests,
): void => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startFuzzServer();
  });
  afterAll(() => server.stop());

  test(`${requests} requests: no 5xx, nobody hangs, every answer is as declared`, async () => {
    const findings = await fuzz({ server, name, operations: operations(), requests });
    const { problems, busy } = findings;
    report(`fuzz ${name}: ${requests} requests, SEED=${SEED}: problems = ${problems.length}`);
    report(
      `fuzz ${name}: ${countsOf(findings)}${busy > 0 ? `; of the 503, asked again with success: ${busy}` : ''}`,
    );
    expect(problems.join('\n\n')).toBe('');
  }, 900_000);

  test('nothing went wrong unseen, and the directory is still there for who keeps it', async () => {
    expect(loggedErrors(server)).toEqual([]);
    expect((await server.ask('GET /readyz')).text).toBe('ok');
    const signedIn = await server.ask('POST /api/auth/login', { body: KEEPER });
    expect(signedIn.status).toBe(200);
    const { access_token: token } = signedIn.json as { access_token: string };
    expect((await server.ask('GET /api/users?limit=1', { token })).status).toBe(200);
  });
};

/** As `fuzzOperations`, for all that a dialect's OpenAPI document tells of. */
export const fuzzDialect = (name: string): void =>
  fuzzOperations(name, () => operationsOf(createTable(), name));
