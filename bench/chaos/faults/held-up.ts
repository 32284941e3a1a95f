import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { CleanUp } from '../../clean-up';
import { withClient } from '../evidence';
import type { Chaos, Fault, Finding } from '../fault';
import { createAsker } from '../http';
import { repeat, slowest } from '../repeat';
import { type Stage, setStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { until } from '../wait';

const SECONDS = { quick: 12, whole: 30 };
/** More than the pool has connections. */
const READERS = 16;
const WRITERS = 8;
const LIVEZ_PAUSE_MS = 20;
/** 5 s for a connection, and after it 10 s for a statement (5 s for a lock); the rest is this machine's. */
const MOST_ANSWER_MS = 17_000;
/** A loop that is held up for that long serves nobody. */
const MOST_LIVEZ_MS = 1000;
const BACK_MS = 30_000;

const writerOf = ({ ask }: Stage, writer: number) =>
  (() => {
    let number = 0;
    return () => {
      number += 1;
      const username = `held${writer}x${number}`;
      const body = { username, email: `${username}@example.com`, password: 'correct horse battery' };
      return ask('POST /api/users', body);
    };
  })();

/** Readers and writers that go on while something holds the database up; what they heard meanwhile. */
const askWhile = async (stage: Stage, cleanUp: CleanUp, holdUp: () => Promise<void>) => {
  const own = createAsker(stage.server.url);
  const livez = repeat(cleanUp, LIVEZ_PAUSE_MS, () => own.ask('GET /livez'));
  const readers = Array.from({ length: READERS }, () =>
    repeat(cleanUp, 20, () => stage.ask('GET /api/users/1')),
  );
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    repeat(cleanUp, 20, writerOf(stage, writer)),
  );
  await holdUp();
  const [reads, writes] = await Promise.all(
    [readers, writers].map(async (all) => (await Promise.all(all.map((one) => one.stop()))).flat()),
  );
  const alive = await livez.stop();
  own.close();
  return { reads: reads ?? [], writes: writes ?? [], alive };
};

interface HeldUp {
  readonly seconds: number;
  readonly cleanUp: CleanUp;
  readonly holdUp: () => Promise<void>;
}

const judge = async (stage: Stage, { seconds, cleanUp, holdUp }: HeldUp): Promise<Finding> => {
  const { reads, writes, alive } = await askWhile(stage, cleanUp, holdUp);
  const ready = await until(
    'a request succeeds',
    BACK_MS,
    async () => (await stage.ask('GET /api/users/1')).status === 200,
  );
  const others = [
    ...unexpected(reads, [200, 503]),
    ...unexpected(writes, [201, 503]),
    ...unexpected(alive, [200]),
  ];
  const longest = slowest([...reads, ...writes]);
  return {
    figure: `${seconds} s; reads ${showStatuses(reads)}, creates ${showStatuses(writes)}, slowest answer ${(longest / 1000).toFixed(1)} s; /livez ${showStatuses(alive)}, slowest ${slowest(alive).toFixed(0)} ms; served ${ready.toFixed(0)} ms after the end${showUnexpected(others)}`,
    ok:
      others.length === 0 &&
      longest < MOST_ANSWER_MS &&
      slowest(alive) < MOST_LIVEZ_MS &&
      reads.concat(writes).some(({ status }) => status === 503) &&
      stage.server.ending() === null,
  };
};

const held =
  (hold: (client: pg.Client, seconds: number) => Promise<void>) =>
  async (chaos: Chaos): Promise<Finding> => {
    const stage = await setStage(chaos);
    const seconds = chaos.isQuick ? SECONDS.quick : SECONDS.whole;
    const holdUp = (): Promise<void> => withClient(stage.postgres.url, (client) => hold(client, seconds));
    return judge(stage, { seconds, cleanUp: chaos.cleanUp, holdUp });
  };

const EXPECTED =
  'every answer 200, 201 or 503 within the time limits (5 s for a connection, then 10 s for a statement, 5 s for a lock), the loop free, served again at once';

/** Somebody holds what everybody needs. */
export const lockedTable: Fault = {
  name: 'locked-table',
  row: 141,
  says: 'LOCK TABLE users in exclusive mode',
  expected: EXPECTED,
  run: held(async (client, seconds) => {
    await client.query('begin; lock table users in access exclusive mode');
    await sleep(seconds * 1000);
    await client.query('rollback');
  }),
};

const SLOW = `
create function held_up() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
create trigger held_up before insert on users for each row execute function held_up()`;

/** Statements that do not come to an end. */
export const slowQueries: Fault = {
  name: 'slow-queries',
  row: 141,
  says: 'every insert of a user takes a minute',
  expected: EXPECTED,
  run: held(async (client, seconds) => {
    await client.query(SLOW);
    await sleep(seconds * 1000);
    await client.query("set lock_timeout = '60s'; drop trigger held_up on users; drop function held_up()");
  }),
};
