import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { type Shot, statusCounts } from '../support/volley';
import { RACE_TIMEOUT, useRaces } from './races';

const races = useRaces();

const CLIENTS = ['a', 'b', 'c', 'd'];

const read = (line: string): Promise<Answer> => races.server.ask(line, { token: races.adminToken });

const tagOf = async (id: number): Promise<string> =>
  (await read(`GET /api/users/${id}`)).headers['etag'] ?? 'none';

const shot = (line: string, tag: string, body?: unknown): Shot => ({
  line,
  token: races.adminToken,
  headers: { 'If-Match': tag },
  ...(body !== undefined && { body }),
});

const leftBehind = async (id: number) => {
  const { rows } = await races.server.database.pool.query(
    `select u.username, u.email, u.version::int as version, u.deleted_at is not null as "isDeleted",
       (select array_agg(a.action order by a.id) from audit_entries a
        where a.target_type = 'user' and a.target_id = u.id::text and a.action <> 'users.create') as actions
     from users u where u.id = $1`,
    [id],
  );
  return rows[0];
};

test(
  'of two updates of one version one is carried out, in whichever dialect they come',
  async () => {
    const won = { rest: 0, flask: 0 };
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id, hexId } = await races.server.user({ username: `one${round}` });
      const tag = await tagOf(id);
      const shots = [
        shot(`PUT /api/users/${id}`, tag, { username: `other${round}` }),
        shot(`PATCH /form/api/v1/user/users/${hexId}`, tag, { email: `other${round}@example.com` }),
      ];
      const isTurned = round % 2 === 1;
      const answers = await races.fire(isTurned ? shots.toReversed() : shots);
      expect(statusCounts(answers)).toEqual({ 200: 1, 412: 1 });
      const [rest] = isTurned ? answers.toReversed() : answers;
      const isByRest = rest?.status === 200;
      expect(await leftBehind(id)).toEqual({
        username: isByRest ? `other${round}` : `one${round}`,
        email: isByRest ? `one${round}@example.com` : `other${round}@example.com`,
        version: 2,
        isDeleted: false,
        actions: ['users.update'],
      });
      won[isByRest ? 'rest' : 'flask'] += 1;
    }
    report(
      `two updates of one version: ${COUNTS.raceRounds} rounds, 1 carried out each, lost updates 0; won by ${JSON.stringify(won)}`,
    );
  },
  RACE_TIMEOUT,
);

test(
  'of an update and a delete of one version one is carried out',
  async () => {
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id } = await races.server.user({ username: `gone${round}` });
      const tag = await tagOf(id);
      const answers = await races.fire([
        shot(`PUT /api/users/${id}`, tag, { username: `kept${round}` }),
        shot(`DELETE /api/users/${id}`, tag),
      ]);
      expect(statusCounts(answers)).toEqual({ 200: 1, 412: 1 });
      const isUpdated = answers[0]?.status === 200;
      expect(await leftBehind(id)).toMatchObject({
        version: 2,
        isDeleted: !isUpdated,
        actions: [isUpdated ? 'users.update' : 'users.delete'],
      });
    }
    report(`update and delete of one version: ${COUNTS.raceRounds} rounds, 1 carried out each`);
  },
  RACE_TIMEOUT,
);

/** Adds to a user's name what it has not yet, as often as it takes; returns how often that was in vain. */
const append = async (id: number, letter: string): Promise<number> => {
  const line = `/api/v1/users/${id}`;
  let stale = 0;
  for (;;) {
    const { json, headers } = await read(`GET ${line}`);
    const name = `${(json as { name: string }).name}${letter}`;
    const answer = await races.fireOne(shot(`PUT ${line}`, headers['etag'] ?? '', { name }));
    if (answer.status === 200) return stale;
    expect(answer.status).toBe(412);
    stale += 1;
  }
};

test(
  'who reads, changes and comes again when stale loses nothing',
  async () => {
    let stale = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id } = await races.server.user({ username: `many${round}`, name: '-' });
      const tries = await Promise.all(CLIENTS.map((letter) => append(id, letter)));
      stale += tries.reduce((sum, count) => sum + count, 0);
      const { name } = (await read(`GET /api/v1/users/${id}`)).json as { name: string };
      expect([...name].sort()).toEqual(['-', ...CLIENTS]);
    }
    report(
      `${CLIENTS.length} who read and change: ${COUNTS.raceRounds} rounds, lost updates 0, ${stale} times stale`,
    );
  },
  RACE_TIMEOUT,
);
