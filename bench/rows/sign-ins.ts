import bcrypt from 'bcrypt';
import type { Bench } from '../bench';
import type { Child } from '../child';
import type { Directory } from '../directory';
import { floodWithSignIns, givePasswords } from '../flood';
import { type Line, show } from '../line';
import { type ReaderResult, readBeside } from '../reader';
import { startRoster } from '../stage';
import { median } from '../statistics';

const AT_A_TIME = 64;
const READS_PER_SECOND = 100;
const LAG = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m;
/** The default of `BCRYPT_COST`. */
const COST = 12;
const HASHING_MS = 2000;

/** Hashes a second of one core, with nothing else to do. */
const hashingRate = (): number => {
  const hash = bcrypt.hashSync('a password', COST);
  const start = performance.now();
  let hashes = 0;
  for (; performance.now() - start < HASHING_MS; hashes += 1) bcrypt.compareSync('another', hash);
  return (hashes / (performance.now() - start)) * 1000;
};

/** The delay of the server's event loop since this was last asked, p99 in milliseconds. */
const loopDelay = async ({ url }: Child): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(LAG.exec(text)?.[1] ?? Number.NaN) * 1000;
};

interface Round {
  readonly hashes: number;
  readonly idle: ReaderResult;
  readonly beside: ReaderResult;
  readonly signIns: number;
  readonly refused: number;
  readonly delay: number;
}

const measureRound = async (bench: Bench, roster: Child, directory: Directory): Promise<Round> => {
  const hashes = hashingRate();
  const on = { url: roster.url, directory, perSecond: READS_PER_SECOND };
  const { roundSeconds, floodSeconds } = bench.plan;
  const idle = await readBeside(
    on,
    bench.cleanUp,
    () => new Promise((done) => setTimeout(done, roundSeconds * 1000)),
  );
  let delay = Number.NaN;
  const flood = floodWithSignIns(roster.url, AT_A_TIME);
  await loopDelay(roster);
  flood.begin();
  const beside = await readBeside(on, bench.cleanUp, async () => {
    await new Promise((done) => setTimeout(done, floodSeconds * 1000));
    delay = await loopDelay(roster);
  });
  // What still waits for its hash would be felt in the next round.
  const { perSecond, refused } = await flood.end();
  return { hashes, idle, beside, signIns: perSecond, refused, delay };
};

/** Reads while many sign in, hashing at the default cost. */
export const signIns = async (bench: Bench): Promise<Line[]> => {
  const directory = await bench.directoryOf(bench.plan.users);
  const roster = await startRoster(bench, directory);
  await directory.withClient((client) => givePasswords(client, AT_A_TIME, COST));
  const rounds: Round[] = [];
  for (let round = 1; round <= bench.plan.rounds; round += 1) {
    bench.progress(`round ${round} of ${bench.plan.rounds}`);
    rounds.push(await measureRound(bench, roster, directory));
  }
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  const [idle, beside] = [middle((round) => round.idle.p99), middle((round) => round.beside.p99)];
  const [rate, hashes] = [middle((round) => round.signIns), middle((round) => round.hashes)];
  const refused = rounds.reduce((sum, round) => sum + round.refused, 0);
  return [
    {
      what: `${AT_A_TIME} at a time, bcrypt cost ${COST}`,
      claims: [
        { says: 'reads, p99 against idle', value: beside / idle, unit: 'x', atMost: 3 },
        { says: 'event-loop delay, p99', value: middle(({ delay }) => delay), unit: 'ms', atMost: 50 },
        { says: "sign-ins/s of one core's hashes/s", value: rate / hashes, unit: 'x', atLeast: 0.9 },
      ],
      beside: `p99 ${show(beside, 1)} ms, ${show(rate, 1)} sign-ins/s, ${refused} refused | idle p99 ${show(idle, 1)} ms, ${show(hashes, 1)} hashes/s`,
    },
  ];
};
