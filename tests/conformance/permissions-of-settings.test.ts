import { parseConfig } from '../../src/config';
import { SETTINGS_SCHEMA } from '../../src/settings/settings';
import { useApi } from '../http/api';
import { type AnotherServer, startAnotherServer } from '../support/another-server';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { ask, TEST_SETTINGS } from '../support/test-server';
import { type Caller, makeCaller } from './callers';
import { CALLS, sentCodes } from './operation-calls';
import { CALLERS, type CallerName, EXPECTED } from './permissions.expected';

jest.setTimeout(120_000);

/** Other values of every setting that chooses among words, and of those that are no more than a switch to who sets them. */
const FLIPPED: readonly (readonly [name: string, value: string])[] = [
  ['LOG_LEVEL', 'silent'],
  ['PASSWORD_PROFILE', 'strict'],
  ['PASSWORD_RESET_MUST_CHANGE', 'true'],
  ['OTP_SENDER', 'none'],
  ['REDIS_OUTAGE', 'closed'],
  ['PASSWORD_HISTORY', '24'],
  ['PASSWORD_MAX_AGE_DAYS', '90'],
  ['TRUST_PROXY', 'true'],
  ['CORS_ORIGINS', 'https://app.example.com'],
  ['DIALECTS', 'rest'],
  ['HSTS_MAX_AGE', '31536000'],
  ['METRICS_TOKEN', 'a-token-of-who-reads-the-metrics-0123456789'],
  ['JWT_SECRET_PREVIOUS', 'a-secret-that-was-the-one-before-0123456789'],
];

interface Described {
  readonly type: string;
  readonly flags?: { readonly only?: boolean };
}

test('every setting that chooses among words stands here', () => {
  const described = Object.entries(SETTINGS_SCHEMA.describe()['keys'] as Record<string, Described>);
  const choices = described.filter(([, { type, flags }]) => type === 'boolean' || flags?.only === true);
  const flipped = new Set(FLIPPED.map(([name]) => name));
  expect(choices.map(([name]) => name).filter((name) => !flipped.has(name))).toEqual([]);
});

const SETTINGS = { ...TEST_SETTINGS, OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000', OTP_MIN_ANSWER_MS: '0' };

// The directory is made by a server of the ordinary settings; who is asked has the flipped ones.
const api = useApi({ codeSender: sentCodes, settings: SETTINGS });
const shared = new Map<CallerName, Caller>();
let cells = 0;

beforeAll(async () => {
  for (const name of CALLERS) shared.set(name, await makeCaller[name](api));
});

afterAll(() => report(`permissions with each of ${FLIPPED.length} settings flipped: ${cells} cells`));

const OPERATIONS = Object.keys(EXPECTED);
const STRIDE = Math.ceil(OPERATIONS.length / COUNTS.guardedOperations);

/** Other operations for each setting, so that as few as possible are left out of all. */
const operationsOf = (setting: string): string[] => {
  const nth = FLIPPED.findIndex(([name]) => name === setting);
  return OPERATIONS.filter((_, index) => (index + nth) % STRIDE === 0);
};

/** Calls that end the caller's own sessions get one of their own. */
const isPersonal = (operation: string): boolean => /^(auth\.|own account)/.test(operation);

const isRefusal = (status: number): boolean => status === 401 || status === 403;

const expectedOf = (operation: string, name: CallerName): number =>
  Number((EXPECTED[operation] ?? '').trim().split(/\s+/)[CALLERS.indexOf(name)]);

const statusOf = async ({ url }: AnotherServer, operation: string, name: CallerName): Promise<number> => {
  const caller = (isPersonal(operation) ? undefined : shared.get(name)) ?? (await makeCaller[name](api));
  const call = await CALLS[operation]?.(api, caller);
  if (!call) throw new Error(`nobody knows how to call ${operation}`);
  const { token } = caller;
  const answer = await ask(url, call.line, { body: call.body, ...(token !== undefined && { token }) });
  cells += 1;
  return answer.status;
};

// Whether a new password will do is the settings' own business; who may set it is not.
const isGuarded = (expected: number, seen: number): boolean =>
  isRefusal(expected) ? seen === expected : !isRefusal(seen);

test.each(FLIPPED)('with %s=%s who may do what is what it was', async (setting, value) => {
  const config = parseConfig({ ...SETTINGS, [setting]: value });
  const server = await startAnotherServer({ ...api.server, config });
  try {
    for (const operation of operationsOf(setting)) {
      for (const name of CALLERS) {
        const [expected, seen] = [expectedOf(operation, name), await statusOf(server, operation, name)];
        if (!isGuarded(expected, seen)) throw new Error(`${operation} by ${name}: ${seen}, not ${expected}`);
      }
    }
  } finally {
    await server.stop();
  }
});
