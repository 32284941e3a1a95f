import { CREATES, type CreateWay, SAME_USER } from '../http/creates';
import { withKey } from '../http/idempotent-creates';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { RACE_TIMEOUT, useRaces } from './races';

const RACERS = 20;

const races = useRaces();

/** Rows there are, and entries of their making. */
const count = async ({ table, operation }: CreateWay): Promise<{ made: number; told: number }> => {
  const { rows } = await races.server.database.pool.query(
    `select (select count(*)::int from ${table}) as made,
      (select count(*)::int from audit_entries where action = $1) as told`,
    [operation],
  );
  return rows[0];
};

const isReplay = ({ headers }: Answer): boolean => headers['idempotency-replayed'] === 'true';

/** One create, asked for by all at once with one key; then those who were refused ask again. */
const runRound = async (ways: readonly CreateWay[], stem: string) => {
  const shots = Array.from({ length: RACERS }, (_, index) => {
    const way = ways[index % ways.length] as CreateWay;
    return { line: way.line, token: races.adminToken, body: way.body(stem), ...withKey(stem) };
  });
  const answers = await races.fire(shots);
  const made = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 409);
  expect(made.length + refused.length).toBe(RACERS);
  expect(made.filter((answer) => !isReplay(answer))).toHaveLength(1);
  expect(refused.filter(({ text }) => !/still under way/.test(text))).toEqual([]);
  const again = await races.fire(shots);
  expect(again.filter((answer) => answer.status !== 201 || !isReplay(answer))).toEqual([]);
  // The same spelling tells all who ask the same.
  const told = new Set([...made, ...again].map(({ text }) => text));
  expect(told.size).toBe(new Set(again.map(({ text }) => text)).size);
  return { made: made.length, refused: refused.length };
};

const runRounds = async (what: string, ways: readonly CreateWay[]): Promise<void> => {
  const before = await count(ways[0] as CreateWay);
  let [answered, refused] = [0, 0];
  for (let round = 0; round < COUNTS.raceRounds; round += 1) {
    const outcome = await runRound(ways, `${what}${round}`);
    answered += outcome.made;
    refused += outcome.refused;
  }
  const after = await count(ways[0] as CreateWay);
  const rounds = COUNTS.raceRounds;
  expect(after).toEqual({ made: before.made + rounds, told: before.told + rounds });
  report(
    `${what}: ${rounds} rounds of ${RACERS} equal creates in ${ways.length} spellings: ${answered} x 201, ${refused} x 409, ${after.made - before.made} made, duplicates created = ${after.made - before.made - rounds}`,
  );
};

const waysOf = (line: RegExp): CreateWay[] => CREATES.filter((way) => line.test(way.line));

test.each([
  ['user', SAME_USER],
  ['unnamed', waysOf(/ \/api\/v1/)],
  ['employee', waysOf(/admin\/users/)],
  ['token', waysOf(/admin\/tokens/)],
  ['apikey', waysOf(/apikeys/)],
  ['policy', waysOf(/policies/)],
] as const)('%s: one is made, whoever comes first', runRounds, RACE_TIMEOUT);
