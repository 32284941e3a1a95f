import type { Answer } from '../../support/test-server';
import { ADMINISTRATORS_ONLY, NOT_ON_ONESELF } from '../stricter.expected';
import { golden } from '../support/golden';
import { compareAnswer, compareRow, rowsOf, tellsOfUsers } from '../support/reading';
import type { Saying, Values } from '../support/saying';
import { choose, placeOf } from './choosing';
import { byMachine } from './machine';
import type { Demands } from './may';
import { asPerson, type Member } from './member';
import type { Request } from './request';
import { judge, type Outcome } from './rules';
import type { Step } from './steps';
import { MACHINE, type World } from './world';

/** What a step came to that it should not have; empty where all is as the model has it. */
export type Mismatches = readonly string[];

/** How often each dialect and the machine was asked, and how often each thing came of it. */
export const TALLY = { asked: new Map<string, number>(), came: new Map<string, number>() };

const count = (asked: string, outcome: Outcome): void => {
  const came = 'codes' in outcome ? (outcome.codes[0] ?? '') : 'success';
  TALLY.asked.set(asked, (TALLY.asked.get(asked) ?? 0) + 1);
  TALLY.came.set(came, (TALLY.came.get(came) ?? 0) + 1);
};

const tellsWrong = (world: World, { route }: Saying, answer: Answer, about: number | null): Mismatches => {
  const { shown } = route.binding;
  if (!tellsOfUsers(shown)) return [];
  const people = world.members.map((member) => asPerson(member, world.now));
  const person = about === null ? undefined : people[about];
  if (person) return compareAnswer(shown, answer.json, person).mismatches;
  const rows = rowsOf(shown, answer.json);
  const there = people.filter((_, index) => world.members[index]?.deletedAt === null);
  if (rows.length !== there.length) return [`${rows.length} rows of ${there.length}`];
  return rows.flatMap(
    (row, index) => compareRow(shown, row, there[index] as (typeof there)[number]).mismatches,
  );
};

const statusesOf = ({ route }: Saying, codes: readonly string[]): number[] =>
  codes.map((code) => golden(route.dialect.name, code).status);

const takeOver = async (world: World, members: readonly Member[]): Promise<void> => {
  const isNew = members.length > world.members.length;
  world.members = members;
  if (!isNew) return;
  const sql = 'select id, ulid, hex_id as "hexId" from users order by id desc limit 1';
  world.ids.push((await world.server.database.pool.query(sql)).rows[0]);
};

const requestOf = (world: World, step: Step, values: Values): Request => ({
  operation: step.operation,
  by: step.by === MACHINE ? null : step.by,
  target: placeOf(world, step),
  values,
  now: world.now,
});

const NO_DEMANDS: Demands = { administratorsOnly: false, notOnOneself: false };

const actByMachine = async (world: World, step: Step): Promise<Mismatches> => {
  if (step.operation === 'users.list') return [];
  const outcome = judge(world.members, requestOf(world, step, step.values), NO_DEMANDS);
  count('machine', outcome);
  const code = await byMachine(world, step);
  const expected: readonly (string | null)[] = 'codes' in outcome ? outcome.codes : [null];
  if (!expected.includes(code)) return [`the machine met ${code}, not ${expected}`];
  if ('members' in outcome) await takeOver(world, outcome.members);
  return [];
};

const demandsOf = ({ route: { dialect, label } }: Saying): Demands => ({
  administratorsOnly: ADMINISTRATORS_ONLY[dialect.name]?.test(label) ?? false,
  notOnOneself: NOT_ON_ONESELF[dialect.name]?.test(label) ?? false,
});

const actByCaller = async (world: World, step: Step): Promise<Mismatches> => {
  const saying = choose(world, step);
  if (!saying) throw new Error(`no dialect can say ${JSON.stringify(step)}`);
  const { password: _password, ...values } = saying.wrote;
  const outcome = judge(world.members, requestOf(world, step, values), demandsOf(saying));
  count(saying.route.dialect.name, outcome);
  const answer = await world.ask(saying, world.tokens[step.by] ?? '');
  const expected = 'codes' in outcome ? statusesOf(saying, outcome.codes) : [saying.route.binding.status];
  if (!expected.includes(answer.status)) {
    const what = 'codes' in outcome ? outcome.codes.join(' or ') : 'success';
    return [`${saying.route.label}: ${what} (${expected}) expected, ${answer.status} ${answer.text}`];
  }
  if (!('members' in outcome)) return [];
  await takeOver(world, outcome.members);
  return tellsWrong(world, saying, answer, outcome.about).map((one) => `${saying.route.label}: ${one}`);
};

/** The step with the time at which a suspension of so many seconds ends. */
const timed = ({ now }: World, step: Step): Step => {
  const { until: seconds, ...values } = step.values;
  if (typeof seconds !== 'number') return step;
  const until = new Date(now + seconds * 1000).toISOString().replace('Z', '000Z');
  return { ...step, values: { ...values, until } };
};

/** Takes one step in the world and in the model; a second passes. */
export const act = async (world: World, drawn: Step): Promise<Mismatches> => {
  world.now += 1000;
  const step = timed(world, drawn);
  return step.by === MACHINE ? actByMachine(world, step) : actByCaller(world, step);
};
