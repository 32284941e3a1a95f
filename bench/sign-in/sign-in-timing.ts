import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Bench } from '../bench';
import { type Line, show } from '../line';
import { startRoster } from '../stage';
import { median, separation } from '../statistics';
import { COST, REFERENCE, STATES, seedStates, type Try } from './sign-in-states';

const ROUNDS = 150;
const WARM_UP_ROUNDS = 10;
/** Hardly anybody: the accounts that are tried come on top. */
const USERS = 2;

/** Milliseconds from the request to the end of the answer. Throws an `Error` for any answer but the one to all. */
const timeOf = (agent: Agent, url: string, { state, username, password }: Try): Promise<number> =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify({ username, password }));
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const start = performance.now();
    const outgoing = request(`${url}/api/auth/login`, { agent, method: 'POST', headers }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => {
        if (incoming.statusCode === 401) resolve(performance.now() - start);
        else reject(new Error(`${state}: answered ${incoming.statusCode}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const shuffled = <T>(items: readonly T[]): T[] => {
  const rest = [...items];
  return Array.from(items, () => rest.splice(randomInt(rest.length), 1)).flat();
};

/** One try of each state a round, in an order of its own: whatever drifts or comes before touches all alike. */
const timesByState = async (
  url: string,
  tries: readonly Try[],
  rounds: number,
): Promise<Map<string, number[]>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const byState = new Map(STATES.map(({ name }) => [name, tries.filter(({ state }) => state === name)]));
  const times = new Map(STATES.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    for (const { name } of shuffled(STATES)) {
      const one = byState.get(name)?.[round];
      if (!one) throw new Error(`no try left for ${name}`);
      const time = await timeOf(agent, url, one);
      if (round >= WARM_UP_ROUNDS) times.get(name)?.push(time);
    }
  }
  agent.destroy();
  return times;
};

const linesOf = (times: ReadonlyMap<string, readonly number[]>, rounds: number): Line[] => {
  const reference = times.get(REFERENCE) ?? [];
  // The deviation of the area between two samples of one distribution.
  const chance = 0.5 + 2 * Math.sqrt((2 * rounds + 1) / (12 * rounds * rounds));
  return [...times].map(([name, values]) => ({
    what: name,
    claims: [
      { says: '', value: name === REFERENCE ? Number.NaN : separation(values, reference), unit: 'AUC' },
    ],
    beside:
      name === REFERENCE
        ? `median ${show(median(values), 2)} ms; up to ${show(chance, 2)} is chance`
        : `median ${show(median(values), 2)} ms`,
  }));
};

/** How well the time of a refused sign-in tells in which state the account is: the best separator from a wrong password. */
export const signInTiming = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(USERS);
  const roster = await startRoster(bench, directory, { BCRYPT_COST: String(COST) });
  const rounds = bench.plan.isQuick ? WARM_UP_ROUNDS : ROUNDS;
  const tries = await directory.withClient((client) => seedStates(client, WARM_UP_ROUNDS + rounds));
  return linesOf(await timesByState(roster.url, tries, rounds), rounds);
};
