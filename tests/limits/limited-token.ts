import type { NewTokenPolicy } from '../../src/domain/token-policy';
import { machineContext } from '../../src/first-administrator';
import { type Answer, type Asking, ask, type TestServer } from '../support/test-server';

let made = 0;

/** A policy with these limits; returns its id. */
export const makePolicy = async (
  { wiring }: TestServer,
  limits: Omit<NewTokenPolicy, 'name'>,
): Promise<number> => {
  made += 1;
  const fields = { name: `policy ${made}`, ...limits };
  return (await wiring.controllers['policies.create']({ fields }, machineContext('test'))).id;
};

/** A token of the user under a policy of its own with these limits; what is left out has no limit. */
export const limitedToken = async (
  server: TestServer,
  userId: number,
  limits: Omit<NewTokenPolicy, 'name'>,
): Promise<string> => server.token(userId, { policyId: await makePolicy(server, limits) });

/** Spellings of one operation, in both styles and with both methods that read: all of them share one budget. */
export const READS = [
  'GET /api/users/1',
  'GET /api/users/get/1',
  'HEAD /api/users/1',
  'HEAD /api/users/get/1',
] as const;

/** That many reads, in every spelling by turns. */
export const reads = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => READS[index % READS.length] as string);

/** Asks one after another. */
export const askInTurn = async (url: string, lines: readonly string[], asking: Asking): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (const line of lines) answers.push(await ask(url, line, asking));
  return answers;
};

/** How many were let through: everything that was not told to wait. */
export const passed = (answers: readonly Answer[]): number =>
  answers.filter(({ status }) => status !== 429).length;

/** The sentence of the wire contract for an exhausted quota. */
export const overLimit = (limit: number, per: 'minute' | 'day'): string =>
  `Rate limit exceeded: Maximum ${limit} requests per ${per} allowed.`;

/** The different bodies of refusals; HEAD has none. */
export const refusals = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.filter(({ status, text }) => status === 429 && text !== '').map(({ text }) => text)),
];
