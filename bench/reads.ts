import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { type Child, startChild } from './child';
import { type Figure, type Load, measure, medians } from './measure';

const USERS = 100_000;
const ROUNDS = 3;
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 5;
const JWT_SECRET = 'only-for-benchmarks-0123456789-abcdefghij';
const ADMIN_TOKEN = 'only-for-benchmarks-token-0123456789';

const SEED = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
  select lpad(n::text, 26, '0'), lpad(to_hex(n), 24, '0'), 'user' || n, 'user' || n, 'user' || n || '@example.com',
    'user' || n || '@example.com', now(), now()
  from generate_series(2, ${USERS}) n`;

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const signIn = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: ADMIN_TOKEN.slice(0, 20) }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
};

interface Case {
  readonly name: string;
  readonly path: string;
  readonly tokens: { readonly baseline: string; readonly roster: string };
  readonly connections: number;
}

/** Both servers in turns, so that a machine that gets slower gets slower for both. */
const compare = async (baseline: Child, roster: Child, { path, tokens, connections }: Case) => {
  const load = (token: string, seconds: number): Load => ({ path, token, connections, seconds });
  const figures: { baseline: Figure[]; roster: Figure[] } = { baseline: [], roster: [] };
  await measure(baseline, load(tokens.baseline, WARM_UP_SECONDS));
  await measure(roster, load(tokens.roster, WARM_UP_SECONDS));
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.baseline.push(await measure(baseline, load(tokens.baseline, ROUND_SECONDS)));
    figures.roster.push(await measure(roster, load(tokens.roster, ROUND_SECONDS)));
  }
  return { baseline: medians(figures.baseline), roster: medians(figures.roster) };
};

const report = (name: string, { baseline, roster }: { baseline: Figure; roster: Figure }): void => {
  const cells = [
    name.padEnd(28),
    (roster.perSecond / baseline.perSecond).toFixed(2).padStart(6),
    (roster.cpuMicros / baseline.cpuMicros).toFixed(2).padStart(6),
    `${roster.perSecond.toFixed(0)} / ${baseline.perSecond.toFixed(0)}`.padStart(15),
    `${roster.cpuMicros.toFixed(0)} / ${baseline.cpuMicros.toFixed(0)}`.padStart(12),
    `${roster.p99} / ${baseline.p99}`.padStart(10),
  ];
  console.log(cells.join('  '));
};

/** Compares reads with a server written by hand, under the same load, and prints the ratios. */
export const benchReads = async (url: string, directory: string): Promise<void> => {
  const root = join(__dirname, '..', '..');
  const rosterSettings = {
    DATABASE_URL: url,
    DATA_DIR: directory,
    PORT: '0',
    JWT_SECRET,
    ADMIN_TOKEN,
    ADMIN_PASSWORD: ADMIN_TOKEN.slice(0, 20),
    BCRYPT_COST: '4',
    RATE_LIMIT_SESSION_PER_MIN: '1000000000',
  };
  const roster = await startChild(
    [join(root, 'bin', 'roster.js'), 'serve'],
    rosterSettings,
    join(directory, 'roster.log'),
  );
  await withClient(url, (client) => client.query(SEED).then(() => client.query('vacuum analyze users')));
  const baseline = await startChild(
    [join(__dirname, 'baseline.js'), url, JWT_SECRET],
    {},
    join(directory, 'baseline.log'),
  );
  const handMade = jwt.sign({ sub: '1' }, createSecretKey(Buffer.from(JWT_SECRET)), { expiresIn: '1h' });
  const session = { baseline: handMade, roster: await signIn(roster.url) };
  const token = { baseline: handMade, roster: ADMIN_TOKEN };
  const cases: Case[] = [
    { name: 'GET by id, access token', path: '/api/users/50000', tokens: session, connections: 32 },
    { name: 'GET by id, API token', path: '/api/users/50000', tokens: token, connections: 32 },
    { name: 'GET by id, one connection', path: '/api/users/50000', tokens: session, connections: 1 },
    { name: 'GET a page of 20', path: '/api/users?limit=20', tokens: session, connections: 32 },
  ];
  try {
    console.log(
      `${USERS} users, ${ROUNDS} rounds of ${ROUND_SECONDS} s in turns, medians; Roster with access log to a file.`,
    );
    console.log(
      'case                           rate     cpu   requests/s      us cpu/req      p99 ms   (Roster / baseline)',
    );
    for (const one of cases) report(one.name, await compare(baseline, roster, one));
  } finally {
    await Promise.all([roster.stop(), baseline.stop()]);
  }
};
