import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { startChild } from './child';
import { median, separation } from './separation';
import { COST, REFERENCE, STATES, seedStates, type Try } from './sign-in-states';

const ROUNDS = 150;
const WARM_UP_ROUNDS = 10;
const SECRET = 'only-for-benchmarks-0123456789-abcdefghij';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds from the request to the end of the answer. Throws an `Error` for any answer but the one to all. */
const timeOf = (url: string, { state, username, password }: Try): Promise<number> =>
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
const timesByState = async (url: string, tries: readonly Try[]): Promise<Map<string, number[]>> => {
  const byState = new Map(STATES.map(({ name }) => [name, tries.filter(({ state }) => state === name)]));
  const times = new Map(STATES.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const { name } of shuffled(STATES)) {
      const one = byState.get(name)?.[round];
      if (!one) throw new Error(`no try left for ${name}`);
      const time = await timeOf(url, one);
      if (round >= WARM_UP_ROUNDS) times.get(name)?.push(time);
    }
  }
  return times;
};

const print = (times: ReadonlyMap<string, readonly number[]>): void => {
  const reference = times.get(REFERENCE) ?? [];
  // The deviation of the area between two samples of one distribution.
  const chance = 0.5 + 2 * Math.sqrt((2 * ROUNDS + 1) / (12 * ROUNDS * ROUNDS));
  console.log(`Sign-in, ${ROUNDS} of each in random order, one connection, bcrypt cost ${COST}.`);
  console.log(`AUC of the best separator from \`${REFERENCE}\`; up to ${chance.toFixed(2)} is chance.`);
  console.log('state                       median ms     AUC');
  for (const [name, values] of times) {
    const area = name === REFERENCE ? '-' : separation(values, reference).toFixed(3);
    console.log(`${name.padEnd(28)}${median(values).toFixed(2).padStart(9)}${area.padStart(8)}`);
  }
};

/** Prints how well the time of a refused sign-in tells in which state the account is. */
export const benchSignIn = async (databaseUrl: string, directory: string): Promise<void> => {
  const settings = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: directory,
    PORT: '0',
    JWT_SECRET: SECRET,
    ADMIN_PASSWORD: 'only-for-benchmarks',
    BCRYPT_COST: String(COST),
    RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000000',
  };
  const roster = await startChild(
    [join(__dirname, '..', '..', 'bin', 'roster.js'), 'serve'],
    settings,
    join(directory, 'roster.log'),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    print(await timesByState(roster.url, await seedStates(client, WARM_UP_ROUNDS + ROUNDS)));
  } finally {
    agent.destroy();
    await client.end();
    await roster.stop();
  }
};
