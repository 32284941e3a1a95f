import { SEED } from '../support/seed';
import type { TestServer } from '../support/test-server';
import { causeOf, wasOnlyBusy } from './busy';
import { type Cast, createCast } from './cast';
import { curlLine } from './curl';
import { createDraw } from './draw';
import type { FuzzRequest } from './fuzz-request';
import { generate } from './generate';
import { problemWith } from './judge';
import type { FuzzOperation } from './operations';
import { createSender, type Outcome, type Sender } from './send';
import { shrink } from './shrink';

/** What a fuzz is made of. */
export interface Fuzz {
  readonly server: TestServer;
  /** The seed is the run's; the same name draws the same. */
  readonly name: string;
  readonly operations: readonly FuzzOperation[];
  readonly requests: number;
}

/** What came of it. */
export interface Findings {
  /** How often each status was answered; `closed` where a connection ended without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Each with a line for a shell that repeats it. */
  readonly problems: readonly string[];
  /** Requests that met a time limit of the server's and were answered well when nobody else asked. */
  readonly busy: number;
}

const CONNECTIONS = 16;
/** Requests until the directory is put in order. */
const ROUND = 1000;
/** More would only say the same again. */
const MOST_PROBLEMS = 10;

const statusOf = (outcome: Outcome): string => ('broken' in outcome ? 'closed' : String(outcome.status));

/** What requests made goes, so that lists stay short: it is the requests that are tried here, not the size. */
const tidy = async ({ database }: TestServer, before: number): Promise<void> => {
  await database.pool.query('update users set deleted_at = now() where id > $1 and deleted_at is null', [
    before,
  ]);
};

const lastUser = async ({ database }: TestServer): Promise<number> =>
  Number((await database.pool.query('select max(id) as id from users')).rows[0].id);

/** A request that failed, and how. */
interface Failure {
  readonly asked: FuzzRequest;
  readonly problem: string;
  /** What the log says of it. */
  readonly cause: string;
}

const told = async (
  { server, name }: Fuzz,
  sender: Sender,
  { asked, problem, cause }: Failure,
): Promise<string> => {
  const smallest = await shrink(
    asked,
    async (one) => problemWith(server.url, one, await sender.send(one)) === problem,
  );
  return `${name}, SEED=${SEED}: ${problem}${cause && ` (${cause})`}\n  ${curlLine(server.url, smallest)}`;
};

/** Sends requests of all operations in turn, and holds every answer against what its dialect declares. */
export const fuzz = async (plan: Fuzz): Promise<Findings> => {
  const { server, name, operations, requests } = plan;
  const sender = createSender(server.url, CONNECTIONS);
  const statuses: Record<string, number> = {};
  const suspected: Failure[] = [];
  const failed: Failure[] = [];
  let busy = 0;

  const askOne = async (cast: Cast, number: number): Promise<void> => {
    const operation = operations[number % operations.length] as FuzzOperation;
    const asked = generate(operation, cast, createDraw(SEED, `${name} ${number}`));
    const outcome = await sender.send(asked);
    const problem = problemWith(server.url, asked, outcome);
    statuses[statusOf(outcome)] = (statuses[statusOf(outcome)] ?? 0) + 1;
    if (problem !== null) suspected.push({ asked, problem, cause: causeOf(server, outcome) });
  };

  const lane = async (cast: Cast, numbers: Iterator<number>): Promise<void> => {
    for (let next = numbers.next(); !next.done; next = numbers.next()) await askOne(cast, next.value);
  };

  try {
    for (let first = 0; first < requests && failed.length < MOST_PROBLEMS; first += ROUND) {
      const before = await lastUser(server);
      const cast = await createCast(server, `${name.replace(/\W/g, '')}${first}`);
      const count = Math.min(ROUND, requests - first);
      const numbers = Array.from({ length: count }, (_, index) => first + index).values();
      await Promise.all(Array.from({ length: CONNECTIONS }, () => lane(cast, numbers)));
      for (const failure of suspected.splice(0)) {
        if (await wasOnlyBusy(server, sender, failure.asked, failure.cause)) busy += 1;
        else failed.push(failure);
      }
      await tidy(server, before);
    }
    const problems: string[] = [];
    for (const failure of failed.slice(0, MOST_PROBLEMS)) problems.push(await told(plan, sender, failure));
    return { statuses, problems, busy };
  } finally {
    sender.close();
  }
};
