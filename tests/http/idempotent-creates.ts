import { report } from '../support/report';
import type { Answer, Asking, TestServerOptions } from '../support/test-server';
import { type Api, unique, useApi } from './api';
import type { CreateWay } from './creates';
import { type MovableClock, movableClock } from './movable-clock';

type Body = Readonly<Record<string, unknown>>;

/** A create that nobody has asked for yet, with a key of its own. */
export interface FreshCreate {
  readonly key: string;
  readonly body: Body;
  /** What another create would be, had it the same key. */
  readonly other: Body;
  /** The request as it is sent. */
  readonly asking: Asking;
  /** Asks for it, as the first administrator with that key and body unless said otherwise. */
  send(asking?: Asking): Promise<Answer>;
}

/** A server that creates, and what its creates leave behind. */
export interface Creates {
  readonly api: Api;
  readonly clock: MovableClock;
  fresh(way: CreateWay): FreshCreate;
  /** How many rows there are, and how many entries in the audit trail of their making. */
  traces(way: CreateWay): Promise<readonly [made: number, told: number]>;
  /** Does what must leave nothing behind. */
  withoutTrace(way: CreateWay, deed: () => Promise<Answer>): Promise<Answer>;
  /** Does what must make one thing, with one entry, and answer for the first time. */
  makingOne(way: CreateWay, deed: () => Promise<Answer>): Promise<Answer>;
}

/** The header of a key. */
export const withKey = (key: string): Pick<Asking, 'headers'> => ({ headers: { 'Idempotency-Key': key } });

const shown = ({ status, headers, text }: Answer) => ({ status, text, location: headers['location'] });

/** Holds that an answer repeats a first one to the byte, and that it says so. */
export const expectReplay = (again: Answer, first: Answer): void => {
  expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
  expect({ ...shown(again), replayed: again.headers['idempotency-replayed'] }).toEqual({
    ...shown(first),
    replayed: 'true',
  });
};

const tracesOf =
  (api: Api) =>
  async ({ table, operation }: CreateWay): Promise<readonly [number, number]> => {
    const { rows } = await api.server.database.pool.query(
      `select (select count(*)::int from ${table}) as made,
        (select count(*)::int from audit_entries where action = $1) as told`,
      [operation],
    );
    const { made, told } = rows[0] as { made: number; told: number };
    return [made, told];
  };

/** Starts a server before the tests of a file; after them it tells how often a create was repeated, and what that made. */
export const useCreates = (options: TestServerOptions = {}): Creates => {
  const clock = movableClock('2030-05-06T07:08:09Z');
  const api = useApi({ clock, ...options });
  const traces = tracesOf(api);
  let repeated = 0;
  let duplicates = 0;
  afterAll(() => report(`${repeated} requests that must make nothing, duplicates created = ${duplicates}`));
  return {
    api,
    clock,
    traces,
    fresh({ line, body: bodyOf, change }) {
      const key = unique('key-');
      const body = bodyOf(unique('once'));
      const asking = { body, ...withKey(key) };
      return {
        key,
        body,
        other: { ...body, ...change },
        asking: { token: api.adminToken, ...asking },
        send: (more) => api.ask(line, { ...asking, ...more }),
      };
    },
    async withoutTrace(way, deed) {
      const before = await traces(way);
      const answer = await deed();
      const after = await traces(way);
      repeated += 1;
      duplicates += after[0] - before[0];
      expect(after).toEqual(before);
      return answer;
    },
    async makingOne(way, deed) {
      const [made, told] = await traces(way);
      const answer = await deed();
      expect([answer.status, answer.headers['idempotency-replayed']]).toEqual([201, undefined]);
      expect(await traces(way)).toEqual([made + 1, told + 1]);
      return answer;
    },
  };
};
