import { randomInt } from 'node:crypto';
import type { Bench } from '../bench';
import type { Directory } from '../directory';
import { type Line, show } from '../line';
import { measureInTurns, type SampledRequest, type Subject } from '../measure';
import { pageAfter, searchFor } from '../requests';
import { ADMIN_TOKEN } from '../roster';
import { startRoster } from '../stage';

const REQUESTS = 200;
const DEPTH = 0.9;
const MOST_TIMES = 1.5;

/** Something that is to take the same time in a small directory and in a large one. */
interface Reading {
  readonly name: string;
  readonly requestOf: (directory: Directory) => Promise<SampledRequest>;
}

/** Ids around the depth, so that it is not always the same pages of the disk. */
const deepId = (users: number): number => Math.round(users * DEPTH) + randomInt(-users / 100, users / 100);

/** With as many digits as any, so that none is a part of another. */
const searchedId = (users: number): number => randomInt(Math.ceil(users / 2), users);

const READINGS: readonly Reading[] = [
  {
    name: 'page after 90 % of the rows, by id',
    async requestOf({ users }) {
      const id = deepId(users);
      return pageAfter(id, String(id));
    },
  },
  {
    name: 'page after 90 % of the rows, by time',
    async requestOf({ users, withClient }) {
      const id = deepId(users);
      const key = await withClient(async (client) => {
        const sql = 'select created_at::text as key from users where id = $1';
        return (await client.query<{ key: string }>(sql, [id])).rows[0]?.key ?? '';
      });
      return pageAfter(id, key, 'createdAt', 'created_at');
    },
  },
  {
    name: 'search by a part that one has',
    async requestOf({ users }) {
      const id = searchedId(users);
      return searchFor(String(id), id);
    },
  },
  {
    name: 'search by one that is half in all emails',
    async requestOf({ users }) {
      const id = searchedId(users);
      return searchFor(`${id}@example`, id);
    },
  },
];

const subjectsOf = async (bench: Bench, directory: Directory): Promise<Subject[]> => {
  const child = await startRoster(bench, directory);
  return Promise.all(
    READINGS.map(async ({ requestOf }) => {
      const requests: SampledRequest[] = [];
      for (let number = 0; number < REQUESTS; number += 1) requests.push(await requestOf(directory));
      return { name: `${directory.users} users`, child, directory, requests, token: ADMIN_TOKEN };
    }),
  );
};

/** The same pages and searches in a small directory and in a large one, one at a time. */
export const size = async (bench: Bench): Promise<Line[]> => {
  const few = await bench.directoryOf(bench.plan.fewUsers);
  const many = await bench.directoryOf(bench.plan.manyUsers);
  const inFew = await subjectsOf(bench, few);
  const inMany = await subjectsOf(bench, many);
  const lines: Line[] = [];
  for (const [place, { name }] of READINGS.entries()) {
    const subjects = [inFew, inMany].flatMap((made) => made[place] ?? []);
    bench.progress(name);
    const [small, large] = await measureInTurns(bench, subjects, 1);
    if (!small || !large) continue;
    lines.push({
      what: name,
      claims: [{ says: 'time', value: small.perSecond / large.perSecond, unit: 'x', atMost: MOST_TIMES }],
      beside: `${many.users} users: p50 ${show(large.p50, 2)} ms | ${few.users} users: p50 ${show(small.p50, 2)} ms`,
    });
  }
  return lines;
};
