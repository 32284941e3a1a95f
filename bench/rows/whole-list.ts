import { get, type IncomingMessage } from 'node:http';
import type { Bench } from '../bench';
import type { Child } from '../child';
import type { Directory } from '../directory';
import { type Line, show } from '../line';
import { type ReaderResult, readBeside } from '../reader';
import { ADMIN_TOKEN } from '../roster';
import { startRoster } from '../stage';
import { median } from '../statistics';

const MOST_ROUNDS = 3;
const READS_PER_SECOND = 100;
const SAMPLE_MS = 100;
const BETWEEN_ROWS = '},{';

const COPY = `copy (select id, username, email, status, last_sign_in_at, created_at, updated_at
  from users where deleted_at is null order by id) to stdout`;

/** The rows of an array of flat objects, as they arrive. */
const countRows = async (answer: IncomingMessage): Promise<number> => {
  let rows = 1;
  let rest = Buffer.alloc(0);
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    // What stands between two rows may be cut in two.
    const text = Buffer.concat([rest, chunk]);
    let at = text.indexOf(BETWEEN_ROWS);
    for (; at >= 0; at = text.indexOf(BETWEEN_ROWS, at + 1)) rows += 1;
    rest = text.subarray(-(BETWEEN_ROWS.length - 1));
  }
  return rows;
};

const listed = ({ url }: Child): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const request = get(`${url}/api/users`, { headers }, (answer) => countRows(answer).then(resolve, reject));
    request.on('error', reject);
  });

/** Rows a second of something that tells how many rows it gave. Throws an `Error` where those are not all. */
const rateOf = async (expected: number, work: () => Promise<number>): Promise<number> => {
  const start = performance.now();
  const rows = await work();
  if (rows !== expected) throw new Error(`${rows} rows of ${expected} came`);
  return (rows / (performance.now() - start)) * 1000;
};

const copied = (directory: Directory): Promise<number> =>
  directory.withClient(async (client) => (await client.query(COPY)).rowCount ?? 0);

const peakWhile = async (child: Child, work: () => Promise<unknown>): Promise<number> => {
  let peak = child.residentMb();
  const timer = setInterval(() => {
    peak = Math.max(peak, child.residentMb());
  }, SAMPLE_MS);
  await work().finally(() => clearInterval(timer));
  return peak;
};

interface Round {
  readonly list: number;
  readonly copy: number;
  readonly peakMb: number;
  readonly reads: ReaderResult;
}

const measureRound = async (bench: Bench, roster: Child, directory: Directory): Promise<Round> => {
  const copy = await rateOf(directory.users, () => copied(directory));
  let list = Number.NaN;
  let peakMb = Number.NaN;
  const on = { url: roster.url, directory, perSecond: READS_PER_SECOND };
  const reads = await readBeside(on, bench.cleanUp, async () => {
    peakMb = await peakWhile(roster, async () => {
      list = await rateOf(directory.users, () => listed(roster));
    });
  });
  return { copy, list, peakMb, reads };
};

/** The list of all users without a limit, beside reads of single ones. */
export const wholeList = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(bench.plan.manyUsers);
  const roster = await startRoster(bench, directory);
  const rounds: Round[] = [];
  for (let round = 1; round <= Math.min(MOST_ROUNDS, bench.plan.rounds); round += 1) {
    bench.progress(`round ${round}`);
    rounds.push(await measureRound(bench, roster, directory));
  }
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  const list = middle((round) => round.list);
  const copy = middle((round) => round.copy);
  const p50 = show(
    middle(({ reads }) => reads.p50),
    1,
  );
  return [
    {
      what: `${directory.users} users, rest`,
      claims: [
        { says: 'rows/s of COPY', value: list / copy, unit: 'x', atLeast: 0.5 },
        {
          says: 'RSS, peak',
          value: Math.max(...rounds.map(({ peakMb }) => peakMb)),
          unit: 'MB',
          atMost: 150,
        },
        { says: 'reads meanwhile, p99', value: middle(({ reads }) => reads.p99), unit: 'ms', atMost: 50 },
      ],
      beside: `${show(list)} rows/s, reads p50 ${p50} ms | ${show(copy)} rows/s`,
    },
  ];
};
