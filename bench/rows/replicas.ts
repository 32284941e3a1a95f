import type { Bench } from '../bench';
import type { Child } from '../child';
import type { Directory } from '../directory';
import { compared, type Line } from '../line';
import { measureInTurns, type SampledRequest, type Subject } from '../measure';
import { getsOf, pagesOf, REST, updatesOf } from '../requests';
import { signIn, startRoster } from '../stage';

const CONNECTIONS = 32;

const REQUESTS: readonly (readonly [string, (users: number) => SampledRequest[]])[] = [
  ['get', (users) => getsOf(REST, users)],
  ['page', () => pagesOf(REST)],
  ['update', (users) => updatesOf(REST, users)],
];

/** What a pooler would set on its connections to Postgres. */
const POOLER_SETTINGS = {
  timezone: 'UTC',
  datestyle: 'ISO',
  jit: 'off',
  statement_timeout: '10s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '15s',
};

const setThem = ({ withClient }: Directory): Promise<void> =>
  withClient(async (client) => {
    const name = client.escapeIdentifier(client.database ?? '');
    for (const [setting, value] of Object.entries(POOLER_SETTINGS))
      await client.query(`alter database ${name} set ${setting} = '${value}'`);
  });

/** Two servers over one database, the second as behind a pooler: its statements have no names. */
const startTwo = async (bench: Bench, directory: Directory): Promise<readonly [Child, Child]> => {
  await setThem(directory);
  const first = await startRoster(bench, directory);
  const settings = { DATABASE_DIRECT_URL: directory.url };
  return [first, await startRoster(bench, directory, settings)];
};

/** What a request costs a server that is not alone, and one whose statements have no names, against one that is alone. */
export const replicas = async (bench: Bench): Promise<Line[]> => {
  const lonely = await bench.directoryOf(bench.plan.users);
  // One more, so that it is a directory of its own: two servers over one are not alone.
  const busy = await bench.directoryOf(bench.plan.users + 1);
  const alone = await startRoster(bench, lonely);
  const [first, second] = await startTwo(bench, busy);
  const tokens = { alone: await signIn(alone), two: await signIn(first) };
  const lines: Line[] = [];
  for (const [what, requestsOf] of REQUESTS) {
    bench.progress(what);
    const ofTwo = { directory: busy, requests: requestsOf(busy.users), token: tokens.two };
    const subjects: readonly [Subject, Subject, Subject] = [
      {
        name: 'alone',
        child: alone,
        directory: lonely,
        requests: requestsOf(lonely.users),
        token: tokens.alone,
      },
      { name: 'one of two', child: first, ...ofTwo },
      { name: 'one of two, no names', child: second, ...ofTwo },
    ];
    const [ofAlone, ...others] = await measureInTurns(bench, subjects, CONNECTIONS);
    lines.push(
      ...others.map((figure, place) => compared(`${what}, ${subjects[place + 1]?.name}`, figure, ofAlone)),
    );
  }
  return lines;
};
