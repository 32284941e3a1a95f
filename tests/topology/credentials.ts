import { ask } from '../support/test-server';
import { type Caller, createCaller, type Outcome } from './caller';
import { ADMIN_TOKEN } from './topology';

/** An API token of the administrator's that no quota limits. */
export interface MadeToken {
  readonly id: number;
  readonly secret: string;
}

const asked = async <T>(address: string, line: string, body: unknown): Promise<T> => {
  const { status, json, text } = await ask(address, line, { token: ADMIN_TOKEN, body });
  if (status !== 201) throw new Error(`${line}: ${status} ${text}`);
  return json as T;
};

let policies = 0;

/** Makes so many of them at a server. */
export const makeTokens = async (address: string, count: number): Promise<MadeToken[]> => {
  policies += 1;
  const policy = await asked<{ id: number }>(address, 'POST /api/policies', {
    name: `without limits ${policies}`,
  });
  const made: MadeToken[] = [];
  for (let n = 0; n < count; n += 1) {
    const wish = { user_id: 1, expires_at: null, policy_id: policy.id };
    const { id, token } = await asked<{ id: number; token: string }>(address, 'POST /api/admin/tokens', wish);
    made.push({ id, secret: token });
  }
  return made;
};

/** What was let in although its access had ended. */
export interface Staleness {
  readonly late: number;
  /** From the end to the sending of the last that was let in, in milliseconds; 0 where there was none. */
  readonly ms: number;
}

/** How often each is refused before its stream ends. */
const REFUSALS = 3;

const streamUntilRefused = async (caller: Caller, token: string, outcomes: Outcome[]): Promise<void> => {
  for (let refusals = 0; refusals < REFUSALS; ) {
    const outcome = await caller.send({ line: 'GET /api/users/1', token });
    outcomes.push(outcome);
    if (outcome.status === 401) refusals += 1;
  }
};

/**
 * Asks with a token at each address until it is refused, and has it ended once each has let it in. `end` resolves when
 * whoever ended it was told so.
 */
export const stalenessAt = async (
  addresses: readonly string[],
  token: string,
  end: () => Promise<unknown>,
): Promise<Staleness> => {
  const outcomes: Outcome[] = [];
  const callers = addresses.map(createCaller);
  // Known to be good everywhere, and remembered where anything is.
  for (const caller of callers) {
    const { status, text } = await caller.send({ line: 'GET /api/users/1', token });
    if (status !== 200) throw new Error(`not let in: ${status} ${text}`);
  }
  const streams = Promise.all(callers.map((caller) => streamUntilRefused(caller, token, outcomes)));
  await end();
  const endedAt = performance.now();
  await streams;
  for (const caller of callers) caller.close();
  const late = outcomes.filter(({ status, sentAt }) => status === 200 && sentAt > endedAt);
  return { late: late.length, ms: Math.max(0, ...late.map(({ sentAt }) => sentAt - endedAt)) };
};

/** The worst of several, told in one line. */
export const toldOf = (all: readonly Staleness[]): string => {
  const late = all.reduce((sum, one) => sum + one.late, 0);
  const ms = Math.max(...all.map((one) => one.ms));
  return `${all.length} rounds, let in afterwards ${late}, the last ${ms.toFixed(0)} ms later`;
};
